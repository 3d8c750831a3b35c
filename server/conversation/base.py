"""What is said next: the vocabulary shared by everything that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from server.content.need import Moment as Moment


@dataclass(frozen=True)
class Question:
    """What a person asked, by voice or by text."""

    text: str
    language: str
    """Language of the interface and the answer: ``nl`` or ``en``."""
    moment: Moment | None = None
    """Chosen by the person; None means: infer it from the wording."""
    hurry: bool = False
    """"Ik heb nu haast": always straight to the answer."""
    spoken: bool = False
    confidence: float | None = None
    """Of the recogniser, 0 to 1; None for typed text."""


class Line(StrEnum):
    """What role a spoken sentence plays."""

    OPENER = "opener"
    FIRST_LINE = "first_line"
    STEP = "step"
    DETAIL = "detail"
    REFLECT = "reflect"
    REFUSAL = "refusal"
    OFFER = "offer"
    NOTICE = "notice"


@dataclass(frozen=True)
class Say:
    """A sentence to speak and to caption."""

    text: str
    line: Line
    card: str | None = None
    """Slug of the card that it comes from."""


@dataclass(frozen=True)
class ShowMoment:
    """The moment of need that the answer is for; changeable with one tap."""

    moment: Moment
    inferred: bool


@dataclass(frozen=True)
class Source:
    """Where an answer comes from."""

    card: str
    title: str
    source: str
    url: str | None
    checked_on: str
    """ISO date on which the author checked the source."""
    example: bool = False
    """True where the fact is an example that differs by municipality."""


@dataclass(frozen=True)
class ShowCard:
    """A card to show beside the spoken answer."""

    card: str


@dataclass(frozen=True)
class ShowSources:
    """The sources of what is said; empty for general knowledge."""

    sources: tuple[Source, ...]
    general_knowledge: bool = False


@dataclass(frozen=True)
class ShowSuggestions:
    """The nearest cards by name, where the answer is not known."""

    cards: tuple[tuple[str, str], ...]
    """Pairs of slug and title."""


@dataclass(frozen=True)
class OfferNote:
    """An offer to note the question for the authors: the text only, after a yes, never who asked."""

    question: str


@dataclass(frozen=True)
class Stop:
    """The person wants silence."""


Part = Say | ShowMoment | ShowCard | ShowSources | ShowSuggestions | OfferNote | Stop


@dataclass
class Dialogue:
    """What a conversation remembers between turns. Plain data, so that it can be stored."""

    card: str | None = None
    """The card that is being talked through."""
    position: int = 0
    """Number of steps of that card already said; 0 is only the first line."""
    last_said: list[str] = field(default_factory=list)
    """The sentences of the last answer that were heard, for "herhaal"."""
    last_question: str | None = None
    pending_note: str | None = None
    """A question that may be noted for the authors if the person says yes."""
    awaiting_attempt: bool = False
    """The companion asked for the person's own attempt first (New, More, Change)."""
    history: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of role (``user`` or ``assistant``) and text that was heard, newest last; bounded to 20."""


class Responder(Protocol):
    """Anything that answers. Thread-safe; all state is in the dialogue."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield the answer piece by piece, as soon as each is known.

        The dialogue is changed as the parts are produced. Closing the iterator stops the work behind it.
        Never raises for a failing language model: the grounded answer is yielded instead.
        """
