"""The figures of a take: unit, how sure, what is usual, and the smallest change that counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.shapes import BandTold, Measure
from server.conversation.pitch.telling import tell
from voice.delivery import plain
from voice.delivery.bands import TEMPO_ERROR, band
from voice.delivery.pace import Sure
from voice.delivery.wording import Kind

KINDS = (
    "rate", "articulation", "pauses_per_minute", "long_pauses", "filler_words", "filler_sounds", "repeats",
    "hedges", "questions", "pitch_range", "level_range", "sentence_ends", "sentence_words", "passives",
    "jargon", "length",
)  # fmt: skip
CHARTED = ("rate", "filler_words", "hedges", "pauses_per_minute", "pitch_range", "sentence_words", "length")
_PITCH_ERROR, _LEVEL_ERROR, _WORDS_ERROR, _LENGTH_ERROR, _ENDS_ERROR = 1.0, 2.0, 2.0, 2.0, 20.0


@dataclass(frozen=True)
class Value:
    """A figure before it is put into words."""

    value: float | None
    sure: Sure
    error: float | None = None
    why: str | None = None


def values(of: Analysis) -> dict[str, Value]:
    """Measure everything, by kind."""
    return {kind: _HOW[kind](of) for kind in KINDS}


def told(of: Analysis, language: str, earlier: dict[str, float] | None = None) -> list[Measure]:
    """Put the figures into words.

    Args:
        of: The take.
        language: In which the person reads.
        earlier: The middle of the person's own earlier takes, by kind.
    """
    return [_measure(kind, value, of.language, language, earlier or {}) for kind, value in values(of).items()]


def band_told(kind: str, spoken: str, language: str) -> BandTold | None:
    """Give the band of a measure as it is shown: of the language of the take, told in the person's."""
    found = band(kind, spoken)
    return BandTold(low=found.low, high=found.high, source=found.source(language)) if found else None


def _measure(kind: str, value: Value, spoken: str, language: str, earlier: dict[str, float]) -> Measure:
    usual = band(kind, spoken)
    known = value.value is not None
    text = tell("measure", kind, language, 2)
    if not known and kind != "filler_sounds":
        text = tell("measure", "not_measured", language)
    return Measure(
        kind=kind,
        name=tell("measure", kind, language),
        value=round(value.value, 1) if value.value is not None else None,
        unit=tell("measure", kind, language, 1),
        text=text,
        sure=value.sure.value,
        why=tell("why", value.why, language) if value.why else None,
        band=band_told(kind, spoken, language),
        inside=usual.holds(value.value) if usual and value.value is not None else None,
        error=round(value.error, 1) if value.error is not None else None,
        baseline=round(earlier[kind], 1) if kind in earlier else None,
    )


def _rate(of: Analysis) -> Value:
    return _paced(of, of.pace.rate)


def _articulation(of: Analysis) -> Value:
    return _paced(of, of.pace.articulation)


def _paced(of: Analysis, value: float | None) -> Value:
    if value is None:
        return Value(None, Sure.NOT_MEASURED, why="noisy" if of.acoustics.is_noisy else "apart")
    why = "words" if of.pace.sure is Sure.FAIR else None
    if of.acoustics.several_voices:
        return Value(value, Sure.FAIR, TEMPO_ERROR * value, "voices")
    return Value(value, of.pace.sure, TEMPO_ERROR * value, why)


def _pauses(of: Analysis) -> Value:
    if of.acoustics.is_noisy:
        return Value(None, Sure.NOT_MEASURED, why="noisy")
    count = len(of.acoustics.pauses)
    return Value(count / of.minutes, Sure.GOOD, _counting_error(count, of.minutes))


def _long_pauses(of: Analysis) -> Value:
    if of.acoustics.is_noisy:
        return Value(None, Sure.NOT_MEASURED, why="noisy")
    return Value(float(len(of.long_pauses)), Sure.GOOD, 1.0)


def _filler_sounds(_of: Analysis) -> Value:
    """Never a count: see docs/adr/0010."""
    return Value(None, Sure.NOT_MEASURED, why="sounds")


