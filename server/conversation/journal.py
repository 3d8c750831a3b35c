"""A live conversation, kept for the person while it goes on."""

from __future__ import annotations

import logging

from server.conversation.base import Dialogue
from server.conversation.store import Conversations, TurnRow
from server.store import Database

log = logging.getLogger(__name__)


class ConversationJournal:
    """Writes down what was asked and what was heard. A failing database never stops the conversation.

    Used by one thread at a time. The conversation is made with the first question, so that opening a socket
    and saying nothing leaves nothing behind.
    """

    def __init__(self, database: Database, owner_id: str, session_id: str, language: str):
        """Begin for one live session of one person."""
        self._conversations = Conversations(database, owner_id)
        self._session_id = session_id
        self._language = language
        self.conversation_id: str | None = None

    def asked(self, key: str, text: str, *, spoken: bool) -> None:
        """Keep a question; the same key again means that its words grew."""
        try:
            if not self._conversations.reworded(self._client_id(key), text):
                self._keep(key, text, spoken)
        except Exception:
            log.exception("a question could not be kept")

    def answered(self, key: str, text: str, dialogue: Dialogue) -> None:
        """Keep what was heard of the answer, and what the conversation remembers now."""
        try:
            self._conversations.heard(self._client_id(key), text, dialogue)
        except Exception:
            log.exception("an answer could not be kept")

    def withdrawn(self, key: str) -> None:
        """Erase a question that was a false start."""
        try:
            self._conversations.withdraw(self._client_id(key))
        except Exception:
            log.exception("a false start could not be erased")

    def _keep(self, key: str, text: str, spoken: bool) -> None:
        if self.conversation_id is None:
            self.conversation_id = self._conversations.begin(self._language)
        turn = TurnRow(
            conversation_id=self.conversation_id,
            client_id=self._client_id(key),
            question=text,
            spoken=spoken,
        )
        self._conversations.keep(turn)

    def _client_id(self, key: str) -> str:
        return f"{self._session_id}:{key}"[:128]
