"""What is asked for in practice of another language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from server.api.types import ClientId, Language, LongWords, Words
from server.conversation.language.data import Spoken

Pace = Literal["normal", "slow"]
Side = Literal["one", "other"]


class RoundRequest(BaseModel):
    """A sentence or a whole pitch."""

    client_id: ClientId
    spoken: Spoken
    text: LongWords
    language: Language = "nl"


class AttemptQuery(BaseModel):
    """What belongs to an attempt."""

    client_id: ClientId


class SpeechQuery(BaseModel):
    """How it is to sound."""

    pace: Pace = "normal"
    word: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Number of one word, to hear that alone."""


class PairSpeechQuery(BaseModel):
    """Which word of a pair, and how."""

    side: Side
    pace: Pace = "normal"


class PairQuery(BaseModel):
    """Which word of a pair is said."""

    client_id: ClientId
    side: Side


class HelpRequest(BaseModel):
    """How is this said?"""

    spoken: Spoken
    text: Words
    language: Language = "nl"


class HelpSpeechQuery(BaseModel):
    """What is to be heard."""

    spoken: Spoken
    text: Annotated[Words, Field(max_length=300)]
    pace: Pace = "normal"


class TalkRequest(BaseModel):
    """Which talk."""

    client_id: ClientId
    talk: Annotated[str, Field(max_length=64)] | None = None
    """An authored talk; without one it is about anything."""
    spoken: Spoken = "fr"
    language: Language = "nl"
    about: Annotated[Words, Field(max_length=200)] | None = None


class TurnRequest(BaseModel):
    """What one says, in text."""

    client_id: ClientId
    text: Words


class TurnQuery(BaseModel):
    """What belongs to a spoken turn."""

    client_id: ClientId
    helper: bool = False
    """True where one asks, in one's own language, how something is said."""
