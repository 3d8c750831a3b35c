"""Compressed sound from an engine to PCM16 at OUTPUT_RATE."""

from __future__ import annotations

import io

import av
import av.error
import numpy as np
import soxr

from voice.errors import VoiceEngineError
from voice.tts.base import OUTPUT_RATE

_MOST_REFUSED = 100


class Mp3Stream:
    """Decodes MP3 as it comes, whatever the size of the pieces. Not thread-safe.

    Tags and damaged frames are skipped, as players do; what never becomes sound is refused.
    """

    def __init__(self) -> None:
        self._heard = False
        self._refused = 0
        self._codec = av.AudioCodecContext.create("mp3", "r")
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=OUTPUT_RATE)

    def feed(self, data: bytes) -> bytes:
        """Add MP3 bytes; returns the sound that is complete.

        Raises:
            VoiceEngineError: this is not MP3.
        """
        return self._decode(data)

    def flush(self) -> bytes:
        """The sound that was still held back.

        Raises:
            VoiceEngineError: there never was any.
        """
        sound = self._decode(None)
        if not self._heard:
            raise VoiceEngineError("not MP3")
        return sound

    def _decode(self, data: bytes | None) -> bytes:
        sound = bytearray()
        packets: list[av.Packet[av.AudioStream] | None] = [*self._codec.parse(data)]
        for packet in packets if data is not None else [*packets, None]:
            try:
                for frame in self._codec.decode(packet):
                    for converted in self._resampler.resample(frame):
                        sound += _pcm(converted)
            except av.error.EOFError:
                break
            except (av.error.FFmpegError, ValueError) as error:
                self._refused += 1
                if self._refused > _MOST_REFUSED:
                    raise VoiceEngineError(f"not MP3: {error}") from error
        self._heard = self._heard or bool(sound)
        return bytes(sound)


class PcmStream:
    """Joins half samples and brings PCM16 of another rate to OUTPUT_RATE. Not thread-safe."""

    def __init__(self, rate: int = OUTPUT_RATE) -> None:
        """Take sound at ``rate`` samples a second.

        Raises:
            VoiceEngineError: no sensible rate.
        """
        if not 8_000 <= rate <= 192_000:
            raise VoiceEngineError(f"cannot play {rate} samples a second")
        self._half = b""
        self._resampler = (
            None if rate == OUTPUT_RATE else soxr.ResampleStream(rate, OUTPUT_RATE, 1, dtype="int16")
        )

    def feed(self, data: bytes, *, last: bool = False) -> bytes:
        """Add bytes; returns the sound that is complete. An odd byte at the very end is dropped."""
        data = self._half + data
        whole = len(data) // 2 * 2
        self._half = data[whole:]
        if self._resampler is None:
            return data[:whole]
        samples = np.frombuffer(data[:whole], dtype="<i2")
        return bytes(self._resampler.resample_chunk(samples, last=last).astype("<i2").tobytes())


def decode_whole(data: bytes) -> bytes:
    """Decode a complete sound in any container that FFmpeg knows.

    Raises:
        VoiceEngineError: it is not sound.
    """
    sound = bytearray()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=OUTPUT_RATE)
    try:
        with av.open(io.BytesIO(data), "r") as container:
            if not container.streams.audio:
                raise VoiceEngineError("a file without sound")
            for frame in container.decode(audio=0):
                for converted in resampler.resample(frame):
                    sound += _pcm(converted)
        for converted in resampler.resample(None):
            sound += _pcm(converted)
    except (av.error.FFmpegError, ValueError) as error:
        raise VoiceEngineError(f"not sound: {error}") from error
    return bytes(sound)


def _pcm(frame: av.AudioFrame) -> bytes:
    return frame.to_ndarray().astype("<i2").tobytes()
