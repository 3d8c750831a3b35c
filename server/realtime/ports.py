"""What a conversation needs from the rest of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from server.content.need import Moment
from server.conversation.base import Dialogue, Part, Question
from server.conversation.commands import Command
from server.conversation.partners import Partner
from server.errors import NotFound
from server.realtime.answering import Speaks
from voice.stt.base import Recogniser
from voice.vad import SileroVad


class Answers(Protocol):
    """Gives answers, also to buttons; the companion does."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer a question."""

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Do what a button says."""

    def show_card(self, slug: str, dialogue: Dialogue) -> Iterator[Part]:
        """Tell a card; nothing comes where it does not exist."""

    def again_for(self, moment: Moment, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Answer the last question again for another moment of need."""


@dataclass(frozen=True)
class Ears:
    """What is needed to listen."""

    vad: SileroVad
    recogniser: Recogniser
    name: str
    """Name of the recognition model."""


def no_partner(kind: str, partner_id: str, language: str) -> Partner:  # noqa: ARG001
    """Know no partners.

    Raises:
        NotFound: always.
    """
    raise NotFound(f"no partner of kind {kind}")


@dataclass(frozen=True)
class Ports:
    """The parts, some of which may still be loading: those are functions."""

    answers: Callable[[], Answers]
    """Waits for the companion; called in the answer's own thread."""
    voices: Callable[[], Speaks]
    """Waits for the voices; called in the answer's own thread."""
    ears: Callable[[], Ears | None]
    """Never waits: None while loading.

    Raises:
        SouffleurError: there is nothing to listen with.
    """
    speakable: Callable[[str, str], str]
    """Makes a text, in a language, fit to be spoken."""
    title: Callable[[str], str | None]
    """Gives a card's title by its slug."""
    revision: Callable[[], str]
    """Revision of the cards."""
    hints: tuple[str, ...] = ()
    """The organisation's own words."""
    partner: Callable[[str, str, str], Partner] = no_partner
    """Gives this person's practice partner by kind, name and language; quick, in the conversation's thread.

    Raises:
        NotFound: there is no such partner for this person.
    """
