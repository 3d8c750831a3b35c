"""A whole answer at once, for those who do not listen while it is made."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from server.content.need import Moment
from server.content.shelf import CardShelf
from server.conversation.base import (
    Dialogue,
    OfferNote,
    Part,
    Question,
    Responder,
    Say,
    ShowCard,
    ShowMoment,
    ShowSources,
    ShowSuggestions,
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
    for part in responder.respond(question, dialogue):
        _add(part, shelf, answer)
    return answer


def _add(part: Part, shelf: CardShelf, answer: Answer) -> None:
    match part:
        case Say():
            answer.say.append(Sentence(text=part.text, line=part.line.value, card=part.card))
        case ShowMoment():
            answer.moment, answer.inferred = Moment(part.moment).value, part.inferred
        case ShowCard():
            card = shelf.get(part.card)
            answer.card = NamedCard(slug=card.slug, title=card.title) if card else None
        case ShowSources():
            answer.general_knowledge = part.general_knowledge
            answer.sources = [SourceView.model_validate(one, from_attributes=True) for one in part.sources]
        case ShowSuggestions():
            answer.suggestions = [NamedCard(slug=slug, title=title) for slug, title in part.cards]
        case OfferNote():
            answer.offer_note = part.question
        case _:  # Stop: nothing to show
            pass
