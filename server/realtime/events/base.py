"""What events share."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class ClientEvent(BaseModel):
    """A message from a client.

    Fields that we do not know are ignored, so that clients written for the OpenAI Realtime API, with its many
    options, work unchanged.
    """

    model_config = ConfigDict(extra="ignore")

    event_id: str | None = None
    """The client's own name for this message; given back in an error about it."""


class ServerEvent(BaseModel):
    """A message to a client; ``event_id`` is filled in by the outbox when it is numbered."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)

    event_id: str = ""
    """``evt_N``; N rises by one with every message of this session, binary ones included."""


class Part(BaseModel):
    """A piece of a message to a client; nothing may be in it that is not described here."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Loose(BaseModel):
    """A piece of a message from a client; unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore")


class State(StrEnum):
    """Where a conversation stands, in the words of the screen."""

    READY = "ready"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
