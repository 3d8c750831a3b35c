"""Spoken sentences kept on disk, by engine, voice, language, speed and text.

Only what an author wrote is kept (``Speaking.keep``); what repeats a person's words never reaches the disk.
Kept as FLAC: lossless, smaller than the samples by a third, and written and read in some 10 ms a sentence.
The cache is a convenience: whatever the disk does, speech goes on without it.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np

from voice.tts.base import OUTPUT_RATE

_log = logging.getLogger(__name__)

_CHUNK_BYTES = OUTPUT_RATE * 2 // 5
"""A fifth of a second at a time."""
_SUFFIX = ".flac"


@dataclass(frozen=True)
class SpeechKey:
    """What makes one spoken sentence the same as another."""

    engine: str
    identity: str
    """Of the voice within the engine, with everything that changes its sound."""
    language: str
    speed: float
    text: str

    def file_name(self) -> str:
        """A name that says nothing of the text."""
        parts = (self.engine, self.identity, self.language, f"{self.speed:.3f}", self.text)
        joined = "\0".join(part.replace("\0", " ") for part in parts)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest() + _SUFFIX


class SpeechCache:
    """A folder of sentences, at most ``max_bytes`` large; the longest unused go first. Thread-safe."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        """Open the folder; it is made when the first sentence is kept."""
        self._folder = folder
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._complained = False
        self._sizes: OrderedDict[str, int] = OrderedDict()
        """File name to bytes, longest unused first."""
        self._read_folder()

    @property
    def bytes_kept(self) -> int:
        """Size of everything kept."""
        with self._lock:
            return sum(self._sizes.values())

    def __contains__(self, key: SpeechKey) -> bool:
        """Tell whether a sentence is kept, without reading it."""
        with self._lock:
            return key.file_name() in self._sizes

    def get(self, key: SpeechKey) -> Iterator[bytes] | None:
        """The sentence as PCM16 at OUTPUT_RATE in short chunks, or None. A damaged file is removed."""
        name = key.file_name()
        with self._lock:
            if name not in self._sizes:
                return None
            self._sizes.move_to_end(name)
        try:
            data = (self._folder / name).read_bytes()
            os.utime(self._folder / name)
            sound = _decode(data)
        except (OSError, ValueError, av.error.FFmpegError) as error:
            self._complain("read", error)
            self._forget(name)
            return None
        return (sound[at : at + _CHUNK_BYTES] for at in range(0, len(sound), _CHUNK_BYTES))

    def put(self, key: SpeechKey, sound: bytes) -> None:
        """Keep a sentence; never raises for what the disk does."""
        if not sound:
            return
        name = key.file_name()
        try:
            data = _encode(sound)
            if len(data) > self._max_bytes:
                return
            self._write(name, data)
        except (OSError, av.error.FFmpegError) as error:
            self._complain("write", error)
            return
        with self._lock:
            self._sizes[name] = len(data)
            self._sizes.move_to_end(name)
        self._evict()

    def _write(self, name: str, data: bytes) -> None:
        """Write aside, then rename: a reader sees the whole file or none."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(self._folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _evict(self) -> None:
        with self._lock:
            total = sum(self._sizes.values())
            too_many = []
            while total > self._max_bytes and self._sizes:
                name, size = self._sizes.popitem(last=False)
                total -= size
                too_many.append(name)
        for name in too_many:
            self._unlink(name)

    def _forget(self, name: str) -> None:
        with self._lock:
            self._sizes.pop(name, None)
        self._unlink(name)

    def _unlink(self, name: str) -> None:
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            self._complain("remove", error)

    def _read_folder(self) -> None:
        """Take over what an earlier process kept, oldest use first; sweep up what it left half-written."""
        try:
            if not self._folder.is_dir():
                return
            found = []
            for entry in os.scandir(self._folder):
                if entry.name.endswith(".part"):
                    Path(entry.path).unlink(missing_ok=True)
                elif entry.name.endswith(_SUFFIX) and entry.is_file():
                    status = entry.stat()
                    found.append((status.st_mtime, entry.name, status.st_size))
            self._sizes.update({name: size for _, name, size in sorted(found)})
        except OSError as error:
            self._complain("open", error)
        self._evict()

    def _complain(self, what: str, error: Exception) -> None:
        """Log once: a full disk would otherwise fill the log too."""
        with self._lock:
            first, self._complained = not self._complained, True
        if first:
            _log.warning(
                "speech cache: cannot %s in %s, speaking goes on without: %s", what, self._folder, error
            )


def _encode(sound: bytes) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=OUTPUT_RATE, options={"compression_level": "2"})
        stream.layout = "mono"
        stream.format = "s16"
        samples = np.frombuffer(sound[: len(sound) // 2 * 2], dtype="<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.rate = OUTPUT_RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return target.getvalue()


def _decode(data: bytes) -> bytes:
    sound = bytearray()
    with av.open(io.BytesIO(data), "r", format="flac") as container:
        if container.streams.audio[0].rate != OUTPUT_RATE:
            raise ValueError("not our rate")
        for frame in container.decode(audio=0):
            sound += frame.to_ndarray().astype("<i2").tobytes()
    if not sound:
        raise ValueError("empty")
    return bytes(sound)
