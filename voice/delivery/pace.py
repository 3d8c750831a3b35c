"""Pace in syllables a second, with and without pauses, and how sure that is.

Two witnesses that do not know of each other: the syllables of the transcript and the peaks in the sound. A
recogniser that misses words and a peak finder that runs syllables together err in different ways, so how far
they agree says how sure the number is. Where the person corrected the transcript, it alone counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from voice.delivery.acoustics import Acoustics
from voice.delivery.nuclei import SWALLOWED
from voice.delivery.syllables import syllables, word_syllables
from voice.delivery.words import Piece, Sentence

WINDOW_SECONDS = 20.0
TEXT_WEIGHT = 0.7
"""Weight of the transcript beside the peaks: on human lines this mean was nearer than either alone."""
_AGREE = 0.15
_CONTRADICT = 0.5
_SURE_WORDS = 0.6
_SHORTEST = 3.0


class Sure(StrEnum):
    """How far a measure can be relied on."""

    GOOD = "good"
    FAIR = "fair"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True)
class Window:
    """Pace in a stretch of time."""

    start: float
    end: float
    rate: float
    articulation: float


@dataclass(frozen=True)
class Pace:
    """How quickly somebody spoke."""

    rate: float | None
    """Syllables a second from the first word to the last, pauses included."""
    articulation: float | None
    """Syllables a second without the pauses."""
    syllables: float
    sure: Sure
    windows: tuple[Window, ...]


def heard_syllables(acoustics: Acoustics) -> float:
    """Give the number of syllables that the sound alone tells."""
    return len(acoustics.nuclei) * SWALLOWED


def fused(text: float, heard: float) -> float:
    """Give the likely number of syllables from both witnesses."""
    if not text or not heard:
        return text or heard
    return TEXT_WEIGHT * text + (1 - TEXT_WEIGHT) * heard


def pace_of(
    pieces: Sequence[Piece],
    sentences: Sequence[Sentence],
    acoustics: Acoustics,
    language: str,
    *,
    corrected: bool,
) -> Pace:
    """Measure the pace of a take.

    Args:
        pieces: The transcript.
        sentences: The same, cut into sentences with words in their places.
        acoustics: What was measured on the sound.
        language: Of the take.
        corrected: Whether the person read and corrected the transcript.
    """
    text = sum(syllables(piece.text, language) for piece in pieces)
    heard = heard_syllables(acoustics)
    count = float(text) if corrected else fused(text, heard)
    apart = abs(text - heard) / max(heard, 1.0)
    if acoustics.speech_seconds < _SHORTEST or not count or acoustics.is_noisy:
        return Pace(None, None, count, Sure.NOT_MEASURED, ())
    words = sum(piece.sure * max(1, len(piece.text)) for piece in pieces)
    mean = words / max(1, sum(max(1, len(piece.text)) for piece in pieces))
    good = corrected or (apart <= _AGREE and mean >= _SURE_WORDS)
    sure = Sure.GOOD if good else Sure.FAIR if apart <= _CONTRADICT else Sure.NOT_MEASURED
    if sure is Sure.NOT_MEASURED:
        return Pace(None, None, count, sure, ())
    return Pace(
        rate=count / acoustics.span_seconds,
        articulation=count / acoustics.speech_seconds,
        syllables=count,
        sure=sure,
        windows=_windows(sentences, acoustics, language, count / max(1, text)),
    )


def _windows(
    sentences: Sequence[Sentence], acoustics: Acoustics, language: str, scale: float
) -> tuple[Window, ...]:
    """Measure windows of twenty seconds, each half a window after the one before it."""
    words = [(word.start, word_syllables(word.text, language)) for s in sentences for word in s.words]
    found = []
    begin, last = acoustics.words[0][0], acoustics.words[-1][1]
    start = begin
    while start < last and (start == begin or last - start >= WINDOW_SECONDS / 2):
        end = min(last, start + WINDOW_SECONDS)
        count = scale * sum(syllable for at, syllable in words if start <= at < end)
        speech = sum(max(0.0, min(end, b) - max(start, a)) for a, b in acoustics.words)
        if speech >= _SHORTEST and end > start:
            found.append(Window(round(start, 1), round(end, 1), count / (end - start), count / speech))
        start += WINDOW_SECONDS / 2
    return tuple(found)
