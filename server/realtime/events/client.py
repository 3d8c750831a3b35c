"""Messages from clients.

The names are those of the OpenAI Realtime API (GA); the tests send what the `openai` package sends. Our own
begin with ``souffleur.``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.conversation.base import Moment
from server.realtime.events.base import ClientEvent, Loose
from server.realtime.events.session import Modality, SessionPatch

MAX_TEXT = 2_000
"""Characters in a typed question."""
Identifier = Annotated[str, Field(min_length=1, max_length=128)]
Samples = Annotated[int, Field(ge=0, le=2**40)]


class SessionUpdate(ClientEvent):
    """Change settings; only what is present changes. Answered by ``session.updated``."""

    type: Literal["session.update"]
    session: SessionPatch


class AppendAudio(ClientEvent):
    """Sound from the microphone, base64 of PCM16 at the declared rate. Not answered."""

    type: Literal["input_audio_buffer.append"]
    audio: str


class CommitAudio(ClientEvent):
    """The turn ends here (push-to-talk, tap to end). Answered by ``input_audio_buffer.committed``."""

    type: Literal["input_audio_buffer.commit"]


class ClearAudio(ClientEvent):
    """Forget the sound of the turn that is going on. Answered by ``input_audio_buffer.cleared``."""

    type: Literal["input_audio_buffer.clear"]


class ContentIn(Loose):
    """A piece of a message; text is used, sound is not accepted here."""

    type: Literal["input_text", "output_text", "input_audio", "input_image", "text"] = "input_text"
    text: str | None = Field(default=None, max_length=MAX_TEXT)


class ItemIn(Loose):
    """A message to add to the conversation; only messages are known here, no functions."""

    type: Literal["message"]
    role: Literal["user", "assistant", "system"]
    content: list[ContentIn] = Field(max_length=16)
    id: Identifier | None = None


class CreateItem(ClientEvent):
    """Add a message. A question in text is a user message followed by ``response.create``."""

    type: Literal["conversation.item.create"]
    item: ItemIn
    previous_item_id: str | None = None


class DeleteItem(ClientEvent):
    """Take a message out of the conversation. Answered by ``conversation.item.deleted``."""

    type: Literal["conversation.item.delete"]
    item_id: Identifier


class RetrieveItem(ClientEvent):
    """Ask for a message. Answered by ``conversation.item.retrieved``."""

    type: Literal["conversation.item.retrieve"]
    item_id: Identifier


class TruncateItem(ClientEvent):
    """Only so much of the answer was heard; the rest is taken out of the history."""

    type: Literal["conversation.item.truncate"]
    item_id: Identifier
    content_index: int = 0
    audio_end_ms: int = Field(ge=0)


class ResponseOptions(Loose):
    """Options for one answer; instructions and tools are not ours to give away and are ignored."""

    output_modalities: list[Modality] | None = Field(default=None, max_length=2)
    metadata: dict[str, str] | None = Field(default=None, max_length=16)


class CreateResponse(ClientEvent):
    """Answer now."""

    type: Literal["response.create"]
    response: ResponseOptions | None = None


class CancelResponse(ClientEvent):
    """Stop the answer. Answered by ``response.done`` with status ``cancelled``."""

    type: Literal["response.cancel"]
    response_id: str | None = None


class ClearOutput(ClientEvent):
    """Stop the sound; here the same as ``response.cancel``, and no error where there is nothing to stop."""

    type: Literal["output_audio_buffer.clear"]


class Heard(ClientEvent):
    """The highest sample of the answer that was audible; at interruption and every 250 ms or so."""

    type: Literal["souffleur.heard"]
    response_id: Identifier
    item_id: Identifier
    samples: Samples
    """At 24 kHz, counted within the item."""


class FirstAudible(ClientEvent):
    """When the first sample of an answer really came out of the device."""

    type: Literal["souffleur.first_audible"]
    response_id: Identifier
    milliseconds_after_first_byte: float = Field(ge=0, le=600_000)


class Command(ClientEvent):
    """A button that does what the spoken word does."""

    type: Literal["souffleur.command"]
    name: Literal["more", "repeat", "stop", "explain", "yes", "no"]


class Ask(ClientEvent):
    """A typed question. The same ``client_id`` twice is one question."""

    type: Literal["souffleur.ask"]
    client_id: Identifier
    text: str = Field(min_length=1, max_length=MAX_TEXT)


class ChooseMoment(ClientEvent):
    """Answer the last question again for this moment of need."""

    type: Literal["souffleur.moment"]
    moment: Moment


class SetHurry(ClientEvent):
    """The hurry button."""

    type: Literal["souffleur.hurry"]
    on: bool


class ShowThisCard(ClientEvent):
    """Speak this card."""

    type: Literal["souffleur.show_card"]
    card: Identifier


class SoundKept(ClientEvent):
    """After a resume: the oldest sample of the microphone that the client still has."""

    type: Literal["souffleur.sound_kept"]
    first_sample: Samples


AnyClientEvent = Annotated[
    SessionUpdate
    | AppendAudio
    | CommitAudio
    | ClearAudio
    | CreateItem
    | DeleteItem
    | RetrieveItem
    | TruncateItem
    | CreateResponse
    | CancelResponse
    | ClearOutput
    | Heard
    | FirstAudible
    | Command
    | Ask
    | ChooseMoment
    | SetHurry
    | ShowThisCard
    | SoundKept,
    Field(discriminator="type"),
]
