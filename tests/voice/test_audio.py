"""Sound from the wire and from files, also when it is not what it should be."""

from __future__ import annotations

import io
import random
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.audio import PcmReader, Resampler, from_pcm16, read_audio, to_pcm16
from voice.errors import AudioError
from voice.stt.base import FloatArray


def tone(rate: int, seconds: float = 1.0, hertz: float = 440.0) -> FloatArray:
    time = np.arange(round(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def wav(rate: int = 16_000, width: int = 2, channels: int = 1, seconds: float = 1.0) -> bytes:
    samples = np.repeat(tone(rate, seconds)[:, None], channels, axis=1)
    if width == 1:
        data = np.rint(samples * 127 + 128).astype(np.uint8).tobytes()
    else:
        data = to_pcm16(samples.reshape(-1))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(width)
        writer.setframerate(rate)
        writer.writeframes(data)
    return file.getvalue()


def pitch(samples: FloatArray, rate: int = 16_000) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax() * rate / len(samples))


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 24_000, 44_100, 48_000])
def test_pcm_of_any_rate_becomes_16_khz_of_the_same_length_and_pitch(rate: int) -> None:
    reader = PcmReader(rate)
    data = to_pcm16(tone(rate))
    frames = [reader.feed(data[start : start + 962]) for start in range(0, len(data), 962)]
    samples = np.concatenate([*frames, reader.flush()])
    assert len(samples) == pytest.approx(16_000, abs=20)
    assert pitch(samples) == pytest.approx(440.0, abs=2.0)
    assert np.abs(samples[2_000:-2_000]).max() == pytest.approx(0.5, abs=0.02)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=30), st.sampled_from([16_000, 24_000]))
def test_where_the_bytes_were_cut_changes_nothing(cuts: list[int], rate: int) -> None:
    data = to_pcm16(tone(rate, 0.4))
    at_once = PcmReader(rate)
    whole = np.concatenate((at_once.feed(data), at_once.flush()))
    reader, pieces, position, number = PcmReader(rate), [], 0, 0
    while position < len(data):
        size = cuts[number % len(cuts)]
        pieces.append(reader.feed(data[position : position + size]))
        position, number = position + size, number + 1
    pieces.append(reader.flush())
    np.testing.assert_allclose(np.concatenate(pieces), whole, atol=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=400), max_size=20))
def test_random_bytes_are_only_noise(frames: list[bytes]) -> None:
    reader = PcmReader(24_000)
    for frame in frames:
        samples = reader.feed(frame)
        assert samples.dtype == np.float32
        assert np.isfinite(samples).all()


def test_nothing_stays_nothing() -> None:
    reader = PcmReader()
    assert len(reader.feed(b"")) == len(reader.feed(b"\x01")) == len(reader.flush()) == 0


@pytest.mark.parametrize("rate", [0, -1, 7_999, 48_001, 1_000_000])
def test_a_rate_that_no_microphone_has_is_refused(rate: int) -> None:
    with pytest.raises(AudioError, match=str(rate)):
        PcmReader(rate)
    with pytest.raises(AudioError):
        Resampler(16_000, rate)


def test_pcm_there_and_back_and_clipped() -> None:
    samples = np.array([0.0, 0.5, -1.0, 2.0, -2.0, np.nan], np.float32)
    back = from_pcm16(to_pcm16(samples))
    np.testing.assert_allclose(back, [0.0, 0.5, -1.0, 1.0, -1.0, 0.0], atol=1e-4)
    assert len(from_pcm16(b"\x00\x00\x07")) == 1


@pytest.mark.parametrize(
    ("rate", "width", "channels"),
    [(16_000, 2, 1), (8_000, 1, 1), (44_100, 2, 2), (48_000, 1, 2), (22_050, 2, 1)],
)
def test_a_file_of_any_rate_width_and_channels_is_converted(rate: int, width: int, channels: int) -> None:
    samples = read_audio(io.BytesIO(wav(rate, width, channels)))
    assert len(samples) == pytest.approx(16_000, abs=64)
    assert pitch(samples) == pytest.approx(440.0, abs=2.0)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.05)


def test_a_file_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "half.wav"
    file.write_bytes(wav(seconds=2.0)[:32_044])
    assert len(read_audio(file)) == pytest.approx(16_000, abs=64)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        wav()[:30],
        wav(seconds=0.0),
        b"<html>not a sound</html>" * 50,
        random.Random(7).randbytes(20_000),
        b"RIFF" + struct.pack("<I", 2**32 - 1) + b"WAVEfmt " + b"\xff" * 64,
    ],
)
def test_what_is_not_a_recording_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(AudioError) as caught:
        read_audio(io.BytesIO(content))
    assert len(str(caught.value)) > 10


def test_many_kinds_of_random_bytes_never_do_worse_than_an_audio_error() -> None:
    source = random.Random(1)
    for number in range(60):
        content = source.randbytes(200 + 150 * number)
        with pytest.raises(AudioError):
            read_audio(io.BytesIO(content))


def test_a_missing_file_is_an_audio_error(tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        read_audio(tmp_path / "nothing.wav")


def test_too_long_is_refused() -> None:
    with pytest.raises(AudioError, match="longer"):
        read_audio(io.BytesIO(wav(seconds=3.0)), max_seconds=2.0)
