"""Sound as numbers: PCM from the wire, recordings from files, and one proper change of rate.

Everything inside :mod:`voice` that listens works on mono float32 from -1 to 1 at :data:`SAMPLE_RATE`. The
change of rate is libsoxr's as a stream (a windowed-sinc filter, J. O. Smith, "Digital Audio Resampling",
CCRMA 1984-2020); resampling each network frame by itself would click at every seam.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import soxr
from av.audio.frame import AudioFrame
from av.container import InputContainer

from voice.errors import AudioError
from voice.stt.base import FloatArray

SAMPLE_RATE = 16_000
"""Samples a second of everything that is listened to."""
LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000
MAX_FILE_SECONDS = 1_800.0
_PCM_SCALE = 32_768.0
_PREFERRED_FORMATS = frozenset(
    {"wav", "ogg", "mp3", "flac", "matroska", "webm", "mov", "mp4", "m4a", "aiff", "au", "w64", "aac", "caf"}
)


def from_pcm16(data: bytes) -> FloatArray:
    """Turn little-endian 16-bit PCM into floats; a last odd byte is half a sample and is left out."""
    whole = len(data) - len(data) % 2
    return np.frombuffer(data[:whole], dtype="<i2").astype(np.float32) / np.float32(_PCM_SCALE)


def to_pcm16(samples: FloatArray) -> bytes:
    """Turn floats into little-endian 16-bit PCM; what is louder than full scale is clipped, not wrapped."""
    scaled = np.nan_to_num(samples) * _PCM_SCALE
    data: bytes = np.clip(np.rint(scaled), -32_768, 32_767).astype("<i2").tobytes()
    return data


class Resampler:
    """A change of sample rate for one stream of mono sound."""

    def __init__(self, source: int, target: int = SAMPLE_RATE) -> None:
        for rate in (source, target):
            if not LOWEST_RATE <= rate <= HIGHEST_RATE:
                raise AudioError(f"a rate of {rate} Hz is outside {LOWEST_RATE} to {HIGHEST_RATE}")
        self._stream = None if source == target else soxr.ResampleStream(source, target, 1, dtype="float32")

    def process(self, samples: FloatArray) -> FloatArray:
        """Give what is ready of the sound so far; the filter holds back at most some 40 ms."""
        if self._stream is None or not len(samples):
            return samples
        ready: FloatArray = self._stream.resample_chunk(np.ascontiguousarray(samples, dtype=np.float32))
        return ready

    def flush(self) -> FloatArray:
        """Give what the filter held back and begin anew: the stream stops here."""
        if self._stream is None:
            return np.zeros(0, np.float32)
        rest: FloatArray = self._stream.resample_chunk(np.zeros(0, np.float32), last=True)
        self._stream.clear()
        return rest


class PcmReader:
    """Reads one stream of PCM16 bytes, however it was cut into frames, into sound at :data:`SAMPLE_RATE`."""

    def __init__(self, rate: int = 24_000) -> None:
        self.rate = rate
        self._resampler = Resampler(rate)
        self._odd = b""

    def feed(self, data: bytes) -> FloatArray:
        """Take bytes as they came; half a sample waits for its other half."""
        data = self._odd + data
        whole = len(data) - len(data) % 2
        self._odd = data[whole:]
        return self._resampler.process(from_pcm16(data[:whole]))

    def flush(self) -> FloatArray:
        """Give the last held-back sound; half a sample is dropped."""
        self._odd = b""
        return self._resampler.flush()


def read_audio(source: Path | BinaryIO, max_seconds: float = MAX_FILE_SECONDS) -> FloatArray:
    """Read a recording in any container and coding that FFmpeg knows, whatever its rate, width and channels.

    A file that breaks off gives the part that is there, since what was said must not be lost.

    Args:
        source: Path or an open binary file.
        max_seconds: Longest sound that is accepted, so that a small file cannot fill the memory.

    Raises:
        AudioError: no sound, too long, or not a recording at all.
    """
    blocks: list[FloatArray] = []
    length = 0
    try:
        with av.open(source if not isinstance(source, Path) else str(source), mode="r") as container:
            _require_recording(container)
            for block in _decoded(container):
                blocks.append(block)
                length += len(block)
                if length > max_seconds * SAMPLE_RATE:
                    raise AudioError(f"the sound is longer than {max_seconds:.0f} s")
    except (av.FFmpegError, ValueError, OSError) as error:
        if not blocks:
            raise AudioError(f"this is not readable sound: {type(error).__name__}") from error
    if not length:
        raise AudioError("there is no sound in this recording")
    return np.concatenate(blocks)


def _require_recording(container: InputContainer) -> None:
    """Refuse what FFmpeg only guesses to be sound, such as random bytes taken for some old game's format."""
    names = set(container.format.name.split(","))
    if not names & _PREFERRED_FORMATS:
        raise AudioError(f"{container.format.name} is not a sound format that is accepted")
    if not container.streams.audio:
        raise AudioError("this file has no sound track")


def _decoded(container: InputContainer) -> Iterator[FloatArray]:
    """Give mono float blocks; a frame that cannot be read is skipped, but mostly unreadable is an error."""
    resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
    good = bad = 0
    for packet in container.demux(container.streams.audio[0]):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            bad += 1
            continue
        for frame in frames:
            good += 1
            yield from _mono(resampler, frame)
    if bad > good:
        raise AudioError("this is not readable sound: most of it cannot be decoded")
    if good:
        yield from _mono(resampler, None)


def _mono(resampler: av.AudioResampler, frame: AudioFrame | None) -> Iterator[FloatArray]:
    """Give the mean of the channels: FFmpeg's own mix adds up to 3 dB, which clips loud stereo."""
    for converted in resampler.resample(frame):
        channels = np.nan_to_num(converted.to_ndarray().astype(np.float32))
        yield channels.mean(axis=0)
