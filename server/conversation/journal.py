"""A live conversation, kept for the person while it goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.conversation.answers import Answer, Asked, gather, parts_of
from server.conversation.base import Dialogue, Part
from server.conversation.store import Conversations, TurnRow, live_turn_id
from server.store import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Before:
    """An answer that was given before."""

    answer: Answer
    dialogue: Dialogue | None
    """What its conversation remembers, where this session takes that conversation up."""

    def parts(self) -> Iterator[Part]:
        """Give the parts of the answer again."""
        return parts_of(self.answer)


class Journal(Protocol):
    """Keeps what was said for the person. Called in the conversation's thread, so it must be quick."""

    def take_up(self) -> Dialogue | None:
        """What the conversation remembers from before this session; None where it is new."""

    def before(self, key: str, text: str) -> Before | None:
        """The complete answer that these words had before under this key."""

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:
        """A question was understood; ``key`` names it for the person, in whatever way it comes again."""

    def answered(
        self, key: str, text: str, dialogue: Dialogue, *, parts: Sequence[Part], complete: bool
    ) -> None:
        """What was heard of its answer, and what the conversation remembers now."""

    def unasked(self, text: str, dialogue: Dialogue) -> None:
        """What was heard that answers no question (a partner's opening, a button), and what is remembered."""

    def withdrawn(self, key: str) -> None:
        """The question was a false start; nothing of it is kept."""


class NoJournal:
    """Keeps nothing."""

    def take_up(self) -> Dialogue | None:
        """Remember nothing."""

    def before(self, key: str, text: str) -> Before | None:
        """Remember nothing."""

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:
        """Keep nothing."""

    def answered(
        self, key: str, text: str, dialogue: Dialogue, *, parts: Sequence[Part], complete: bool
    ) -> None:
        """Keep nothing."""

    def unasked(self, text: str, dialogue: Dialogue) -> None:
        """Keep nothing."""

    def withdrawn(self, key: str) -> None:
        """Keep nothing."""


class ConversationJournal:
    """Writes down what was asked and what was heard. A failing database never stops the conversation.

    Used by one thread at a time. The conversation is made with the first question, so that opening a socket
    and saying nothing leaves nothing behind. A question is known by its key alone, for this person: asked
    once more, here, in another session or over HTTP, it is the same turn.
    """

    def __init__(
        self,
        database: Database,
        owner_id: str,
        session_id: str,
        language: str,
        *,
        conversation_id: str,
        title: Callable[[str], str | None],
    ):
        """Begin for one live session of one person; ``title`` gives a card's title by its slug."""
        self._conversations = Conversations(database, owner_id)
        self._session_id = session_id
        self._language = language
        self._title = title
        self._stored: str | None = None
        """The question whose answer was kept here last."""
        self.conversation_id = conversation_id

    def take_up(self) -> Dialogue | None:
        """Give what the conversation remembers from before this session; None where it is new."""
        return self._conversations.resumable(self.conversation_id)

    def before(self, key: str, text: str) -> Before | None:
        """Give the complete answer that these words had before under this key.

        Where nothing was said in this session's conversation yet, it goes on as the one of that answer.
        """
        try:
            turn = self._conversations.turn_of(key)
            if turn is None or not turn.answer or turn.question != text:
                return None
            dialogue = None
            if self.take_up() is None:
                self.conversation_id = turn.conversation_id
                dialogue = self.take_up()
            return Before(Answer.model_validate(turn.answer | {"turn": turn.id}), dialogue)
        except Exception:
            log.exception("an answer from before could not be read")
            return None

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:
        """Keep a question; the same key again means that its words grew, or that it is asked again."""
        turn_id = live_turn_id(self._session_id, item_id)
        try:
            if self._conversations.ask_again(key, text, turn_id) is None:
                self._keep(TurnRow(id=turn_id, client_id=key, question=text, spoken=spoken))
        except Exception:
            log.exception("a question could not be kept")

    def answered(
        self, key: str, text: str, dialogue: Dialogue, *, parts: Sequence[Part] = (), complete: bool = False
    ) -> None:
        """Keep what was heard of the answer, and what the conversation remembers now.

        ``parts`` is the answer; where it is ``complete`` it is what the same question gets a second time.
        An answer that was meanwhile given over HTTP, to a client that did not come back, stays.
        """
        try:
            turn = self._conversations.turn_of(key)
            if turn is None or (turn.answer and self._stored != key):
                return
            answer = self._answer(turn, parts).model_dump(mode="json") if complete else None
            self._conversations.heard(key, text, dialogue, answer)
            self._stored = key if complete else self._stored
        except Exception:
            log.exception("an answer could not be kept")

    def unasked(self, text: str, dialogue: Dialogue) -> None:
        """Keep nothing: a card that was tapped is no question, and what it left is kept with the next one."""

    def withdrawn(self, key: str) -> None:
        """Erase a question that was a false start."""
        try:
            self._conversations.withdraw(key)
        except Exception:
            log.exception("a false start could not be erased")

    def _keep(self, turn: TurnRow) -> None:
        if self.take_up() is None:
            self._conversations.begin(self._language, self.conversation_id)
        turn.conversation_id = self.conversation_id
        self._conversations.keep(turn)

    def _answer(self, turn: TurnRow, parts: Sequence[Part]) -> Answer:
        asked = Asked(text=turn.question, spoken=turn.spoken)
        empty = Answer(
            client_id=turn.client_id, conversation=turn.conversation_id, turn=turn.id, question=asked
        )
        return gather(parts, self._title, empty)
