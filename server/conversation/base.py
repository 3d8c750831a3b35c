"""What is said next: the vocabulary shared by everything that answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Protocol

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
    language: str | None = None
    """ISO 639-1 code where it differs from the rest of the answer: a helper in Dutch in a French talk."""
    voice: str | None = None
    """A voice's own name where it differs from the rest of the answer."""
    authored: bool = False
    """Every word was written by an author, for everybody: only then may its sound be kept."""


def authored(text: str, line: Line, card: str | None = None) -> Say:
    """Give a sentence that an author wrote: of a card, or a phrase with nothing of the person in it."""
    return Say(text, line, card, authored=True)


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
    checked_on: str | None
    """ISO date on which the owner last compared the card with its source; None if nobody did yet."""
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
class ShowPractice:
    """What a practice partner shows beside its words: where a role-play stands, a step that is proposed."""

    data: dict[str, Any]
    """Plain JSON; its form belongs to the kind of partner."""


@dataclass(frozen=True)
class Stop:
    """The person wants silence."""


Part = Say | ShowMoment | ShowCard | ShowSources | ShowSuggestions | OfferNote | ShowPractice | Stop


MAX_HISTORY: Final = 20


@dataclass
class Dialogue:
    """What a conversation remembers between turns. Plain data, so that it can be stored and copied."""

    card: str | None = None
    """The card that is being talked through."""
    position: int = 0
    """The piece of that card that was said last: 0 is the first line, -1 nothing yet."""
    position_before: int = 0
    """Where ``position`` stood before the last answer, for when that answer was not heard."""
    moment: Moment | None = None
    """The moment of need that the card is told for; it decides the order of the pieces."""
    last_said: list[str] = field(default_factory=list)
    """The sentences of the last answer that were heard, for "herhaal"."""
    last_question: str | None = None
    pending_note: str | None = None
    """A question that may be noted for the authors if the person says yes."""
    suggestions: list[str] = field(default_factory=list)
    """Slugs of the cards that were named because the answer was not known, for "de eerste"."""
    awaiting_attempt: bool = False
    """The companion asked for the person's own attempt first (New, More, Change)."""
    awaiting_note: bool = False
    """The person said "noteer" and what is to be noted is still to come."""
    noted: int = 0
    """Notes that were taken so far: two at the same place of a talk are two."""
    history: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of role (``user`` or ``assistant``) and text that was heard, newest last; bounded to 20."""
    partner: dict[str, Any] = field(default_factory=dict)
    """What a practice partner remembers: plain JSON, so that it goes back with the rest of the dialogue."""

    def copy(self) -> Dialogue:
        """Give an independent copy, to return to if a turn is taken back."""
        return replace(
            self,
            last_said=list(self.last_said),
            suggestions=list(self.suggestions),
            history=list(self.history),
            partner=deepcopy(self.partner),
        )

    def asked(self, text: str) -> None:
        """Remember what the person said and begin a new answer."""
        self.last_said = []
        self.position_before = self.position
        self._remember("user", text)

    def said(self, sentence: str) -> None:
        """Remember a sentence of the answer."""
        if self.last_said and self.history and self.history[-1][0] == "assistant":
            self.history[-1] = ("assistant", f"{self.history[-1][1]} {sentence}")
        else:
            self._remember("assistant", sentence)
        self.last_said.append(sentence)

    def heard(self, sentences: Sequence[str]) -> None:
        """Keep of the last answer only what was heard, after an interruption.

        Where nothing was heard, the card goes back to where it stood, so that "verder" says that piece.
        """
        if self.last_said and self.history and self.history[-1][0] == "assistant":
            self.history.pop()
        self.last_said = []
        for sentence in sentences:
            self.said(sentence)
        if not sentences:
            self.position = self.position_before

    def _remember(self, role: str, text: str) -> None:
        self.history.append((role, text))
        del self.history[:-MAX_HISTORY]


class Responder(Protocol):
    """Anything that answers. Thread-safe; all state is in the dialogue."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield the answer piece by piece, as soon as each is known.

        The dialogue is changed as the parts are produced. Closing the iterator stops the work behind it.
        Never raises for a failing language model: the grounded answer is yielded instead.
        """
