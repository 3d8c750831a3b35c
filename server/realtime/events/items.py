"""Messages and answers as clients see them."""

from __future__ import annotations

from typing import Literal

from server.realtime.events.base import Part

ItemStatus = Literal["in_progress", "completed", "incomplete"]
ResponseStatus = Literal["in_progress", "completed", "cancelled", "failed", "incomplete"]


class UserContent(Part):
    """What the person said or typed."""

    type: Literal["input_audio", "input_text"]
    text: str | None = None
    transcript: str | None = None


class AssistantContent(Part):
    """What the companion said."""

    type: Literal["output_audio", "output_text"]
    text: str | None = None
    transcript: str | None = None


class SystemContent(Part):
    """A note of the client; kept, never followed as an instruction."""

    type: Literal["input_text"] = "input_text"
    text: str


class UserItem(Part):
    """A message of the person."""

    id: str
    object: Literal["realtime.item"] = "realtime.item"
    type: Literal["message"] = "message"
    status: ItemStatus = "completed"
    role: Literal["user"] = "user"
    content: list[UserContent]


class AssistantItem(Part):
    """A message of the companion."""

    id: str
    object: Literal["realtime.item"] = "realtime.item"
    type: Literal["message"] = "message"
    status: ItemStatus = "completed"
    role: Literal["assistant"] = "assistant"
    content: list[AssistantContent]


class SystemItem(Part):
    """A note of the client."""

    id: str
    object: Literal["realtime.item"] = "realtime.item"
    type: Literal["message"] = "message"
    status: ItemStatus = "completed"
    role: Literal["system"] = "system"
    content: list[SystemContent]


Item = UserItem | AssistantItem | SystemItem


class Failure(Part):
    """Why an answer failed."""

    type: str
    code: str
    message: str


class StatusDetails(Part):
    """Why an answer ended before its end."""

    type: Literal["cancelled", "failed", "incomplete", "completed"]
    reason: Literal["turn_detected", "client_cancelled"] | None = None
    error: Failure | None = None


class ResponseView(Part):
    """An answer."""

    id: str
    object: Literal["realtime.response"] = "realtime.response"
    status: ResponseStatus
    status_details: StatusDetails | None = None
    output: list[AssistantItem]
    conversation_id: str
    output_modalities: list[Literal["audio", "text"]]
    metadata: dict[str, str] | None = None
