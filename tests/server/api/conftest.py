"""An application with the real cards, the real search and the real companion, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from server.content.loading import STARTER, load_cards
from server.content.open_questions import OpenQuestions
from server.content.search import CardSearch
from server.content.shelf import CardShelf
from server.conversation.companion import Companion
from server.settings import Settings
from tests.conftest import AppMaker


@pytest.fixture(scope="session")
def shelf() -> CardShelf:
    """The starter pack."""
    return CardShelf(load_cards(STARTER))


@pytest.fixture(scope="session")
def search(shelf: CardShelf, tmp_path_factory: pytest.TempPathFactory) -> CardSearch:
    """Search over the starter pack."""
    found = CardSearch(shelf, cache=Path(tmp_path_factory.mktemp("vectors")))
    found.warm_up()
    return found


@pytest.fixture
def app(make_app: AppMaker, settings: Settings, shelf: CardShelf, search: CardSearch) -> Flask:
    """Give an application that answers; voices and recognition load when a test asks for them."""
    app = make_app(settings, shelf=shelf, search=search)
    parts = app.extensions["souffleur"]
    notes = OpenQuestions(parts.database)
    parts.engines.bring("responder", Companion(shelf, search, notes=notes))
    return app
