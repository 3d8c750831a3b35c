"""What stands in front of the companion: it takes some turns for itself and leaves everything else alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final, Protocol

from server.content.need import Moment
from server.conversation.base import Dialogue, Part, Question, Responder
from server.conversation.commands import Command

_NAMES: Final = uuid.UUID("b7a9f1c4-6a0e-4a53-9d0b-0c2f3d7d9a55")


class Companions(Responder, Protocol):
    """Answers, also to buttons."""

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Do what a button says."""

    def show_card(self, slug: str, dialogue: Dialogue) -> Iterator[Part]:
        """Tell a card."""

    def again_for(self, moment: Moment, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Answer the last question again for another moment."""


class Attentive:
    """A companion behind something that listens first. One for each conversation of one person."""

    def __init__(self, companion: Responder, name: str):
        """Take the companion, and a name of the conversation or the question."""
        self._companion = companion
        self._name = name

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield what is said; see ``Responder``."""
        yield from self._companion.respond(question, dialogue)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Leave buttons to the companion."""
        yield from self._companions.command(command, dialogue, language)

    def show_card(self, slug: str, dialogue: Dialogue) -> Iterator[Part]:
        """Leave cards to the companion."""
        yield from self._companions.show_card(slug, dialogue)

    def again_for(self, moment: Moment, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Leave other moments to the companion."""
        yield from self._companions.again_for(moment, dialogue, language)

    @property
    def _companions(self) -> Companions:
        return self._companion  # type: ignore[return-value]

    def _key(self, dialogue: Dialogue) -> str:
        """Name the place in the conversation at which something is said, before it is remembered."""
        return key_at(self._name, dialogue)


def key_at(name: str, dialogue: Dialogue) -> str:
    """Name the place in the conversation of this name at which something is said.

    A turn that is taken back and said again at greater length has the same place, so that what is kept of
    it is kept once.
    """
    place = "\n".join(text for _, text in dialogue.history)
    return f"said-{uuid.uuid5(_NAMES, f'{name}:{dialogue.noted}:{place}')}"
