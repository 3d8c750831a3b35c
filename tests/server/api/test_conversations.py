"""Reading back, taking along, erasing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from server.conversation.store import ConversationRow
from server.housekeeping import Housekeeper, purge_expired
from server.services import Services
from server.store import now

QUESTIONS = ("Een inwoner is zijn paspoort kwijt", "Een inwoner is boos aan de balie")


@pytest.fixture
def talked(client: FlaskClient) -> FlaskClient:
    """A browser of somebody who asked two things."""
    client.get("/v1/me")
    for number, question in enumerate(QUESTIONS):
        sent = {"client_id": f"question-{number}", "text": question}
        assert client.post("/v1/questions", json=sent).status_code == 200
    return client


def listed(client: FlaskClient) -> list[dict[str, str]]:
    answer = client.get("/v1/conversations").json
    assert answer is not None
    found: list[dict[str, str]] = answer["conversations"]
    return found


def test_the_newest_comes_first(talked: FlaskClient) -> None:
    assert [one["first_question"] for one in listed(talked)] == list(reversed(QUESTIONS))


def test_one_conversation_is_erased(talked: FlaskClient) -> None:
    first, second = listed(talked)

    assert talked.delete(f"/v1/conversations/{first['id']}").status_code == 204

    assert listed(talked) == [second]
    assert talked.get(f"/v1/conversations/{first['id']}").status_code == 404


def test_everything_is_taken_along_and_then_erased(talked: FlaskClient) -> None:
    talked.post("/v1/cards/paspoort-kwijt/opened")

    taken = talked.get("/v1/export")
    talked.delete("/v1/conversations")

    assert "attachment" in taken.headers["Content-Disposition"]
    assert taken.json is not None
    assert taken.json["person"]["name"] == "demo"
    assert {turn["question"] for one in taken.json["conversations"] for turn in one["turns"]} == set(
        QUESTIONS
    )
    assert [one["card"] for one in taken.json["opened_cards"]] == ["paspoort-kwijt"]
    assert listed(talked) == []


def test_what_is_too_old_goes_by_itself(talked: FlaskClient, services: Services) -> None:
    old = listed(talked)[1]["id"]
    with services.database.session() as session:
        session.get_one(ConversationRow, old).touched_at = now() - timedelta(days=31)

    assert purge_expired(services.database, keep_days=30) == 1
    assert old not in {one["id"] for one in listed(talked)}
    assert purge_expired(services.database, keep_days=30) == 0


def test_the_housekeeper_begins_at_once_and_stops_when_told(talked: FlaskClient, services: Services) -> None:
    old = listed(talked)[1]["id"]
    with services.database.session() as session:
        session.get_one(ConversationRow, old).touched_at = now() - timedelta(days=31)

    housekeeper = Housekeeper(services.database, keep_days=30, nudge_keep_days=400)
    housekeeper.start()
    housekeeper.start()
    housekeeper.close()

    assert [one["id"] for one in listed(talked)] != []
    assert old not in {one["id"] for one in listed(talked)}
