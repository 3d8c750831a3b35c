"""Loudness beside the speaker's own middle, and sentence ends that drop away.

Only differences inside one recording: distance to the microphone and its automatic gain make the level itself
meaningless (phones must be asked for ``autoGainControl: false``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voice.delivery.levels import HOP_SECONDS, BoolArray
from voice.delivery.pauses import Stretch
from voice.stt.base import FloatArray

MEASURING_ERROR = 1.0
"""dB within which a relative level is right; see ``benchmarks/delivery.py``."""
DROPPED_FROM = 9.0
"""dB by which the last two syllables lie below the others before an end counts as dropped away. Everybody
gets softer towards the end of a sentence: on 120 human Dutch lines by 4 dB (median), in one of ten by 9.7."""
_LAST = 2
_FEWEST = 6


@dataclass(frozen=True)
class Ending:
    """How a stretch of speech ends."""

    stretch: Stretch
    drop: float
    """dB by which its last two syllables lie below the middle of the others."""

    @property
    def drops_away(self) -> bool:
        """Tell whether the last word is hard to hear."""
        return self.drop >= DROPPED_FROM


def middle(levels: FloatArray, speech: BoolArray) -> float:
    """Give the speaker's own middle: the median level while speaking, in dB."""
    return float(np.median(levels[speech])) if speech.any() else float("nan")


def level_of(levels: FloatArray, speech: BoolArray, stretch: Stretch) -> float:
    """Give the mean power while speaking in a stretch of time, in dB; NaN where nothing is said."""
    part = slice(round(stretch.start / HOP_SECONDS), round(stretch.end / HOP_SECONDS))
    loud = levels[part][speech[part]]
    if not loud.size:
        return float("nan")
    return float(10.0 * np.log10(np.mean(10.0 ** (loud.astype(np.float64) / 10.0))))


def spread(levels: FloatArray, speech: BoolArray, stretches: Sequence[Stretch]) -> float:
    """Give the distance in dB between the softest and the loudest stretches (10th and 90th percentile)."""
    found = [level_of(levels, speech, stretch) for stretch in stretches if stretch.seconds >= 0.5]
    known = [level for level in found if np.isfinite(level)]
    if len(known) < 2:
        return float("nan")
    return float(np.percentile(known, 90) - np.percentile(known, 10))


def endings(levels: FloatArray, peaks: FloatArray, stretches: Sequence[Stretch]) -> tuple[Ending, ...]:
    """Measure the end of every stretch of speech that has a few syllables before its last two.

    Syllable nuclei are compared, not time: the echo of a room after the last word is no softer word.

    Args:
        levels: Level of every 5 ms, in dB.
        peaks: Times of the syllable nuclei, in seconds.
        stretches: Speech between pauses.
    """
    found = []
    for stretch in stretches:
        inside = peaks[(peaks >= stretch.start) & (peaks < stretch.end)]
        if inside.size < _FEWEST:
            continue
        heard = levels[np.minimum(np.round(inside / HOP_SECONDS).astype(int), levels.size - 1)]
        drop = float(np.median(heard[:-_LAST]) - np.mean(heard[-_LAST:]))
        found.append(Ending(stretch, drop))
    return tuple(found)
