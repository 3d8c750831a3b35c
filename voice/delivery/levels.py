"""The level of a sound over time, and whether it is good enough to judge anything by.

Levels are in dB of full scale and only ever compared with others of the same recording: what a microphone
makes of a voice says nothing about the voice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voice.audio import SAMPLE_RATE
from voice.stt.base import FloatArray

HOP_SECONDS = 0.005
"""Distance of two frames."""
HOP = round(HOP_SECONDS * SAMPLE_RATE)
_WIDTH = 2 * HOP
_FLOOR = 1e-12
_FULL = 0.985
"""Share of full scale from which a sample counts as clipped."""
_CLIPPED_RUN = 3
NOISY_BELOW = 12.0
"""Ratio of speech to noise, in dB, below which nothing but words can be relied on."""
FAIR_BELOW = 20.0
"""Ratio below which pitch and soft endings are less sure."""
_MOST_CLIPPED = 0.002

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Quality:
    """What the sound allows to be measured."""

    seconds: float
    speech_seconds: float
    speech_level: float
    """Median level of the frames with speech, in dB of full scale."""
    noise_level: float
    """Level of the quietest frames, in dB of full scale."""
    clipped: float
    """Share of the speech frames in which the wave is cut off, 0 to 1."""

    @property
    def ratio(self) -> float:
        """Ratio of speech to noise, in dB, at most 60."""
        return min(60.0, self.speech_level - self.noise_level)

    @property
    def is_noisy(self) -> bool:
        """Tell whether there is too much noise for measuring."""
        return self.ratio < NOISY_BELOW

    @property
    def is_fair(self) -> bool:
        """Tell whether the noise makes some measures less sure."""
        return self.ratio < FAIR_BELOW

    @property
    def is_clipped(self) -> bool:
        """Tell whether the microphone was overdriven so often that levels are not to be relied on."""
        return self.clipped > _MOST_CLIPPED


def frame_levels(samples: FloatArray) -> FloatArray:
    """Give the level of every 5 ms, over 10 ms around it, in dB of full scale.

    Frame ``n`` stands for the time from ``n * HOP_SECONDS`` to ``(n + 1) * HOP_SECONDS``.
    """
    count = samples.size // HOP
    if count == 0:
        return np.zeros(0, np.float32)
    padded = np.pad(np.square(samples[: count * HOP], dtype=np.float32), (HOP // 2, HOP))
    sums = np.concatenate([np.zeros(1), np.cumsum(padded, dtype=np.float64)])
    starts = np.arange(count) * HOP
    power = (sums[starts + _WIDTH] - sums[starts]) / _WIDTH
    return np.asarray(10.0 * np.log10(np.maximum(power, _FLOOR)), dtype=np.float32)


def clipped_share(samples: FloatArray, speech: BoolArray) -> float:
    """Give the share of the speech frames that hold three or more samples at full scale in a row."""
    if not speech.any():
        return 0.0
    full: BoolArray = np.asarray(np.abs(samples) >= _FULL)
    run = full.copy()
    for step in range(1, _CLIPPED_RUN):
        run[step:] &= full[:-step]
        run[:step] = False
    frames: BoolArray = np.asarray(run[: speech.size * HOP].reshape(-1, HOP).any(axis=1))
    return float(np.mean(frames[speech[: frames.size]]))
