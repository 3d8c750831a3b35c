"""Pace in syllables a second, with and without pauses, and how sure that is.

Two witnesses: the syllables of the transcript, and those that are heard in the sound, by the encoder of the
recogniser or, where that is not the one we know, by peaks of loudness. They err in different ways, so how far
they agree says how sure the number is. Where the person corrected the transcript, it alone counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from voice.delivery.acoustics import Acoustics
from voice.delivery.counting import from_peaks, likely
from voice.delivery.nuclei import SWALLOWED
from voice.delivery.syllables import syllables, word_syllables
from voice.delivery.words import Piece, Sentence

WINDOW_SECONDS = 20.0
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


def syllables_of_peaks(nuclei: Sequence[float], start: float = 0.0, end: float = float("inf")) -> float:
    """Give the number of syllables that the peaks between two times, in seconds, stand for."""
    return (bisect_left(nuclei, end) - bisect_left(nuclei, start)) * SWALLOWED


def fused(text: int, peaks: float) -> float:
    """Give the likely number of syllables where only the words and the peaks are there to tell."""
    return likely([(text, 1.0)] if text else [], from_peaks(peaks))


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
    wordless = _wordless(pieces, acoustics)
    heard = wordless + sum(_heard(piece, acoustics) for piece in pieces)
    likely_said = wordless + sum(_count(piece, acoustics, language) for piece in pieces)
    count = float(text) if corrected else likely_said
    if acoustics.speech_seconds < _SHORTEST or not count or acoustics.is_noisy:
        return Pace(None, None, count, Sure.NOT_MEASURED, ())
    words = sum(piece.sure * max(1, len(piece.text)) for piece in pieces)
    mean = words / max(1, sum(max(1, len(piece.text)) for piece in pieces))
    good = corrected or agree(text, heard, mean)
    sure = Sure.GOOD if good else Sure.FAIR if _apart(text, heard) <= _CONTRADICT else Sure.NOT_MEASURED
    if sure is Sure.NOT_MEASURED:
        return Pace(None, None, count, sure, ())
    return Pace(
        rate=count / acoustics.span_seconds,
        articulation=count / acoustics.speech_seconds,
        syllables=count,
        sure=sure,
        windows=_windows(sentences, acoustics, language, count / max(1, text)),
    )


def agree(text: int, heard: float, confidence: float) -> bool:
    """Tell whether words that are not in doubt and sound agree, so that a number is sure."""
    return _apart(text, heard) <= _AGREE and confidence >= _SURE_WORDS


def _apart(text: int, heard: float) -> float:
    return abs(text - heard) / max(heard, 1.0)


def _wordless(pieces: Sequence[Piece], acoustics: Acoustics) -> float:
    """Give the syllables of speech that the recogniser made no words of; their time counts as well."""
    peaks = acoustics.nuclei
    inside = sum(syllables_of_peaks(peaks, piece.start, piece.end) for piece in pieces)
    return max(0.0, syllables_of_peaks(peaks) - inside)


def _heard(piece: Piece, acoustics: Acoustics) -> float:
    if piece.heard is not None:
        return piece.heard
    return syllables_of_peaks(acoustics.nuclei, piece.start, piece.end)


def _count(piece: Piece, acoustics: Acoustics, language: str) -> float:
    if piece.syllables is not None:
        return piece.syllables
    return fused(syllables(piece.text, language), _heard(piece, acoustics))


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
