"""What a person erases is not on disk any more: neither in the database nor in its log of changes."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from server.services import Services
from server.store.engine import BUSY_MILLISECONDS
from tests.server.api.quiet import without_engines

SECRET = "heel geheime gedachte"
LONG = f"Een inwoner is zijn paspoort kwijt, een {SECRET}. " * 30
MADE = {
    "note": ("/v1/notes", {"client_id": "note-0001", "text": LONG}),
    "question": ("/v1/questions", {"client_id": "question-1", "text": LONG}),
    "pitch": ("/v1/pitches", {"goal": LONG[:300]}),
    "event": ("/v1/events", {"text": f"morgen om 14:00 een {SECRET}"}),
}
"""Where a single thing is made, and from what."""


@pytest.fixture
def signed_in(client: FlaskClient, services: Services) -> FlaskClient:
    """A browser of the demo employee."""
    without_engines(services, "pool")
    client.get("/v1/me")
    return client


def on_disk(services: Services, words: bytes = SECRET.encode()) -> bool:
    """Tell whether it lies in the files of the database."""
    folder = Path(str(services.database.url.database)).parent
    return any(words in path.read_bytes() for path in folder.glob("*.sqlite3*"))


def made(client: FlaskClient, name: str) -> str:
    """Make one thing that holds the secret; gives its address."""
    address, body = MADE[name]
    answer = client.post(address, json=body)
    assert answer.status_code in (200, 201), answer.text
    told: Any = answer.json
    if name == "question":
        return f"/v1/conversations/{told['conversation']}"
    return f"{address}/{told['event']['id'] if name == 'event' else told['id']}"


@pytest.mark.parametrize("name", MADE)
def test_a_single_thing_is_gone_at_once(signed_in: FlaskClient, services: Services, name: str) -> None:
    address = made(signed_in, name)
    before = on_disk(services)

    assert signed_in.delete(address).status_code == 204

    assert before
    assert not on_disk(services)


def test_a_talk_with_the_coach_is_gone_at_once(signed_in: FlaskClient, services: Services) -> None:
    begun: Any = signed_in.post("/v1/coach/sessions", json={"client_id": "begin-0001", "form": "daily"}).json
    address = f"/v1/coach/sessions/{begun['id']}"
    signed_in.post(f"{address}/answers", json={"client_id": "answer-01", "text": LONG})
    before = on_disk(services)

    assert signed_in.delete(address).status_code == 204

    assert before
    assert not on_disk(services)


def test_a_role_play_is_gone_at_once(signed_in: FlaskClient, services: Services) -> None:
    told = {"client_id": "run-0001", "scenario": "uitkering-afgewezen"}
    begun: Any = signed_in.post("/v1/roleplay/runs", json=told).json
    address = f"/v1/roleplay/runs/{begun['id']}"
    signed_in.post(f"{address}/turns", json={"client_id": "turn-0001", "text": LONG[:400]})
    before = on_disk(services)

    assert signed_in.delete(address).status_code == 204

    assert before
    assert not on_disk(services)


@pytest.mark.parametrize("keep", ["no", "without_sound"])
def test_the_sound_of_a_take_is_gone_at_once(signed_in: FlaskClient, services: Services, keep: str) -> None:
    pitch: Any = signed_in.post("/v1/pitches", json={}).json
    begun = signed_in.post(f"/v1/pitches/{pitch['id']}/takes", json={"client_id": "take-0001"})
    take: Any = begun.json
    signed_in.put(f"/v1/takes/{take['id']}/sound?first_sample=0", data=SECRET.ljust(40).encode() * 200)
    before = on_disk(services)

    assert signed_in.post(f"/v1/takes/{take['id']}/keep", json={"keep": keep}).status_code == 204

    assert before
    assert not on_disk(services)


def test_everything_of_one_kind_is_gone_at_once(signed_in: FlaskClient, services: Services) -> None:
    made(signed_in, "note")
    before = on_disk(services)

    assert signed_in.delete("/v1/belongings/notes").status_code == 204

    assert before
    assert not on_disk(services)


def test_where_somebody_reads_it_is_gone_with_the_next_visit(
    signed_in: FlaskClient, services: Services
) -> None:
    address = made(signed_in, "note")
    with services.database.engine.connect() as reader:
        reader.exec_driver_sql("begin")
        reader.execute(text("select count(*) from notes"))
        erased = signed_in.delete(address).status_code
        while_reading = on_disk(services)
        reader.exec_driver_sql("rollback")
    signed_in.get("/v1/notes")

    assert erased == 204
    assert while_reading
    assert not on_disk(services)


def test_an_erasure_stands_where_the_log_cannot_be_emptied(
    signed_in: FlaskClient, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    address = made(signed_in, "note")

    def refuse(action: int, name: str | None, *_more: Any) -> int:
        refused = action == sqlite3.SQLITE_PRAGMA and name == "wal_checkpoint"
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    with services.database.engine.connect() as connection:
        held: Any = connection.connection.driver_connection
        held.set_authorizer(refuse)
    with caplog.at_level(logging.ERROR):
        erased = signed_in.delete(address).status_code
    held.set_authorizer(None)
    waits = held.execute("PRAGMA busy_timeout").fetchone()[0]
    gone = signed_in.get(address).status_code

    assert (erased, gone, waits) == (204, 404, BUSY_MILLISECONDS)
    assert "could not be emptied" in caplog.text
    assert not on_disk(services)
