"""An application with the real cards, the real search and the real companion, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.content.loading import STARTER, load_cards
from server.content.open_questions import OpenQuestions
from server.content.scenarios.loading import SCENARIOS, load_scenarios
from server.content.scenarios.shelf import ScenarioShelf
from server.content.search import CardSearch
from server.content.shelf import CardShelf
from server.conversation.companion import Companion
from server.settings import Settings
from tests.conftest import AppMaker
from voice.stt.models import find_model
from voice.stt.whisper import WhisperTranscriber
from voice.vad import SileroVad


@pytest.fixture(scope="session")
def shelf() -> CardShelf:
    """The starter pack."""
    return CardShelf(load_cards(STARTER))


@pytest.fixture(scope="session")
def scenarios() -> ScenarioShelf:
    """The starter pack's conversations to practise."""
    return ScenarioShelf(load_scenarios(SCENARIOS))


@pytest.fixture(scope="session")
def search(shelf: CardShelf, tmp_path_factory: pytest.TempPathFactory) -> CardSearch:
    """Search over the starter pack."""
    found = CardSearch(shelf, cache=Path(tmp_path_factory.mktemp("vectors")))
    found.warm_up()
    return found


@pytest.fixture(scope="session")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Voice activity and recognition; each application would spend two seconds on its own."""
    settings = Settings(instance=tmp_path_factory.mktemp("hearing"), offline=True)
    return {"vad": SileroVad(), "transcriber": WhisperTranscriber(find_model(settings.instance).folder, 1, 2)}


@pytest.fixture
def make_app(
    make_app: AppMaker,
    shelf: CardShelf,
    scenarios: ScenarioShelf,
    search: CardSearch,
    hearing: dict[str, Any],
) -> AppMaker:
    """Make applications that share what is slow to load and never changes."""
    shared = {"shelf": shelf, "scenarios": scenarios, "search": search, **hearing}

    def make(settings: Settings, **given: Any) -> Flask:
        return make_app(settings, **{**shared, **given})

    return make


@pytest.fixture
def app(make_app: AppMaker, settings: Settings, shelf: CardShelf, search: CardSearch) -> Flask:
    """Give an application that answers; what else is needed loads when a test asks for it."""
    app = make_app(settings)
    parts = app.extensions["souffleur"]
    notes = OpenQuestions(parts.database)
    parts.engines.bring("responder", Companion(shelf, search, notes=notes))
    return app
