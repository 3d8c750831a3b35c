"""A whole answer at once, for those who do not listen while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from pydantic import BaseModel

from server.content.need import Moment
from server.content.shelf import CardShelf
from server.conversation.base import (
    Dialogue,
    Line,
    OfferNote,
    Part,
    Question,
    Responder,
    Say,
    ShowCard,
    ShowMoment,
    ShowSources,
    ShowSuggestions,
    Source,
)


class Sentence(BaseModel):
    """A sentence to read or to speak."""

    text: str
    line: str
    """Its role: opener, first_line, step, detail, reflect, refusal, offer or notice."""
    card: str | None


class NamedCard(BaseModel):
    """A card by name."""

    slug: str
    title: str


class SourceView(BaseModel):
    """Where an answer comes from."""

    card: str
    title: str
    source: str
    url: str | None
    checked_on: str | None
    example: bool


class Asked(BaseModel):
    """What was understood."""

    text: str
    spoken: bool


class Answer(BaseModel):
    """One question and everything that belongs to its answer."""

    client_id: str
    conversation: str
    turn: str
    question: Asked
    moment: Literal["new", "more", "apply", "solve", "change"] | None = None
    inferred: bool = True
    say: list[Sentence] = []
    card: NamedCard | None = None
    sources: list[SourceView] = []
    general_knowledge: bool = False
    suggestions: list[NamedCard] = []
    offer_note: str | None = None


def collect(
    responder: Responder, shelf: CardShelf, question: Question, dialogue: Dialogue, answer: Answer
) -> Answer:
    """Let the responder answer, and gather what it gives into ``answer``."""

    def title(slug: str) -> str | None:
        card = shelf.get(slug)
        return card.title if card else None

    return gather(responder.respond(question, dialogue), title, answer)


def gather(parts: Iterable[Part], title: Callable[[str], str | None], answer: Answer) -> Answer:
    """Add the parts of an answer to ``answer``; ``title`` gives the title of a card by its slug."""
    for part in parts:
        _add(part, title, answer)
    return answer


def parts_of(answer: Answer) -> Iterator[Part]:
    """Give the parts again from which a stored answer was gathered."""
    if answer.moment is not None:
        yield ShowMoment(Moment(answer.moment), answer.inferred)
    if answer.card is not None:
        yield ShowCard(answer.card.slug)
    if answer.sources or answer.general_knowledge:
        yield ShowSources(
            tuple(Source(**one.model_dump()) for one in answer.sources), answer.general_knowledge
        )
    yield from (Say(one.text, Line(one.line), one.card) for one in answer.say)
    if answer.suggestions:
        yield ShowSuggestions(tuple((card.slug, card.title) for card in answer.suggestions))
    if answer.offer_note is not None:
        yield OfferNote(answer.offer_note)


def _add(part: Part, title: Callable[[str], str | None], answer: Answer) -> None:
    match part:
        case Say():
            answer.say.append(Sentence(text=part.text, line=part.line.value, card=part.card))
        case ShowMoment():
            answer.moment, answer.inferred = Moment(part.moment).value, part.inferred
        case ShowCard():
            name = title(part.card)
            answer.card = NamedCard(slug=part.card, title=name) if name is not None else None
        case ShowSources():
            answer.general_knowledge = part.general_knowledge
            answer.sources = [SourceView.model_validate(one, from_attributes=True) for one in part.sources]
        case ShowSuggestions():
            answer.suggestions = [NamedCard(slug=slug, title=title) for slug, title in part.cards]
        case OfferNote():
            answer.offer_note = part.question
        case _:  # Stop: nothing to show
            pass
