"""A small shelf of cards, and a search over it that needs no encoder of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from server.content import Card, CardShelf
from server.content.need import Moment
from server.content.search import CardSearch
from server.content.vectors import Matrix
from server.conversation.base import Part, Say

TODAY = date(2026, 11, 22)


def card(slug: str, **values: Any) -> Card:
    filled: dict[str, Any] = {
        "slug": slug,
        "title": "Paspoort kwijt of gestolen",
        "moment": Moment.SOLVE,
        "situation": "Een inwoner is het paspoort kwijt.",
        "first_line": "Vervelend. We regelen het samen.",
        "steps": (
            "Vraag waar het paspoort verdween.",
            "Meld de vermissing.",
            "Vraag een nieuw paspoort aan.",
        ),
        "details": "Het paspoort is dan **ongeldig**. Zie [Rijksoverheid](https://example.org).",
        "source": "Rijksoverheid",
        "checked_on": date(2026, 11, 1),
        "owner": "Team Burgerzaken",
        "keywords": ("paspoort", "kwijt", "verloren"),
    }
    return Card(**{**filled, **values})


SHELF = CardShelf(
    [
        card("paspoort"),
        card(
            "pitch",
            title="Een pitch van een minuut",
            moment=Moment.NEW,
            situation="Je moet een plan vertellen.",
            first_line="Stel je voor.",
            keywords=("pitch", "presenteren"),
        ),
        card(
            "parkeren",
            title="Parkeervergunning voor bewoners",
            moment=Moment.APPLY,
            situation="Een bewoner wil een parkeervergunning.",
            first_line="Dat kan. Ik vraag hem nu met je aan.",
            keywords=("parkeren", "vergunning"),
            valid_until=date(2026, 11, 2),
            example=True,
            details="",
        ),
    ]
)


class NoMeaning:
    """Knows nothing of meaning: every text lies equally near."""

    name = "none"

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.full((len(texts), 4), 0.3, dtype=np.float32)


def search() -> CardSearch:
    return CardSearch(SHELF, encoder=NoMeaning())


def said(parts: Iterator[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Say)]
