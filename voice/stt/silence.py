"""The silence after an utterance, as the encoder has already seen it.

Whisper is trained on windows of thirty seconds that nearly always end in silence, and its decoder looks
there: after a short window it begins to loop. To encode that silence again with every utterance is more than
half of the work. What the encoder makes of it hardly depends on what was said before, so it is encoded once
for each model, and put behind the states of the utterance. One state in sixteen is enough: the decoder has to
find that there is silence up to the end, not every fiftieth of a second of it, and each one that it looks at
costs time for every token.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import ctranslate2
import numpy as np
import numpy.typing as npt
from faster_whisper import WhisperModel

from voice.stt.base import FloatArray
from voice.stt.models import silence_file

EVERY = 16
FLOORS = (-1.2, -0.8, -0.4)
"""Log-mel values of digital silence after sound of three loudnesses. Whisper puts the floor of a window two
under its loudest value; after spoken lines of ordinary level it is -0.6 to -0.4, after soft ones -1.4."""
_STATES = 1500
_FRAMES = 2 * _STATES


class Silence:
    """The encoder's states of thirty seconds of silence, at a few loudnesses of what was before it."""

    def __init__(self, states: npt.NDArray[np.float16]) -> None:
        """Take states of shape ``[len(FLOORS), 1500 / EVERY, width]``.

        Raises:
            ValueError: they are not of that shape, or not numbers.
        """
        if states.ndim != 3 or states.shape[:2] != (len(FLOORS), -(-_STATES // EVERY)):
            raise ValueError(f"states of silence of shape {states.shape}")
        self._states = states.astype(np.float32)
        if not np.isfinite(self._states).all():
            raise ValueError("states of silence that are not numbers")

    def after(self, encoded: ctranslate2.StorageView | FloatArray, floor: float) -> ctranslate2.StorageView:
        """Continue what the encoder made of a window up to Whisper's thirty seconds.

        Args:
            encoded: States of shape ``[1, n, width]``, of which the last are of silence.
            floor: The lowest log-mel value of the window.
        """
        heard = np.asarray(encoded)
        nearest = min(range(len(FLOORS)), key=lambda number: abs(FLOORS[number] - floor))
        rest = self._states[nearest, -(-heard.shape[1] // EVERY) :]
        return ctranslate2.StorageView.from_array(np.concatenate([heard, rest[None]], axis=1))


def silence_of(model: WhisperModel, folder: Path) -> Silence:
    """Give the silence of a model: from its folder, where it is written the first time."""
    with contextlib.suppress(OSError, ValueError, EOFError), silence_file(folder).open("rb") as kept:
        return Silence(np.load(kept))
    states = np.stack([_encode(model, floor) for floor in FLOORS]).astype(np.float16)
    with contextlib.suppress(OSError):  # a folder that cannot be written to: made again the next time
        _write(states, silence_file(folder))
    return Silence(states)


def _write(states: npt.NDArray[np.float16], target: Path) -> None:
    """Write the file in one step: another process may be reading it, or doing the same."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".silence-", delete=False) as made:
        try:
            np.save(made, states)
            made.flush()
            Path(made.name).chmod(0o644)
            Path(made.name).replace(target)
        except OSError:
            Path(made.name).unlink()
            raise


def _encode(model: WhisperModel, floor: float) -> FloatArray:
    bands = model.feature_extractor.mel_filters.shape[0]
    features = np.full((bands, _FRAMES), floor, dtype=np.float32)
    return np.asarray(np.array(model.encode(features))[0, ::EVERY], dtype=np.float32)
