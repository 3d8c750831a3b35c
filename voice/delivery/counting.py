"""The likely number of syllables of a stretch of speech, from witnesses that err in different ways.

A transcript has exactly the right number or is wrong by some share of it, and the recogniser has several
readings; what is heard in the sound is near the truth but hardly ever on it. A weighted mean of the two
spoils the first without mending the second. So every whole number is given its chance, and the number is
taken that has the most of them within ten per cent, the smallest change of tempo that is heard (Quené).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voice.delivery.syllables import syllables
from voice.stt.base import FloatArray, Transcript

NEAR = 0.1
_SLACK = 0.01
"""Spread of the time that a count will be divided by, as a share."""
_EXACT = 0.15
"""Chance that a reading has just the right number, over what its neighbours have."""
_WRONG_BY = 0.18
"""Mean error, as a share, of the syllables of a reading that is wrong."""
_HEARD_SPREAD = 0.075
"""Spread, as a share, of what the encoder tells of a long stretch."""
_PEAKS_SPREAD = 0.18
_SHORT = 6.0
"""Syllables at which the variance of a witness is twice that of a long stretch."""
_TAIL = 4.0
"""Degrees of freedom of Student's t, which forgives a witness that is far off."""
_FLATTER = 0.5
"""Power that the chances of readings are raised to: decoders are too sure of their first one."""
_GRID = 80


@dataclass(frozen=True)
class Witness:
    """A number of syllables and how far it may be off, as a share."""

    count: float
    spread: float


def from_peaks(count: float) -> Witness:
    """Make a witness of the peaks of loudness."""
    return Witness(count, _PEAKS_SPREAD)


def from_encoder(count: float) -> Witness:
    """Make a witness of what the encoder of the recogniser heard."""
    return Witness(count, _HEARD_SPREAD)


def counted(transcript: Transcript, language: str) -> float | None:
    """Give the likely number of syllables of a transcript; None where its encoder was not asked."""
    if transcript.heard_syllables is None or not transcript.text:
        return None
    readings = transcript.readings or ((transcript.text, 1.0),)
    return likely(
        [(syllables(text, language), chance) for text, chance in readings],
        from_encoder(transcript.heard_syllables),
    )


def likely(readings: Sequence[tuple[int, float]], heard: Witness) -> float:
    """Give the likely number of syllables.

    Args:
        readings: Syllables of each reading of the words, the best first, and its chance.
        heard: What the sound tells.
    """
    told = [(max(1, count), chance**_FLATTER) for count, chance in readings if chance > 0]
    if not told or heard.count <= 0:
        return float(told[0][0]) if told else heard.count
    ends = (told[0][0], heard.count)
    numbers = np.arange(max(1, int(0.5 * min(ends))), int(1.8 * max(ends)) + 2, dtype=np.float32)
    chances = _of_words(numbers, told) * _of_sound(numbers, heard)
    chances /= chances.sum()
    kept = chances > 1e-4
    numbers, chances = numbers[kept], chances[kept]
    grid = np.linspace(max(1.0, 0.8 * numbers[0]), 1.1 * numbers[-1], _GRID, dtype=np.float32)
    tried = np.concatenate([numbers, numbers + 0.5, grid])
    ratio = np.asarray(tried[:, None] / numbers[None, :], np.float32)
    return float(tried[np.argmax(_within(ratio) @ chances)])


def _of_words(numbers: FloatArray, told: Sequence[tuple[int, float]]) -> FloatArray:
    """Give every number its chance by the readings: one of them exactly, or wrong by a share."""
    found = np.zeros_like(numbers)
    for count, weight in told:
        share = np.abs(np.log(numbers / count))
        off = np.exp(-share / (_WRONG_BY * (1 + 2 / count))) / numbers
        found += weight * (_EXACT * (numbers == count) + (1 - _EXACT) * off / off.sum())
    return found


def _of_sound(numbers: FloatArray, heard: Witness) -> FloatArray:
    spread = heard.spread * np.sqrt(1 + _SHORT / numbers)
    away = np.log(heard.count / numbers) / spread
    return np.asarray((1 + away * away / _TAIL) ** (-(_TAIL + 1) / 2) / spread, np.float32)


def _within(ratio: FloatArray) -> FloatArray:
    """Give the chance that a number is near enough when its time is a little off (a logistic curve)."""
    steep = 0.85 / _SLACK
    most, least = 1 + NEAR - ratio, 1 - NEAR - ratio
    return np.asarray((np.tanh(steep * most) - np.tanh(steep * least)) / 2, np.float32)
