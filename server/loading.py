"""How each heavy part is made from the settings. Imports stay inside: they cost seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from server.settings import Settings

if TYPE_CHECKING:
    from server.content.shelf import CardShelf
    from server.engines import Engines


def load_shelf(settings: Settings, _engines: Engines) -> CardShelf:
    """Read the starter pack and the organisation's own cards; an own card replaces a starter card."""
    from server.content.loading import STARTER, load_cards
    from server.content.shelf import CardShelf

    cards = {card.slug: card for card in load_cards(STARTER)}
    if settings.cards is not None:
        cards.update({card.slug: card for card in load_cards(settings.cards)})
    return CardShelf(cards.values())


LOADERS: dict[str, Callable[[Settings, Engines], Any]] = {"shelf": load_shelf}
