"""The same tables and queries on a real PostgreSQL, where its server is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.conversation.base import Dialogue
from server.conversation.store import Conversations, TurnRow
from server.identity import Role
from server.services import EXTENSION
from server.settings import Settings
from tests.conftest import AppMaker
from tests.servers import running_postgres


@pytest.fixture
def postgres() -> Iterator[str]:
    """Give a PostgreSQL of our own."""
    with running_postgres() as url:
        yield url


def test_people_and_conversations_on_postgresql(
    postgres: str, settings: Settings, make_app: AppMaker
) -> None:
    app = make_app(settings.model_copy(update={"database_url": postgres}))
    services = app.extensions[EXTENSION]
    noor = services.people.add("Noor", Role.EMPLOYEE)
    mine = Conversations(services.database, noor.id)
    turn = TurnRow(
        conversation_id=mine.begin("nl"), client_id="c1", question="Waar is het?", answer={"a": [1]}
    )
    mine.keep(turn, Dialogue(card="paspoort", position=2))
    again = mine.keep(TurnRow(conversation_id=turn.conversation_id, client_id="c1", question="?", answer={}))

    assert again.question == "Waar is het?"
    assert mine.dialogue(turn.conversation_id).card == "paspoort"
    assert [one.turns for one in mine.listed()] == [1]
    assert mine.delete_all() == 1
    assert mine.turn_of("c1") is None
