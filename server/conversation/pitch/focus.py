"""What could be the one focus of a take, and how much each matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.conversation.pitch import better, missing
from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.measures import Value, values
from server.conversation.pitch.structure import Check, checks
from server.conversation.pitch.tables import PitchRow, TakeRow
from server.conversation.pitch.telling import tell
from voice.delivery import plain
from voice.delivery.bands import HARMFUL_FILLERS, band
from voice.delivery.wording import Found, Kind
from voice.delivery.words import Sentence

STRUCTURE = {"request": 0.8, "opening": 0.55, "example": 0.6, "audience": 0.4, "close": 0.45}
"""How much a missing part weighs."""
_DROPPED_SHARE = 40.0
_HEDGES = 4.0
_TOO_LONG = 1.2
_LOOK_BACK = 3


@dataclass(frozen=True)
class Candidate:
    """Something that could be the focus, and how much it matters, 0 to 1."""

    id: str
    weight: float
    sentence: Sentence | None
    value: float | None = None
    better: str = ""

    @property
    def kind(self) -> str:
        """The measure or the check behind it."""
        return "rate" if self.id.startswith("rate") else self.id


@dataclass(frozen=True)
class Judged:
    """A take with its figures and checks: what feedback is chosen from."""

    analysis: Analysis
    values: dict[str, Value]
    checks: dict[str, Check]

    @classmethod
    def of(cls, analysis: Analysis, pitch: PitchRow) -> Judged:
        """Look at a take."""
        found = checks(analysis.sentences, analysis.language, pitch.audience)
        return cls(analysis, values(analysis), {check.name: check for check in found})


def choose(judged: Judged, pitch: PitchRow, before: str | None) -> Candidate:
    """Choose the focus: the one before while it still matters, else what matters most.

    Three takes on one point teach more than one take on three points.
    """
    found = sorted(_candidates(judged, pitch), key=lambda one: -one.weight)
    again = next((one for one in found if one.id == before and one.weight >= 0.4), None)
    if again is not None:
        return again
    return found[0] if found else Candidate("once_more", 0.0, core_of(judged.analysis))


def focus_of(takes: Sequence[TakeRow], pitch: PitchRow) -> Candidate | None:
    """Give the focus of the last of these takes, which also depends on the ones before it; oldest first."""
    chosen: Candidate | None = None
    for row in takes[-_LOOK_BACK:]:
        chosen = choose(Judged.of(Analysis.of(row), pitch), pitch, chosen.id if chosen else None)
    return chosen


def aim_of(focus: Candidate) -> str:
    """Tell a language model what should be better, in our own words."""
    return tell("focus", focus.id, "nl") + ". " + tell("focus", focus.id, "nl", 2)


def _candidates(judged: Judged, pitch: PitchRow) -> Iterator[Candidate]:
    yield from _missing(judged, pitch)
    yield from _wording(judged)
    yield from _sound(judged)
    length = judged.values["length"].value or 0.0
    if length > _TOO_LONG * pitch.seconds:
        yield Candidate("length", min(0.75, 0.3 + length / pitch.seconds / 4), None, length)


def _missing(judged: Judged, pitch: PitchRow) -> Iterator[Candidate]:
    sentences = judged.analysis.sentences
    for name, weight in STRUCTURE.items():
        if not judged.checks[name].passed and sentences:
            language = judged.analysis.language
            place = missing.place_of(name, sentences, judged.checks, language)
            line = missing.line_of(name, place, sentences, judged.checks, pitch)
            yield Candidate(name, weight, place, better=line)


def _wording(judged: Judged) -> Iterator[Candidate]:
    of = judged.analysis
    fillers = judged.values["filler_words"].value
    if fillers is not None and fillers > 5.0:
        sentence, line = _densest(of.found(Kind.FILLER_WORD), of.language)
        weight = 0.9 if fillers >= HARMFUL_FILLERS else 0.35 + (fillers - 5.0) / 20
        yield Candidate("filler_words", weight, sentence, fillers, line)
    hedges = judged.values["hedges"].value
    if hedges is not None and hedges >= _HEDGES:
        sentence, line = _densest(of.found(Kind.HEDGE), of.language)
        weight = min(0.7, 0.3 + hedges / 20)
        yield Candidate("hedges", weight, sentence, hedges, line)
    usual = band("sentence_words", of.language)
    mean = judged.values["sentence_words"].value
    long = plain.long_sentences(of.sentences)
    if mean is not None and usual is not None and not usual.holds(mean) and long:
        cut = next((one for one in long if better.shorter(one, of.language)), long[0])
        weight, line = min(0.7, mean / 40), better.shorter(cut, of.language)
        yield Candidate("sentence_words", weight, cut, float(len(cut.words)), line)
    if of.jargon:
        sentence = of.sentences[of.jargon[0].words[0].sentence]
        inside_it = [one for one in of.jargon if one.words[0].sentence == of.jargon[0].words[0].sentence]
        weight = min(0.6, 0.3 + 0.05 * len(of.jargon))
        yield Candidate(
            "jargon", weight, sentence, float(len(of.jargon)), better.plainer(sentence, inside_it)
        )
    if len(of.passives) >= 3:
        yield Candidate("passives", 0.42, of.passives[0], float(len(of.passives)))
    repeats = of.found(Kind.REPEAT)
    if len({one.name for one in repeats}) >= 2:
        yield Candidate("repeats", 0.32, repeats[-1].sentence, judged.values["repeats"].value)


def _sound(judged: Judged) -> Iterator[Candidate]:
    of = judged.analysis
    rate, usual = judged.values["rate"].value, band("rate", of.language)
    if rate is not None and usual is not None and not usual.holds(rate) and of.pace.windows:
        if usual.high is not None and rate > usual.high:
            window = max(of.pace.windows, key=lambda one: one.rate)
            sentence = next((s for s in of.sentences if s.end > window.start), None)
            line = better.breathing(sentence) if sentence else ""
            yield Candidate("rate_fast", min(0.85, 0.5 + rate - usual.high), sentence, window.rate, line)
        elif usual.low is not None:
            yield Candidate("rate_slow", min(0.6, 0.3 + (usual.low - rate) / 4), None, rate)
    pauses, wanted = judged.values["pauses_per_minute"].value, band("pauses_per_minute", of.language)
    if pauses is not None and wanted is not None and not wanted.holds(pauses) and of.acoustics.seconds > 20:
        core = core_of(of)
        yield Candidate("pauses_per_minute", 0.5, core, pauses, better.breathing(core) if core else "")
    ends = judged.values["sentence_ends"].value
    if ends is not None and ends >= _DROPPED_SHARE:
        begin = of.dropped[0][0]
        sentence = next((s for s in of.sentences if s.end > begin), None)
        yield Candidate("sentence_ends", 0.38, sentence, ends)


def _densest(found: list[Found], language: str) -> tuple[Sentence, str]:
    """Give the sentence that holds most of them, and itself without them.

    One that stays whole without them goes first; where none does the line is empty.
    """
    counted: dict[int, list[Found]] = {}
    for one in found:
        counted.setdefault(one.sentence.words[0].sentence, []).append(one)
    ranked = sorted(counted.values(), key=len, reverse=True)
    for inside in ranked:
        if line := better.without(inside[0].sentence, inside, language):
            return inside[0].sentence, line
    return ranked[0][0].sentence, ""


def core_of(of: Analysis) -> Sentence | None:
    """Give the sentence that says most: of a usual length, nearest to the middle of the take."""
    usual = [sentence for sentence in of.sentences if 5 <= len(sentence.words) <= 25]
    return usual[len(usual) // 2] if usual else (of.sentences[0] if of.sentences else None)
