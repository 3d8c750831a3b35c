"""What a conversation needs from the rest of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.content.need import Moment
from server.conversation.base import Dialogue, Part, Question
from server.conversation.commands import Command
from server.conversation.journal import Before
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

    def withdrawn(self, key: str) -> None:
        """Keep nothing."""


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
