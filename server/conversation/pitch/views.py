"""A take as its person sees it: judged by themselves first, then fed back."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Literal

from server.conversation.pitch.analysis import Analysis, finding_id
from server.conversation.pitch.feedback import feedback
from server.conversation.pitch.focus import Judged, focus_of
from server.conversation.pitch.measures import CHARTED, band_told, told, values
from server.conversation.pitch.shapes import (
    Chart,
    CheckTold,
    Details,
    Feedback,
    Finding,
    HistoryPoint,
    Judgement,
    PauseTold,
    PointTold,
    Segment,
    Take,
    Telling,
    WindowTold,
)
from server.conversation.pitch.store import SOUND_WAITS
from server.conversation.pitch.tables import Kept, PitchRow, State, TakeRow
from server.conversation.pitch.telling import number, tell
from server.conversation.pitch.worker import end_of
from voice.audio import SAMPLE_RATE
from voice.delivery import plain
from voice.delivery.pauses import Stretch
from voice.delivery.wording import Kind
from voice.delivery.words import Sentence

_SENTENCE_END = 0.6
"""Seconds between a pause and the estimated end of a sentence for the pause to stand there."""


def take_told(row: TakeRow, pitch: PitchRow, before: Sequence[TakeRow], language: str) -> Take:
    """Tell about a take.

    Args:
        row: The take.
        pitch: What it was for.
        before: The person's earlier takes of the same pitch that are ready, oldest first.
        language: In which the person reads.
    """
    ready = row.state == State.READY
    of = Analysis.of(row) if ready else None
    fed = ready and row.judged and of is not None
    return Take(
        id=row.id,
        pitch=row.pitch_id,
        number=row.number,
        created_at=row.created_at,
        language=row.language,
        state=row.state,
        progress=_progress(row),
        received_samples=row.received,
        seconds=round(end_of(row) / SAMPLE_RATE, 1),
        ends_at_sample=row.ends_at,
        kept=row.kept,
        has_sound=row.has_sound,
        sound_until=row.touched_at + SOUND_WAITS if _sound_goes(row) else None,
        problem=_problem(row, language),
        notices=[Telling(code=code, message=tell("notice", code, language)) for code in of.notices]
        if of is not None
        else [],
        needs_judgement=ready and not row.judged,
        judgement=Judgement(went_well=row.went_well, differently=row.differently) if row.judged else None,
        corrected=row.corrected,
        segments=[Segment.model_validate(piece) for piece in row.pieces] if ready else None,
        feedback=_feedback(row, of, pitch, before, language) if fed and of is not None else None,
        details=_details(of, pitch, before, language) if fed and of is not None else None,
    )


def _sound_goes(row: TakeRow) -> bool:
    return row.has_sound and row.kept == Kept.UNDECIDED and row.state in (State.READY, State.UNUSABLE)


def _progress(row: TakeRow) -> float:
    if row.state in (State.READY, State.UNUSABLE):
        return 1.0
    return round(0.95 * row.done_to / max(1, end_of(row)), 2)


def _problem(row: TakeRow, language: str) -> Telling | None:
    code = "failed" if row.state == State.FAILED else row.problem
    return Telling(code=code, message=tell("problem", code, language)) if code else None


def _feedback(
    row: TakeRow, of: Analysis, pitch: PitchRow, before: Sequence[TakeRow], language: str
) -> Feedback:
    """Compare with the take right before, on the focus that was given then."""
    chosen = focus_of(before, pitch)
    earlier = (Judged.of(Analysis.of(before[-1]), pitch), chosen) if chosen is not None else None
    return feedback(Judged.of(of, pitch), pitch, language, earlier, row.better)


def _details(of: Analysis, pitch: PitchRow, before: Sequence[TakeRow], language: str) -> Details:
    return Details(
        measures=told(of, language, _baseline(before)),
        findings=_findings(of, language),
        checks=_checks(of, pitch, language),
        windows=[
            WindowTold(
                start=one.start,
                end=one.end,
                rate=round(one.rate, 1),
                articulation=round(one.articulation, 1),
            )
            for one in of.pace.windows
        ],
        pitch_line=[PointTold(at=point.at, value=point.value) for point in of.acoustics.pitch_line],
        level_line=[PointTold(at=point.at, value=point.value) for point in of.acoustics.level_line],
        pauses=[
            PauseTold(start=pause.start, end=pause.end, place=_place(pause, of.sentences))
            for pause in of.acoustics.pauses
        ],
    )


def _place(pause: Stretch, sentences: Sequence[Sentence]) -> Literal["sentence_end", "inside"]:
    near = any(abs(sentence.end - pause.start) <= _SENTENCE_END for sentence in sentences)
    return "sentence_end" if near else "inside"


def _baseline(before: Sequence[TakeRow]) -> dict[str, float]:
    """Give the middle of the earlier takes for each measure, where there are any."""
    found: dict[str, list[float]] = {}
    for row in before:
        for kind, value in values(Analysis.of(row)).items():
            if value.value is not None:
                found.setdefault(kind, []).append(value.value)
    return {kind: statistics.median(several) for kind, several in found.items()}


def _findings(of: Analysis, language: str) -> list[Finding]:
    found = [
        Finding(
            id=(name := finding_id(count, one)),
            kind=one.kind.value,
            name=one.name,
            quote=" ".join(word.text for word in one.words),
            start=one.start,
            end=one.end,
            approximate=True,
            note=tell("note", one.kind.value, language),
            intended=name in of.intended,
        )
        for count, one in enumerate(of.all_found)
    ]
    return sorted([*found, *_in_sentences(of, language), *_in_sound(of, language)], key=lambda one: one.start)


def _in_sentences(of: Analysis, language: str) -> list[Finding]:
    found = []
    for place, sentence in enumerate(plain.long_sentences(of.sentences)):
        note = tell("note", "long_sentences", language, count=len(sentence.words))
        found.append(_whole(f"sentence_words-{place}", "sentence_words", sentence, note, of))
    for place, sentence in enumerate(of.passives):
        note = tell("note", "passives", language)
        found.append(_whole(f"passives-{place}", "passives", sentence, note, of))
    for place, one in enumerate(of.jargon):
        quote = " ".join(word.text for word in one.words)
        found.append(
            Finding(
                id=f"jargon-{place}",
                kind="jargon",
                name=quote.lower(),
                quote=quote,
                start=one.words[0].start,
                end=one.words[-1].end,
                approximate=True,
                note=tell("note", "jargon", language, plainer=one.plainer),
                intended=f"jargon-{place}" in of.intended,
            )
        )
    return found


def _whole(name: str, kind: str, sentence: Sentence, note: str, of: Analysis) -> Finding:
    return Finding(
        id=name,
        kind=kind,
        name=kind,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        approximate=True,
        note=note,
        intended=name in of.intended,
    )


def _in_sound(of: Analysis, language: str) -> list[Finding]:
    """Places that were found in the sound itself: exact, and without words."""
    said = [
        (Kind.FILLER_SOUND.value, start, end, tell("note", "filler_sounds", language))
        for start, end in of.acoustics.hesitations
    ]
    said += [
        ("sentence_ends", start, end, tell("note", "sentence_ends", language, drop=number(drop, language)))
        for start, end, drop in of.dropped
    ]
    said += [
        (
            "long_pauses",
            pause.start,
            pause.end,
            tell("note", "long_pauses", language, seconds=number(pause.seconds, language)),
        )
        for pause in of.long_pauses
    ]
    return [
        Finding(
            id=f"{kind}-sound-{place}",
            kind=kind,
            name=kind,
            quote="",
            start=start,
            end=end,
            approximate=False,
            note=note,
            intended=f"{kind}-sound-{place}" in of.intended,
        )
        for place, (kind, start, end, note) in enumerate(said)
    ]


def _checks(of: Analysis, pitch: PitchRow, language: str) -> list[CheckTold]:
    return [
        CheckTold(
            id=check.name,
            name=tell("check", check.name, language),
            passed=check.passed,
            quote=check.sentence.text if check.sentence else None,
            start=check.sentence.start if check.sentence else None,
            end=check.sentence.end if check.sentence else None,
            hint=tell("check", check.name, language, 1),
        )
        for check in Judged.of(of, pitch).checks.values()
    ]


def charts(rows: Sequence[TakeRow], language: str) -> list[Chart]:
    """Give the person's own takes of a pitch as lines: only what was measured, only theirs."""
    ready = [(row, values(Analysis.of(row))) for row in rows if row.state == State.READY and row.judged]
    found = []
    for kind in CHARTED:
        points, errors = [], []
        for row, measured in ready:
            value = measured[kind]
            if value.value is not None:
                points.append(
                    HistoryPoint(
                        take=row.id,
                        at=row.created_at,
                        value=round(value.value, 1),
                        kept=row.kept != Kept.UNDECIDED,
                    )
                )
                errors.append(value.error or 0.0)
        if points:
            found.append(
                Chart(
                    measure=kind,
                    name=tell("measure", kind, language),
                    unit=tell("measure", kind, language, 1),
                    error=round(max(errors), 1) or None,
                    band=band_told(kind, rows[0].language, language),
                    points=points,
                )
            )
    return found
