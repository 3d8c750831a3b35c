"""One strength, one focus, and what became of the focus of the take before."""

from __future__ import annotations

from typing import Literal

from server.conversation.pitch.analysis import Analysis, quotes_hold
from server.conversation.pitch.focus import STRUCTURE, Candidate, Judged, choose, core_of
from server.conversation.pitch.missing import TO_FILL_IN
from server.conversation.pitch.shapes import Comparison, Feedback, Focus, Strength
from server.conversation.pitch.tables import PitchRow
from server.conversation.pitch.telling import number, tell
from voice.delivery.bands import band
from voice.delivery.words import Sentence

_PROUD = ("request", "example", "opening", "audience", "close")
_RISING = frozenset({"pauses_per_minute"})
"""Measures of which more is better where they are a focus."""
Changed = Literal["better", "worse", "same"]


def feedback(
    judged: Judged,
    pitch: PitchRow,
    language: str,
    earlier: tuple[Judged, Candidate] | None = None,
    model_lines: dict[str, str] | None = None,
) -> Feedback:
    """Put the feedback on a take into words.

    Args:
        judged: The take.
        pitch: What it was for.
        language: In which the person reads.
        earlier: The take before and its focus.
        model_lines: Better lines of a language model, by the words that they replace.
    """
    focus = choose(judged, pitch, earlier[1].id if earlier else None)
    return Feedback(
        strength=_strength(judged, language),
        focus=_focus(focus, judged, pitch, language, model_lines or {}),
        comparison=_comparison(earlier[0], judged, earlier[1], language) if earlier else None,
        again=tell("again", "first", language),
    )


def _strength(judged: Judged, language: str) -> Strength:
    of = judged.analysis
    for name in _PROUD:
        if (sentence := judged.checks[name].sentence) is not None:
            return _proud(name, sentence, of, language)
    for kind in ("rate", "sentence_words"):
        value, usual = judged.values[kind].value, band(kind, of.language)
        if value is not None and usual is not None and usual.holds(value):
            return _proud(kind, core_of(of), of, language, value)
    return _proud("said", core_of(of), of, language)


def _proud(
    name: str, sentence: Sentence | None, of: Analysis, language: str, value: float | None = None
) -> Strength:
    quote, start, end = _quoted(sentence, of)
    said = number(value, language) if value is not None else ""
    return Strength(
        id=name,
        title=tell("strength", name, language),
        text=tell("strength", name, language, 1, value=said),
        quote=quote,
        start=start,
        end=end,
    )


def _focus(focus: Candidate, judged: Judged, pitch: PitchRow, language: str, lines: dict[str, str]) -> Focus:
    quote, start, end = _quoted(focus.sentence, judged.analysis)
    written = lines.get(f"{focus.id}:{quote}") if quote else None
    ruled = focus.better if focus.better and focus.better.strip(" .") != (quote or "").strip(" .") else ""
    said = number(focus.value, language) if focus.value is not None else ""
    to_fill_in = f" {tell('to_fill_in', 'line', language)}" if TO_FILL_IN in ruled and not written else ""
    return Focus(
        id=focus.id,
        title=tell("focus", focus.id, language),
        text=tell("focus", focus.id, language, 1, value=said, target=pitch.seconds),
        quote=quote,
        start=start,
        end=end,
        better=written or ruled or None,
        better_by="model" if written else "rules" if ruled else None,
        how=tell("focus", focus.id, language, 2) + to_fill_in,
    )


def _quoted(sentence: Sentence | None, of: Analysis) -> tuple[str | None, float | None, float | None]:
    """Quote a sentence: only where its words stand in the transcript as they are."""
    if sentence is None or not quotes_hold(sentence.text, of.pieces):
        return None, None, None
    return sentence.text, sentence.start, sentence.end


def _comparison(before: Judged, after: Judged, focus: Candidate, language: str) -> Comparison | None:
    """Compare the focus of the take before; None where it was not measured both times."""
    title = tell("focus", focus.id, language)
    if focus.id in STRUCTURE:
        was, there = before.checks[focus.id].passed, after.checks[focus.id].passed
        changed: Changed = "same" if was == there else "better" if there else "worse"
        text = tell("comparison", f"{changed}_yes", language)
        return Comparison(
            kind=focus.kind, title=title, before=None, after=None, unit="", changed=changed, text=text
        )
    if focus.kind not in before.values:
        return None
    first, second = before.values[focus.kind], after.values[focus.kind]
    if first.value is None or second.value is None:
        return None
    difference = second.value - first.value
    changed = "same"
    if abs(difference) > max(first.error or 0.0, second.error or 0.0):
        rising = focus.kind in _RISING or focus.id == "rate_slow"
        changed = "better" if (difference > 0) == rising else "worse"
    unit = tell("measure", focus.kind, language, 1)
    was_said, now_said = number(first.value, language), number(second.value, language)
    return Comparison(
        kind=focus.kind,
        title=title,
        before=round(first.value, 1),
        after=round(second.value, 1),
        unit=unit,
        changed=changed,
        text=tell("comparison", changed, language, before=was_said, after=now_said, unit=unit),
    )
