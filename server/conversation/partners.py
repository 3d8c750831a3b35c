"""Partners for practice: who answers in a live conversation in the companion's place.

A role-play's persona, the coach and a talk in another language are each a :class:`Partner`. The live
conversation neither knows nor cares which: it asks the one that the client named, speaks with its voice, and
rolls its memory back with the rest of the dialogue where a turn is taken back or an answer was not heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from server.conversation.base import Dialogue, Part, Question
from server.conversation.commands import Command
from server.conversation.journal import Journal
from server.errors import NotFound


@dataclass(frozen=True)
class Manner:
    """How a partner speaks and is spoken to."""

    language: str
    """ISO 639-1 code of the talk: what the person is heard in, and what is said."""
    voice: str | None = None
    """A voice's own name (see ``VoiceChain.speak``), or None for the person's own choice."""
    speed: float = 1.0
    """Multiplies the pace that the person chose."""


class Partner(Protocol):
    """One partner of one person. All that it remembers of the talk is in the dialogue.

    Whatever it must still know at the next turn goes into ``dialogue.partner`` before the sentence that
    depends on it is given: the dialogue is copied at each sentence, and only what was heard counts.
    """

    @property
    def manner(self) -> Manner:
        """How it speaks; asked again for each answer, so that persons of a play may take turns."""

    @property
    def journal(self) -> Journal:
        """Keeps this talk for the person, apart from the conversations with the companion."""

    def open(self, dialogue: Dialogue) -> Iterator[Part]:
        """Say what it says first; for a talk that is taken up again, what helps to go on, or nothing."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer what the person said; ``question.language`` is that of the manner."""

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Do what a button says; ``language`` is that of the interface."""


PartnerFactory = Callable[[str, str, str], Partner]
"""Makes a partner of owner, the partner's name, and the language of the interface (``nl`` or ``en``).

Called in the conversation's thread: it may read a row, and must not wait for a part that is still loading.

Raises:
    NotFound: this person has no such partner.
"""


class Partners:
    """The factories by kind; each kind is registered once, when the application is put together."""

    def __init__(self) -> None:
        self._factories: dict[str, PartnerFactory] = {}

    def register(self, kind: str, factory: PartnerFactory) -> None:
        """Add a kind of partner.

        Raises:
            ValueError: there is one already.
        """
        if kind in self._factories:
            raise ValueError(f"partners of kind {kind} exist already")
        self._factories[kind] = factory

    def make(self, owner_id: str, kind: str, partner_id: str, language: str) -> Partner:
        """Make a partner for a person.

        Raises:
            NotFound: there is no such kind, or this person has no such partner.
        """
        factory = self._factories.get(kind)
        if factory is None:
            raise NotFound(f"no partner of kind {kind}")
        return factory(owner_id, partner_id, language)
