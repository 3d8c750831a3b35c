"""A card as it is told: pieces in the order of the moment of need, one piece at a time."""

from __future__ import annotations

import re
from datetime import date

from server.content.cards import Card
from server.content.need import Moment
from server.conversation.base import Line, Say, Source, authored
from server.conversation.moments import THINK_FIRST
from server.conversation.phrases import phrase, spoken_date

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-Z0-9\"'À-Þ])")
_MARKUP = re.compile(r"[*_`#>]+|^\s*[-+]\s+", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")

Piece = tuple[Say, ...]


def pieces(card: Card, moment: Moment, today: date) -> tuple[Piece, ...]:
    """Give what is told of a card, piece by piece; each "verder" tells the next.

    The first line always comes first. Then the steps one by one, the details, the source with a colleague;
    for More the details come before the steps, because the basics are known.
    """
    steps = [(authored(step, Line.STEP, card.slug),) for step in card.steps]
    details = tuple(authored(sentence, Line.DETAIL, card.slug) for sentence in sentences(card.details))
    deeper = [details] if details else []
    middle = [*deeper, *steps] if moment is Moment.MORE else [*steps, *deeper]
    return (_opening(card, today), *middle, _closing(card, moment))


def _opening(card: Card, today: date) -> Piece:
    """Give the first line, and at once what makes it doubtful."""
    said = [authored(card.first_line, Line.FIRST_LINE, card.slug)]
    if card.expired(today) and card.valid_until is not None:
        until = card.valid_until
        day = spoken_date(until.year, until.month, until.day, card.language)
        said.append(authored(phrase("expired", card.language, date=day), Line.NOTICE, card.slug))
    if card.example:
        said.append(authored(phrase("example", card.language), Line.NOTICE, card.slug))
    return tuple(said)


def _closing(card: Card, moment: Moment) -> Piece:
    """Give the source, a person to ask, and where there is time a question back."""
    language = card.language
    said = [
        authored(phrase("source", language, source=card.source.rstrip(".")), Line.DETAIL, card.slug),
        authored(phrase("ask_owner", language, owner=card.owner), Line.DETAIL, card.slug),
    ]
    if moment in THINK_FIRST:
        said.append(authored(phrase("reflect", language), Line.REFLECT, card.slug))
    return tuple(said)


def sentences(markdown: str) -> list[str]:
    """Give the sentences of a card's details without the markup."""
    plain = _MARKUP.sub("", _LINK.sub(r"\1", markdown))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", plain))
    return [found.strip() for part in paragraphs for found in _SENTENCE_END.split(part) if found.strip()]


def source_of(card: Card) -> Source:
    """Give where a card comes from, for the screen."""
    return Source(card.slug, card.title, card.source, card.source_url, card.checked, card.example)
