"""A practice talk that is held live, kept in the record that it belongs to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from server.conversation.base import Dialogue, Part
from server.conversation.journal import Before

log = logging.getLogger(__name__)

State = dict[str, Any]


class PracticeJournal:
    """Writes the partner's memory into its record after each turn. A failing database stops no talk.

    The words of the person are written as soon as they are understood, so that they are there also when the
    connection breaks before the answer. A turn that was a false start takes the record back to before it.
    """

    def __init__(
        self,
        load: Callable[[], State],
        save: Callable[[State], None],
        with_words: Callable[[State, str], State],
    ):
        """Take how the record is read and written.

        Args:
            load: Gives the partner's memory as it is kept.
            save: Keeps it.
            with_words: Gives a memory to which the person's words are added, and nothing else.
        """
        self._load = load
        self._save = save
        self._with_words = with_words
        self._turn: str | None = None
        self._before_turn: State = {}
        self._present: State = {}

    def take_up(self) -> Dialogue | None:
        """Give the talk as it was left."""
        self._present = self._load()
        return Dialogue(partner=dict(self._present))

    def before(self, key: str, text: str) -> Before | None:  # noqa: ARG002 - the record knows no answers apart
        """Give nothing: a talk goes on, it does not answer again."""
        return None

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:  # noqa: ARG002
        """Keep the person's words at once."""
        if self._turn != key:
            self._turn, self._before_turn = key, self._present
        self._write(self._with_words(self._before_turn, text), remember=False)

    def answered(
        self,
        key: str,  # noqa: ARG002
        text: str,  # noqa: ARG002
        dialogue: Dialogue,
        *,
        parts: Sequence[Part] = (),  # noqa: ARG002
        complete: bool = False,  # noqa: ARG002
    ) -> None:
        """Keep the talk as far as it was heard."""
        self._write(dialogue.partner)

    def unasked(self, text: str, dialogue: Dialogue) -> None:  # noqa: ARG002
        """Keep what the partner said by itself."""
        self._write(dialogue.partner)

    def withdrawn(self, key: str) -> None:
        """Take the record back to before a turn that was a false start."""
        if key == self._turn:
            self._turn = None
            self._write(self._before_turn)

    def _write(self, state: State, *, remember: bool = True) -> None:
        if not state:
            return
        if remember:
            self._present = dict(state)
        try:
            self._save(state)
        except Exception:
            log.exception("a practice talk could not be kept")
