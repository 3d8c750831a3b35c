"""All cards of this server, in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from server.content.cards import Card


def card_revision(card: Card) -> str:
    """Give a short hash that changes with any change to the card."""
    text = json.dumps(card.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class CardShelf:
    """The cards by slug, with one revision over all of them (for ETags and for caches). Immutable."""

    def __init__(self, cards: Iterable[Card]):
        """Take the cards in the order in which lists show them."""
        self._cards = {card.slug: card for card in cards}
        joined = "".join(f"{slug}:{card_revision(card)}" for slug, card in sorted(self._cards.items()))
        self.revision = hashlib.sha256(joined.encode()).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self._cards)

    def __contains__(self, slug: object) -> bool:
        return slug in self._cards

    def get(self, slug: str) -> Card | None:
        """Give the card with this slug, or None."""
        return self._cards.get(slug)

    def all(self, language: str | None = None) -> tuple[Card, ...]:
        """Give the cards in one language, or all of them."""
        return tuple(card for card in self._cards.values() if language in (None, card.language))

    def tiles(self, language: str) -> tuple[Card, ...]:
        """Give the cards of the Tip screen in one language."""
        return tuple(card for card in self.all(language) if card.tile)

    def in_language(self, slug: str, language: str) -> Card | None:
        """Give a card's counterpart in another language, if somebody wrote one."""
        card = self.get(slug)
        if card is None or card.language == language:
            return card
        origin = card.translation_of or card.slug
        same = (other for other in self.all(language) if origin in (other.slug, other.translation_of))
        return next(same, None)
