"""What a person said and heard: to read back, to take along, to erase."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel

from server.api.described import Description, described
from server.conversation.answers import NamedCard
from server.conversation.store import Conversations, TurnRow
from server.identity import current_person
from server.services import services

blueprint = Blueprint("conversations", __name__)


class Turn(BaseModel):
    """A question and what was heard of its answer."""

    id: str
    asked_at: datetime
    question: str
    spoken: bool
    heard: str
    helped: bool | None
    card: NamedCard | None


class ConversationSummary(BaseModel):
    """A conversation in a list."""

    id: str
    started_at: datetime
    first_question: str
    turns: int


class ConversationList(BaseModel):
    """The person's own conversations, newest first."""

    conversations: list[ConversationSummary]


class Conversation(BaseModel):
    """A whole conversation."""

    id: str
    started_at: datetime
    language: str
    turns: list[Turn]


@blueprint.get("/conversations")
@described(Description(gives=ConversationList))
def list_conversations() -> ConversationList:
    """List one's own conversations, newest first."""
    found = _own().listed()
    return ConversationList(
        conversations=[ConversationSummary.model_validate(one, from_attributes=True) for one in found]
    )


@blueprint.get("/conversations/<conversation>")
@described(Description(gives=Conversation, problems=(404,)))
def read_conversation(conversation: str) -> Conversation:
    """Read one of one's own conversations."""
    return whole(_own(), conversation)


@blueprint.delete("/conversations/<conversation>")
@described(Description(status=204, problems=(404,)))
def erase_conversation(conversation: str) -> None:
    """Erase one of one's own conversations."""
    _own().delete(conversation)


@blueprint.delete("/conversations")
@described(Description(status=204))
def erase_conversations() -> None:
    """Erase all of one's own conversations."""
    _own().delete_all()


def _own() -> Conversations:
    return Conversations(services().database, current_person().id)


def whole(conversations: Conversations, conversation_id: str) -> Conversation:
    """Give a conversation with its turns.

    Raises:
        NotFound: it is not there, or it is somebody else's.
    """
    row = conversations.get(conversation_id)
    turns = [_turn(one) for one in conversations.turns(conversation_id)]
    return Conversation(id=row.id, started_at=row.created_at, language=row.language, turns=turns)


def _turn(row: TurnRow) -> Turn:
    card = row.answer.get("card")
    return Turn(
        id=row.id,
        asked_at=row.created_at,
        question=row.question,
        spoken=row.spoken,
        heard=row.heard,
        helped=row.helped,
        card=NamedCard.model_validate(card) if card else None,
    )
