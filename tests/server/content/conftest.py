"""The starter pack with its search, made once: the encoder takes seconds to load."""

from __future__ import annotations

import pytest

from server.content import STARTER, CardShelf, load_cards
from server.content.search import CardSearch


@pytest.fixture(scope="session")
def starter_search() -> CardSearch:
    """Give search over the starter pack with the real sentence encoder."""
    search = CardSearch(CardShelf(load_cards(STARTER)))
    search.warm_up()
    return search
