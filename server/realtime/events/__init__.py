"""The events of the live conversation: one source for Python, the documentation and the PWA's types."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from server.realtime.events import own, server
from server.realtime.events.base import ClientEvent, ServerEvent, State
from server.realtime.events.client import AnyClientEvent

AnyServerEvent = Annotated[
    server.SessionCreated
    | server.SessionUpdated
    | server.Error
    | server.SpeechStarted
    | server.SpeechStopped
    | server.AudioCommitted
    | server.AudioCleared
    | server.ItemAdded
    | server.ItemDone
    | server.ItemRetrieved
    | server.ItemDeleted
    | server.ItemTruncated
    | server.TranscriptionDelta
    | server.TranscriptionCompleted
    | server.TranscriptionFailed
    | server.ResponseCreated
    | server.ResponseDone
    | server.OutputItemAdded
    | server.OutputItemDone
    | server.ContentPartAdded
    | server.ContentPartDone
    | server.AudioDelta
    | server.AudioDone
    | server.TranscriptDelta
    | server.TranscriptDone
    | server.TextDelta
    | server.TextDone
    | own.StateChanged
    | own.PartialCaption
    | own.MomentShown
    | own.CardShown
    | own.SourcesShown
    | own.SuggestionsShown
    | own.NoteOffered
    | own.PracticeShown
    | own.Sentence
    | own.SentenceDone
    | own.OutputHold
    | own.OutputRelease
    | own.TurnTakenBack
    | own.SessionResumed
    | own.Latency
    | own.Bye,
    Field(discriminator="type"),
]

CLIENT_EVENTS: TypeAdapter[AnyClientEvent] = TypeAdapter(AnyClientEvent)
SERVER_EVENTS: TypeAdapter[AnyServerEvent] = TypeAdapter(AnyServerEvent)


def client_models() -> tuple[type[ClientEvent], ...]:
    """Give every message that is accepted, in the order of the documentation."""
    union = get_args(AnyClientEvent)[0]
    return get_args(union)


def server_models() -> tuple[type[ServerEvent], ...]:
    """Give every message that is sent, in the order of the documentation."""
    union = get_args(AnyServerEvent)[0]
    return get_args(union)


__all__ = [
    "CLIENT_EVENTS",
    "SERVER_EVENTS",
    "AnyClientEvent",
    "AnyServerEvent",
    "ClientEvent",
    "ServerEvent",
    "State",
    "client_models",
    "server_models",
]
