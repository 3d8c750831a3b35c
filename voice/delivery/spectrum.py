"""The energy of a sound in a few bands over time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from voice.audio import SAMPLE_RATE
from voice.delivery.levels import HOP
from voice.stt.base import FloatArray

EDGES = (100, 300, 600, 1000, 1700, 2500, 3500, 5500, 7500)
"""Hz between which the bands lie; the first formants are in the second to the fifth."""
_WIDTH = 400
_FFT = 512
_BLOCK = 4_000


def band_levels(samples: FloatArray) -> FloatArray:
    """Give the level of each band for every 5 ms, in dB; shape frames by bands. Windows are 25 ms long."""
    count = samples.size // HOP
    bins = np.round(np.asarray(EDGES) * _FFT / SAMPLE_RATE).astype(int)
    found = np.full((count, len(EDGES) - 1), -120.0, np.float32)
    padded = np.pad(samples.astype(np.float32), (_WIDTH // 2, _WIDTH + HOP))
    shape = np.hanning(_WIDTH).astype(np.float32)
    for first in range(0, count, _BLOCK):
        frames = np.arange(first, min(count, first + _BLOCK))
        cut = padded[frames[:, None] * HOP + np.arange(_WIDTH)[None, :]] * shape
        power = np.square(np.abs(np.fft.rfft(cut, _FFT)))
        for band, (low, high) in enumerate(pairwise(bins)):
            found[frames, band] = 10.0 * np.log10(power[:, low:high].sum(axis=1) + 1e-12)
    return found


def smoothed(values: FloatArray, frames: float) -> FloatArray:
    """Smooth a line with a Gaussian of this many frames."""
    reach = int(3 * frames)
    if values.size == 0:
        return values
    kernel = np.exp(-np.square(np.arange(-reach, reach + 1)) / (2 * frames * frames))
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.convolve(padded, kernel / kernel.sum(), mode="valid"), dtype=np.float32)
