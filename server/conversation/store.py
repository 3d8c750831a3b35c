"""Conversations that a person can read back and erase: text only, no sound, the owner's alone."""

from __future__ import annotations

import uuid
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
_LIVE_TURNS = uuid.UUID("6f0d3c2e-2b5e-4f6a-9c43-8f4a1d5b7e10")
_SESSION = "sess_"


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
    """The whole answer, to give again when the same question comes again; empty until it was complete."""
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

    def begin(self, language: str, conversation_id: str | None = None) -> str:
        """Open a conversation, under a name that was chosen before if there is one; gives its identifier.

        Raises:
            NotFound: there is such a conversation already, and it may be somebody else's.
        """
        row = ConversationRow(language=language, dialogue={})
        if conversation_id is not None:
            row.id = conversation_id
        try:
            return self.add(row).id
        except IntegrityError as taken:
            raise NotFound("no such conversation") from taken

    def dialogue(self, conversation_id: str) -> Dialogue:
        """Give what a conversation remembers; what can no longer be read is forgotten.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        return read_dialogue(self.get(conversation_id).dialogue)

    def resumable(self, conversation_id: str) -> Dialogue | None:
        """Give what a conversation remembers, or None where the owner has no such conversation."""
        try:
            return self.dialogue(conversation_id)
        except NotFound:
            return None

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

    def heard(
        self, client_id: str, text: str, dialogue: Dialogue, answer: dict[str, Any] | None = None
    ) -> None:
        """Add to a turn what was heard of its answer, and the whole answer where it is complete.

        Nothing happens when the turn was erased meanwhile.
        """
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                turn.heard = text
                turn.answer = answer if answer is not None else turn.answer
                self._touch(session, turn.conversation_id, dialogue)

    def ask_again(self, client_id: str, question: str, turn_id: str | None = None) -> TurnRow | None:
        """Open a turn that is there already for another answer, to the words as they are now.

        Args:
            client_id: The client's identifier of the question.
            question: Its words.
            turn_id: Another name for the turn, where a live conversation calls it so now.

        Returns:
            The turn without its answer, or None when there is no such turn.
        """
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                turn.id = turn_id or turn.id
                turn.question, turn.answer = question, {}
            return turn

    def withdraw(self, client_id: str) -> None:
        """Erase a turn that was a false start."""
        with self._database.session() as session:
            turn = session.scalar(self._own_turns().where(TurnRow.client_id == client_id))
            if turn is not None:
                session.delete(turn)

    def judge(self, turn_id: str, helped: bool) -> None:
        """Keep whether an answer helped.

        Args:
            turn_id: The turn's identifier or the client's; a live conversation calls it
                ``session:message`` or ``session:client_id``.
            helped: What the person said.

        Raises:
            NotFound: the turn is not there, or it is somebody else's.
        """
        live, _, message = turn_id.partition(":")
        names = {turn_id, live_turn_id(live, message)}
        with self._database.session() as session:
            known_as = or_(TurnRow.id.in_(names), TurnRow.client_id.in_({turn_id, message}))
            turn = session.scalar(self._own_turns().where(known_as).limit(1))
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


def live_turn_id(session_id: str, message_id: str) -> str:
    """Give the identifier of the turn that a live conversation names by one of its messages."""
    return str(uuid.uuid5(_LIVE_TURNS, f"{session_id}:{message_id}"))


def live_session_id(conversation_id: str) -> str:
    """Give a new name for a live session, in which the name of its conversation can be read."""
    return f"{_SESSION}{uuid.UUID(conversation_id).hex}{uuid.uuid4().hex[:8]}"


def conversation_named(name: str) -> str:
    """Give the identifier of a conversation that is named by itself or by one of its live sessions."""
    if not name.startswith(_SESSION):
        return name
    try:
        return str(uuid.UUID(name[len(_SESSION) : len(_SESSION) + 32]))
    except ValueError:
        return name


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
