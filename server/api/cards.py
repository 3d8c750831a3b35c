"""Tip cards: reading, ordering, hearing."""

from __future__ import annotations

import hashlib
from typing import Literal

from flask import Blueprint, Response, request
from pydantic import BaseModel

from server.api.described import Description, described
from server.api.types import InLanguage, Language
from server.content.cards import Card
from server.content.need import Moment
from server.content.openings import Openings
from server.errors import NotFound
from server.identity import current_person
from server.services import services
from server.store import now

blueprint = Blueprint("cards", __name__)


class CardSummary(BaseModel):
    """A card in a list."""

    slug: str
    title: str
    moment: Moment
    language: Language
    situation: str
    tile: bool
    icon: str
    tile_label: str


class CardView(CardSummary):
    """A whole card."""

    first_line: str
    steps: tuple[str, ...]
    details: str
    source: str
    source_url: str | None
    checked_on: str | None
    owner: str
    valid_until: str | None
    expired: bool
    example: bool
    audience: tuple[str, ...]


class CardList(BaseModel):
    """Every card in one language."""

    revision: str
    cards: list[CardSummary]


class Tips(BaseModel):
    """The cards of the Tip screen, whole, in the order that this person uses them."""

    revision: str
    tips: list[CardView]


class SpeechQuery(BaseModel):
    """What of a card to hear."""

    part: Literal["tip"] = "tip"


def summary(card: Card) -> CardSummary:
    """Shorten a card for a list."""
    return CardSummary(**_shared(card))


def view(card: Card) -> CardView:
    """Give a whole card, for reading."""
    from datetime import date

    return CardView(
        **_shared(card),
        first_line=card.first_line,
        steps=card.steps,
        details=card.details,
        source=card.source,
        source_url=card.source_url,
        checked_on=card.checked,
        owner=card.owner,
        valid_until=card.valid_until.isoformat() if card.valid_until else None,
        expired=card.expired(date.today()),  # noqa: DTZ011 - a day at the place of the server
        example=card.example,
        audience=card.audience,
    )


def find(slug: str) -> Card:
    """Find a card.

    Raises:
        NotFound: there is none with this slug.
    """
    card = services().cards.get(slug)
    if card is None:
        raise NotFound("no such card", code="card_unknown")
    return card


def kept(model: BaseModel) -> Response:
    """Answer with an ETag: a client that has the same sends its tag and gets 304."""
    body = model.model_dump_json()
    response = Response(body, content_type="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response


@blueprint.get("/cards")
@described(Description(query=InLanguage, gives=CardList))
def list_cards(query: InLanguage) -> Response:
    """List the cards in one language."""
    shelf = services().cards
    return kept(
        CardList(revision=shelf.revision, cards=[summary(card) for card in shelf.all(query.language)])
    )


@blueprint.get("/cards/<slug>")
@described(Description(gives=CardView, problems=(404,)))
def read_card(slug: str) -> Response:
    """Give one card."""
    return kept(view(find(slug)))


@blueprint.get("/tips")
@described(Description(query=InLanguage, gives=Tips))
def tips(query: InLanguage) -> Response:
    """Give the tiles of the Tip screen whole, so that they work without a connection."""
    shelf = services().cards
    used = {slug: place for place, slug in enumerate(_openings().order())}
    tiles = sorted(shelf.tiles(query.language), key=lambda card: used.get(card.slug, len(used)))
    return kept(Tips(revision=shelf.revision, tips=[view(card) for card in tiles]))


@blueprint.post("/cards/<slug>/opened")
@described(Description(status=204, problems=(404,)))
def opened(slug: str) -> None:
    """Remember for this person that they opened a card: their tiles come first, and it may be followed up."""
    card = find(slug)
    _openings().opened(card.slug)
    services().nudges.used(current_person().id, "card", card.slug, now(), card.title)


@blueprint.get("/cards/<slug>/speech")
@described(Description(query=SpeechQuery, content="audio/mpeg", problems=(404,)))
def speech(slug: str, query: SpeechQuery) -> Response:
    """Speak the first line and the steps of a card, as one recording."""
    from server.api.spoken_card import spoken

    card = find(slug)
    sound = spoken(services(), card, current_person().preferences, query.part)
    response = Response(sound, content_type="audio/mpeg")
    response.headers["Cache-Control"] = "private, max-age=86400"
    response.set_etag(hashlib.sha256(sound).hexdigest()[:32])
    response.make_conditional(request, accept_ranges=True, complete_length=len(sound))
    return response


def _openings() -> Openings:
    return Openings(services().database, current_person().id)


def _shared(card: Card) -> dict[str, object]:
    return {
        "slug": card.slug,
        "title": card.title,
        "moment": card.moment,
        "language": card.language,
        "situation": card.situation,
        "tile": card.tile,
        "icon": card.icon,
        "tile_label": card.label,
    }
