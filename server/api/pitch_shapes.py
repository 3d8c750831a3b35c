"""What is sent about pitches and takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from server.api.types import ClientId, Language, printable
from server.conversation.pitch.shapes import Chart, Pitch
from server.conversation.pitch.store import MOST_SECONDS
from voice.audio import SAMPLE_RATE


def _whole(value: Any) -> Any:
    """Take 90.0 for 90: JSON knows one kind of number, and so does the description of this interface."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Seconds = Annotated[int, Field(ge=15, le=600), BeforeValidator(_whole)]
Samples = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
SpokenLanguage = Literal["nl", "en", "fr", "de"]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(printable)]
Title = Annotated[str, StringConstraints(max_length=120), AfterValidator(printable)]
Thought = Annotated[str, StringConstraints(max_length=2000), AfterValidator(printable)]
Spoken = Annotated[str, StringConstraints(max_length=4000), AfterValidator(printable)]


class PitchRequest(BaseModel):
    """What a new pitch is for."""

    title: Title = ""
    audience: Line = ""
    goal: Line = ""
    seconds: Seconds = 90
    language: SpokenLanguage = "nl"


class PitchChange(BaseModel):
    """What changes; what is left out stays."""

    title: Title | None = None
    audience: Line | None = None
    goal: Line | None = None
    seconds: Seconds | None = None
    language: SpokenLanguage | None = None


class PitchList(BaseModel):
    """The person's own pitches, newest first."""

    pitches: list[Pitch]


class TakeRequest(BaseModel):
    """A new take."""

    client_id: ClientId


class SoundPlace(BaseModel):
    """Where a stretch of sound belongs."""

    first_sample: Annotated[int, Field(ge=0, le=MOST_SECONDS * SAMPLE_RATE)]


class SoundReceived(BaseModel):
    """How far the sound is, and whether the person said to stop."""

    received_samples: int
    stop_heard: bool
    ends_at_sample: int | None
    seconds_left: float


class FinishRequest(BaseModel):
    """How much was recorded; None means what the server has."""

    samples: Samples | None = None


class JudgementRequest(BaseModel):
    """What the person thinks, before anything is shown; both may be empty."""

    went_well: Thought = ""
    differently: Thought = ""


class TranscriptRequest(BaseModel):
    """The corrected transcript, piece by piece."""

    segments: Annotated[list[Spoken], Field(max_length=1000)]


class IntendedRequest(BaseModel):
    """A finding that was meant as it was said."""

    finding: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    intended: bool


class KeepRequest(BaseModel):
    """What becomes of a take."""

    keep: Literal["with_sound", "without_sound", "no"]


class SoundRange(BaseModel):
    """A stretch to hear, in seconds."""

    start: Annotated[float, Field(ge=0, le=MOST_SECONDS)] = 0.0
    end: Annotated[float, Field(gt=0, le=MOST_SECONDS)] | None = None


class History(BaseModel):
    """One's own takes as lines."""

    charts: list[Chart]


class IdeasQuery(BaseModel):
    """For which language."""

    language: Language = "nl"
