"""Messages to clients, in the names of the OpenAI Realtime API (GA).

The tests validate every message that is sent against the models of `openai.types.realtime`. Those models
are not loaded in the server itself: importing them takes more than a second, and they describe far more.
"""

from __future__ import annotations

from typing import Literal

from server.realtime.events.base import Part, ServerEvent
from server.realtime.events.items import AssistantItem, Item, ResponseView
from server.realtime.events.session import SessionView


class SessionCreated(ServerEvent):
    """First message of a new session."""

    type: Literal["session.created"] = "session.created"
    session: SessionView


class SessionUpdated(ServerEvent):
    """The settings as they now are."""

    type: Literal["session.updated"] = "session.updated"
    session: SessionView


class ErrorBody(Part):
    """What went wrong."""

    type: Literal["invalid_request_error", "server_error", "rate_limit_error"]
    code: str
    """Stable; programs decide by it."""
    message: str
    """What happened, what is kept and what to do, in the person's language."""
    param: str | None = None
    """The field that is wrong."""
    event_id: str | None = None
    """The client's own name of the message that caused it."""


class Error(ServerEvent):
    """Something went wrong; the conversation goes on unless the socket closes after it."""

    type: Literal["error"] = "error"
    error: ErrorBody


class SpeechStarted(ServerEvent):
    """The person speaks; a client that cannot hold stops its sound now."""

    type: Literal["input_audio_buffer.speech_started"] = "input_audio_buffer.speech_started"
    audio_start_ms: int
    item_id: str


class SpeechStopped(ServerEvent):
    """The turn is over."""

    type: Literal["input_audio_buffer.speech_stopped"] = "input_audio_buffer.speech_stopped"
    audio_end_ms: int
    item_id: str


class AudioCommitted(ServerEvent):
    """The sound of the turn became a message."""

    type: Literal["input_audio_buffer.committed"] = "input_audio_buffer.committed"
    item_id: str
    previous_item_id: str | None = None


class AudioCleared(ServerEvent):
    """The sound of the turn was forgotten."""

    type: Literal["input_audio_buffer.cleared"] = "input_audio_buffer.cleared"


class ItemAdded(ServerEvent):
    """A message came into the conversation; an answer's is still empty."""

    type: Literal["conversation.item.added"] = "conversation.item.added"
    previous_item_id: str | None = None
    item: Item


class ItemDone(ServerEvent):
    """A message is complete."""

    type: Literal["conversation.item.done"] = "conversation.item.done"
    previous_item_id: str | None = None
    item: Item


class ItemRetrieved(ServerEvent):
    """The message that was asked for."""

    type: Literal["conversation.item.retrieved"] = "conversation.item.retrieved"
    item: Item


class ItemDeleted(ServerEvent):
    """A message left the conversation: by wish, or because its turn was taken back."""

    type: Literal["conversation.item.deleted"] = "conversation.item.deleted"
    item_id: str


class ItemTruncated(ServerEvent):
    """The history now ends where the person stopped hearing."""

    type: Literal["conversation.item.truncated"] = "conversation.item.truncated"
    item_id: str
    content_index: int = 0
    audio_end_ms: int


class TranscriptionDelta(ServerEvent):
    """Words that were added to what is understood so far."""

    type: Literal["conversation.item.input_audio_transcription.delta"] = (
        "conversation.item.input_audio_transcription.delta"
    )
    item_id: str
    content_index: int = 0
    delta: str


class DurationUsage(Part):
    """How much sound was understood."""

    type: Literal["duration"] = "duration"
    seconds: float


class TranscriptionCompleted(ServerEvent):
    """What was understood; empty where there were no words."""

    type: Literal["conversation.item.input_audio_transcription.completed"] = (
        "conversation.item.input_audio_transcription.completed"
    )
    item_id: str
    content_index: int = 0
    transcript: str
    usage: DurationUsage


class TranscriptionError(Part):
    """Why nothing was understood."""

    type: str
    code: str
    message: str
    param: str | None = None


class TranscriptionFailed(ServerEvent):
    """Recognition failed; typing still works."""

    type: Literal["conversation.item.input_audio_transcription.failed"] = (
        "conversation.item.input_audio_transcription.failed"
    )
    item_id: str
    content_index: int = 0
    error: TranscriptionError


class ResponseCreated(ServerEvent):
    """An answer begins."""

    type: Literal["response.created"] = "response.created"
    response: ResponseView


class ResponseDone(ServerEvent):
    """An answer is complete, cancelled or failed."""

    type: Literal["response.done"] = "response.done"
    response: ResponseView


class OutputItemAdded(ServerEvent):
    """The answer's message."""

    type: Literal["response.output_item.added"] = "response.output_item.added"
    response_id: str
    output_index: int = 0
    item: AssistantItem


class OutputItemDone(ServerEvent):
    """The answer's message is complete."""

    type: Literal["response.output_item.done"] = "response.output_item.done"
    response_id: str
    output_index: int = 0
    item: AssistantItem


class PartView(Part):
    """A piece of the answer's message."""

    type: Literal["audio", "text"]
    text: str | None = None
    transcript: str | None = None


class OfAnswer(ServerEvent):
    """What every message about a piece of an answer carries."""

    response_id: str
    item_id: str
    output_index: int = 0
    content_index: int = 0


class ContentPartAdded(OfAnswer):
    """The answer's piece begins."""

    type: Literal["response.content_part.added"] = "response.content_part.added"
    part: PartView


class ContentPartDone(OfAnswer):
    """The answer's piece is complete."""

    type: Literal["response.content_part.done"] = "response.content_part.done"
    part: PartView


class AudioDelta(OfAnswer):
    """Sound of the answer: base64 of PCM16 at 24 kHz; not sent where binary frames were chosen."""

    type: Literal["response.output_audio.delta"] = "response.output_audio.delta"
    delta: str


class AudioDone(OfAnswer):
    """No more sound in this answer."""

    type: Literal["response.output_audio.done"] = "response.output_audio.done"


class TranscriptDelta(OfAnswer):
    """Words of the answer, before their sound."""

    type: Literal["response.output_audio_transcript.delta"] = "response.output_audio_transcript.delta"
    delta: str


class TranscriptDone(OfAnswer):
    """All words of the answer that were sent."""

    type: Literal["response.output_audio_transcript.done"] = "response.output_audio_transcript.done"
    transcript: str


class TextDelta(OfAnswer):
    """Words of the answer where only text was asked for."""

    type: Literal["response.output_text.delta"] = "response.output_text.delta"
    delta: str


class TextDone(OfAnswer):
    """All words of the answer where only text was asked for."""

    type: Literal["response.output_text.done"] = "response.output_text.done"
    text: str