def _a_minute(kind: Kind) -> Callable[[Analysis], Value]:
    def measured(of: Analysis) -> Value:
        if of.words_sure is Sure.NOT_MEASURED:
            return Value(None, Sure.NOT_MEASURED, why="noisy" if of.acoustics.is_noisy else "few")
        count = len(of.found(kind))
        why = "words" if of.words_sure is Sure.FAIR else None
        return Value(count / of.minutes, of.words_sure, _counting_error(count, of.minutes), why)

    return measured


def _times(count: Callable[[Analysis], int], dutch: bool = False) -> Callable[[Analysis], Value]:
    def measured(of: Analysis) -> Value:
        if dutch and of.language != "nl":
            return Value(None, Sure.NOT_MEASURED, why="dutch")
        if of.words_sure is Sure.NOT_MEASURED:
            return Value(None, Sure.NOT_MEASURED, why="noisy" if of.acoustics.is_noisy else "few")
        found = count(of)
        why = "words" if of.words_sure is Sure.FAIR else None
        return Value(float(found), of.words_sure, max(1.0, math.sqrt(found)), why)

    return measured


def _pitch_range(of: Analysis) -> Value:
    if of.acoustics.pitch_spread is None or of.acoustics.is_noisy:
        return Value(None, Sure.NOT_MEASURED, why="noisy" if of.acoustics.is_noisy else "few")
    if of.acoustics.several_voices:
        return Value(None, Sure.NOT_MEASURED, why="voices")
    sure = Sure.FAIR if of.acoustics.is_fair else Sure.GOOD
    return Value(of.acoustics.pitch_spread, sure, _PITCH_ERROR, "noisy" if of.acoustics.is_fair else None)


def _level_range(of: Analysis) -> Value:
    if of.acoustics.is_clipped or of.acoustics.is_noisy:
        return Value(None, Sure.NOT_MEASURED, why="clipped" if of.acoustics.is_clipped else "noisy")
    if of.acoustics.level_spread is None:
        return Value(None, Sure.NOT_MEASURED, why="few")
    return Value(of.acoustics.level_spread, Sure.FAIR, _LEVEL_ERROR)


def _sentence_ends(of: Analysis) -> Value:
    endings = of.acoustics.endings
    if of.acoustics.is_clipped or of.acoustics.is_fair:
        return Value(None, Sure.NOT_MEASURED, why="clipped" if of.acoustics.is_clipped else "noisy")
    if len(endings) < 3:
        return Value(None, Sure.NOT_MEASURED, why="few")
    return Value(100.0 * len(of.dropped) / len(endings), Sure.FAIR, _ENDS_ERROR)


def _sentence_words(of: Analysis) -> Value:
    mean = plain.sentence_length(of.sentences)
    if mean is None or of.words_sure is Sure.NOT_MEASURED:
        return Value(None, Sure.NOT_MEASURED, why="few")
    # A recogniser sets the full stops, so this is never better than fair until the person read the text.
    return Value(mean, Sure.GOOD if of.corrected else Sure.FAIR, _WORDS_ERROR)


def _length(of: Analysis) -> Value:
    return Value(of.acoustics.span_seconds, Sure.GOOD, _LENGTH_ERROR)


def _counting_error(count: int, minutes: float) -> float:
    """Give what chance alone does to a count in so short a time (its square root), at least one a minute."""
    return max(1.0, math.sqrt(max(1, count)) / minutes)


_HOW: dict[str, Callable[[Analysis], Value]] = {
    "rate": _rate,
    "articulation": _articulation,
    "pauses_per_minute": _pauses,
    "long_pauses": _long_pauses,
    "filler_words": _a_minute(Kind.FILLER_WORD),
    "filler_sounds": _filler_sounds,
    "repeats": _times(lambda of: len({one.name for one in of.found(Kind.REPEAT)})),
    "hedges": _a_minute(Kind.HEDGE),
    "questions": _times(lambda of: len(of.found(Kind.QUESTION))),
    "pitch_range": _pitch_range,
    "level_range": _level_range,
    "sentence_ends": _sentence_ends,
    "sentence_words": _sentence_words,
    "passives": _times(lambda of: len(of.passives), dutch=True),
    "jargon": _times(lambda of: len(of.jargon), dutch=True),
    "length": _length,
}
