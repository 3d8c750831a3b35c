"""Measuring whether something is to be heard."""

from __future__ import annotations

import numpy as np

from voice.tts.base import OUTPUT_RATE


def seconds(sound: bytes) -> float:
    return len(sound) / 2 / OUTPUT_RATE


def level(sound: bytes) -> float:
    """Root mean square, 0 to 1."""
    samples = np.frombuffer(sound, dtype="<i2").astype(np.float64) / 32_768
    return float(np.sqrt(np.mean(samples**2))) if samples.size else 0.0


def loudest_tone(sound: bytes) -> float:
    """Frequency in hertz that carries most of the energy."""
    samples = np.frombuffer(sound, dtype="<i2").astype(np.float64)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * OUTPUT_RATE / samples.size)


def tone(hertz: float, length: float, rate: int = OUTPUT_RATE) -> bytes:
    """A sine, half as loud as can be."""
    time = np.arange(int(length * rate)) / rate
    return bytes((16_000 * np.sin(2 * np.pi * hertz * time)).astype("<i2").tobytes())
