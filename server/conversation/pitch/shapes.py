"""What is told about a pitch and its takes, as it goes over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel


class Telling(BaseModel):
    """A code for programs and a sentence for the person."""

    code: str
    message: str


class Segment(BaseModel):
    """A piece of the transcript."""

    text: str
    start: float
    end: float
    sure: float


class BandTold(BaseModel):
    """A range in which nothing needs to be said, and where it comes from."""

    low: float | None
    high: float | None
    source: str


class Measure(BaseModel):
    """One figure: what it is, how sure, and what is usual."""

    kind: str
    name: str
    value: float | None
    """None where it could not be measured; ``text`` then says so."""
    unit: str
    text: str
    sure: Literal["good", "fair", "not_measured"]
    why: str | None = None
    band: BandTold | None = None
    inside: bool | None = None
    error: float | None = None
    """A change smaller than this is not told."""
    baseline: float | None = None
    """The middle of the person's own earlier takes."""


class Finding(BaseModel):
    """One place to hear back."""

    id: str
    kind: str
    name: str
    quote: str
    start: float
    end: float
    approximate: bool
    note: str
    intended: bool


class CheckTold(BaseModel):
    """One part of a pitch: there or not found."""

    id: str
    name: str
    passed: bool
    quote: str | None
    start: float | None
    end: float | None
    hint: str


class Strength(BaseModel):
    """What was good, in the person's own words."""

    id: str
    title: str
    text: str
    quote: str | None
    start: float | None
    end: float | None


class Focus(BaseModel):
    """The one thing to change in the next take."""

    id: str
    title: str
    text: str
    quote: str | None
    start: float | None
    end: float | None
    better: str | None
    better_by: Literal["rules", "model"] | None
    how: str


class Comparison(BaseModel):
    """The focus of the take before, then and now."""

    kind: str
    title: str
    before: float | None
    after: float | None
    unit: str
    changed: Literal["better", "worse", "same"]
    text: str


class Feedback(BaseModel):
    """One strength, one focus, once more."""

    strength: Strength
    focus: Focus
    comparison: Comparison | None
    again: str


class WindowTold(BaseModel):
    """Pace in a stretch of time."""

    start: float
    end: float
    rate: float
    articulation: float


class PointTold(BaseModel):
    """One point of a line."""

    at: float
    value: float


class PauseTold(BaseModel):
    """A pause and where it stands."""

    start: float
    end: float
    place: Literal["sentence_end", "inside"]


class Details(BaseModel):
    """Everything behind the feedback, on request."""

    measures: list[Measure]
    findings: list[Finding]
    checks: list[CheckTold]
    windows: list[WindowTold]
    pitch_line: list[PointTold]
    level_line: list[PointTold]
    pauses: list[PauseTold]


class Judgement(BaseModel):
    """What the person thought before they saw anything."""

    went_well: str
    differently: str


class Take(BaseModel):
    """One take, as far as it is."""

    id: str
    pitch: str
    number: int
    created_at: datetime
    language: str
    state: str
    progress: float
    received_samples: int
    seconds: float
    ends_at_sample: int | None
    kept: str
    has_sound: bool
    sound_until: datetime | None
    problem: Telling | None
    notices: list[Telling]
    needs_judgement: bool
    judgement: Judgement | None
    corrected: bool
    segments: list[Segment] | None
    feedback: Feedback | None
    details: Details | None


class TakeSummary(BaseModel):
    """A take in a list."""

    id: str
    number: int
    created_at: datetime
    state: str
    seconds: float
    kept: str
    has_sound: bool


class Pitch(BaseModel):
    """What somebody wants to say."""

    id: str
    created_at: datetime
    title: str
    audience: str
    goal: str
    seconds: int
    language: str
    takes: int


class PitchWithTakes(Pitch):
    """A pitch and its takes, newest first."""

    all_takes: list[TakeSummary]


class HistoryPoint(BaseModel):
    """One value of one take."""

    take: str
    at: datetime
    value: float
    kept: bool


class Chart(BaseModel):
    """One measure over the person's own takes."""

    measure: str
    name: str
    unit: str
    error: float | None
    band: BandTold | None
    points: list[HistoryPoint]
