"""Conversations that a person can read back and erase: text only, no sound, the owner's alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ForeignKey, Select, String, Text, UniqueConstraint, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from server.conversation.base import Dialogue
from server.errors import NotFound
from server.identity.personal import PersonalRepository
from server.store import Base, Database, Owned, UtcDateTime, now

MOST_LISTED = 200

_DIALOGUES = TypeAdapter(Dialogue)


class ConversationRow(Owned, Base):
    """One conversation, by voice, by text or both."""

    __tablename__ = "conversations"

    language: Mapped[str] = mapped_column(String(2))
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    dialogue: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the companion remembers, so that a conversation can be taken up again."""


class TurnRow(Owned, Base):
    """One question and its answer."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    client_id: Mapped[str] = mapped_column(String(128))
    """The client's own identifier; the same one a second time gives the same answer."""
    question: Mapped[str] = mapped_column(Text)
    spoken: Mapped[bool] = mapped_column(default=False)
    heard: Mapped[str] = mapped_column(Text, default="")
    """What was said in answer, as far as it was heard."""
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The whole answer as it was sent to a client over HTTP; empty for a live conversation."""
    helped: Mapped[bool | None]


@dataclass(frozen=True)
class ConversationSummary:
    """A conversation in a list."""

    id: str
    started_at: datetime
    first_question: str
    turns: int


class Conversations(PersonalRepository[ConversationRow]):
    """The conversations of one person."""

    row = ConversationRow

    def begin(self, language: str) -> str:
        """Open a conversation; gives its identifier."""
        return self.add(ConversationRow(language=language, dialogue={})).id

    def dialogue(self, conversation_id: str) -> Dialogue:
        """Give what a conversation remembers; what can no longer be read is forgotten.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        return read_dialogue(self.get(conversation_id).dialogue)

    def turn_of(self, client_id: str) -> TurnRow | None:
        """Find the turn that a client sent before, by the client's identifier."""
        with self._database.session() as session:
            return session.scalar(self._own_turns().where(TurnRow.client_id == client_id))

    def turns(self, conversation_id: str) -> list[TurnRow]:
        """Give the turns of a conversation, oldest first.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            self._find(session, conversation_id)
            query = self._own_turns().where(TurnRow.conversation_id == conversation_id)
            return list(session.scalars(query.order_by(TurnRow.created_at, TurnRow.id)))

    def keep(self, turn: TurnRow, dialogue: Dialogue | None = None) -> TurnRow:
        """Keep a turn, once: when it is there already (sent twice at the same time), the first one stays.

        Raises:
            NotFound: its conversation is not there, or it is somebody else's.
        """
        turn.owner_id = self.owner_id
        try:
            with self._database.session() as session:
                self._touch(session, turn.conversation_id, dialogue)
                session.add(turn)
        except IntegrityError:
            kept = self.turn_of(turn.client_id)
            if kept is None:
                raise
            return kept
        return turn

    def heard(self, client_id: str, text: str, dialogue: Dialogue) -> None:
        """Add to a turn what was heard of its answer; nothing happens when the turn was erased meanwhile."""
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                turn.heard = text
                self._touch(session, turn.conversation_id, dialogue)

    def reworded(self, client_id: str, question: str) -> bool:
        """Replace the words of a question that grew; gives False when there is no such turn."""
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                turn.question = question
            return turn is not None

    def withdraw(self, client_id: str) -> None:
        """Erase a turn that was a false start."""
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                session.delete(turn)

    def judge(self, turn_id: str, helped: bool) -> None:
        """Keep whether an answer helped; a turn of a live conversation is known by its client id.

        Raises:
            NotFound: the turn is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            known_as = or_(TurnRow.id == turn_id, TurnRow.client_id == turn_id)
            turn = session.scalar(self._own_turns().where(known_as))
            if turn is None:
                raise NotFound("no such turn")
            turn.helped = helped

    def listed(self) -> list[ConversationSummary]:
        """List the owner's conversations, newest first; empty ones are left out."""
        first = (
            select(TurnRow.question)
            .where(TurnRow.conversation_id == ConversationRow.id)
            .order_by(TurnRow.created_at, TurnRow.id)
            .limit(1)
            .scalar_subquery()
        )
        count = select(func.count()).where(TurnRow.conversation_id == ConversationRow.id).scalar_subquery()
        query = (
            select(ConversationRow.id, ConversationRow.created_at, first, count)
            .where(ConversationRow.owner_id == self.owner_id, count > 0)
            .order_by(ConversationRow.touched_at.desc(), ConversationRow.id)
            .limit(MOST_LISTED)
        )
        with self._database.session() as session:
            return [ConversationSummary(*row) for row in session.execute(query)]

    def _own_turns(self) -> Select[TurnRow]:
        return select(TurnRow).where(TurnRow.owner_id == self.owner_id)

    def _touch(self, session: Session, conversation_id: str, dialogue: Dialogue | None) -> None:
        conversation = self._find(session, conversation_id)
        conversation.touched_at = now()
        if dialogue is not None:
            conversation.dialogue = _DIALOGUES.dump_python(dialogue, mode="json")


def read_dialogue(stored: dict[str, Any]) -> Dialogue:
    """Read what a conversation remembered; a form of an older version gives an empty memory."""
    try:
        return _DIALOGUES.validate_python(stored)
    except ValidationError:
        return Dialogue()


def erase_older_than(database: Database, before: datetime) -> int:
    """Erase every conversation that nobody touched since ``before``, with its turns; gives how many."""
    old = select(ConversationRow.id).where(ConversationRow.touched_at < before)
    with database.session() as session:
        session.execute(delete(TurnRow).where(TurnRow.conversation_id.in_(old)))
        erased = session.execute(delete(ConversationRow).where(ConversationRow.touched_at < before))
        return int(getattr(erased, "rowcount", 0))
