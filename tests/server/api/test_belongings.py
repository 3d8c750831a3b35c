"""Everything that is kept of a person can be seen, taken along and erased at once."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from server.api.belongings import CORE
from server.content.openings import OpeningRow
from server.conversation.pitch.store import Pitches
from server.conversation.pitch.tables import PitchRow, TakeRow
from server.identity.belongings import undescribed
from server.services import Services
from server.store.tables import load_tables
from tests.server.api.quiet import without_engines

PASSPORT = {"client_id": "question-1", "text": "Een inwoner is zijn paspoort kwijt", "language": "nl"}


@pytest.fixture(autouse=True)
def _quiet(services: Services) -> None:
    without_engines(services)


def kept(client: FlaskClient) -> dict[str, int]:
    told: Any = client.get("/v1/belongings").json
    return {one["name"]: one["count"] for one in told["belongings"]}


def test_what_is_kept_is_told_by_kind_and_in_words(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.post("/v1/questions", json=PASSPORT)
    client.post("/v1/cards/paspoort-kwijt/opened", json={})

    told: Any = client.get("/v1/belongings").json
    titles = {one["name"]: one["title"] for one in told["belongings"]}

    assert (kept(client)["conversations"], kept(client)["opened_cards"]) == (1, 1)
    assert titles["conversations"] == "Gesprekken"
    assert not [name for name, title in titles.items() if title == name]


def test_one_kind_is_erased_and_the_others_stay(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.post("/v1/questions", json=PASSPORT)
    client.post("/v1/cards/paspoort-kwijt/opened", json={})

    assert client.delete("/v1/belongings/opened_cards").status_code == 204
    assert client.delete("/v1/belongings/nothing").status_code == 404

    assert (kept(client)["conversations"], kept(client)["opened_cards"]) == (1, 0)


def test_everything_is_erased_at_once_and_the_account_stays(client: FlaskClient) -> None:
    me = client.get("/v1/me").json
    client.post("/v1/questions", json=PASSPORT)
    client.post("/v1/cards/paspoort-kwijt/opened", json={})

    assert client.delete("/v1/belongings").status_code == 204

    assert set(kept(client).values()) == {0}
    assert client.get("/v1/me").json == me


def test_whoever_erased_everything_can_announce_something_again(client: FlaskClient) -> None:
    client.get("/v1/me")
    said = {"text": "Ik heb morgen om twee uur een lastig gesprek", "language": "nl"}
    for name in ("announce-1", "announce-2"):
        answer: Any = client.post("/v1/questions", json={"client_id": name, **said}).json
        assert "bewaard" in answer["say"][0]["text"]
        assert client.delete("/v1/belongings").status_code == 204
    assert set(kept(client).values()) == {0}


def test_the_archive_holds_the_same_export(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.post("/v1/questions", json=PASSPORT)

    plain = client.get("/v1/export")
    with client.get("/v1/export.zip") as answer:
        archive = zipfile.ZipFile(io.BytesIO(answer.data))

    assert plain.json is not None
    assert plain.json["conversations"][0]["turns"][0]["question"] == PASSPORT["text"]
    assert json.loads(archive.read("souffleur.json")) == plain.json


def test_a_table_that_nobody_described_is_not_forgotten() -> None:
    load_tables()

    names = {kind.name for kind in undescribed(CORE[:1])}

    assert OpeningRow.__tablename__ in names
    assert not names & set(CORE[0].tables)


def test_takes_are_counted_with_and_without_sound_in_the_language_that_is_asked(
    client: FlaskClient, services: Services
) -> None:
    me: Any = client.get("/v1/me").json
    owner = me["id"]
    pitch = Pitches(services.database, owner).add(PitchRow(goal="tijd", language="nl"))
    with services.database.session() as session:
        for number, has_sound in enumerate((True, False, False), 1):
            take = TakeRow(pitch_id=pitch.id, client_id=f"take-{number}", number=number, language="nl")
            take.owner_id, take.has_sound = owner, has_sound
            session.add(take)

    told: Any = client.get("/v1/belongings?language=en").json
    pitches = next(one for one in told["belongings"] if one["name"] == "pitches")

    assert (pitches["title"], pitches["count"]) == ("Pitches", 1)
    assert [(part["title"], part["count"]) for part in pitches["parts"]] == [
        ("Takes with sound", 1),
        ("Takes without sound", 2),
    ]


def test_what_fails_is_told_the_rest_goes_and_erasing_again_takes_what_is_left(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/v1/me")
    client.post("/v1/questions", json=PASSPORT)
    client.post("/v1/cards/paspoort-kwijt/opened", json={})

    def broken(_parts: Services, _owner: str) -> int:
        raise OperationalError("erase", {}, OSError("disk"))

    with monkeypatch.context() as broke:
        kinds = [replace(kind, erase=broken) if kind.name == "conversations" else kind for kind in CORE]
        broke.setattr("server.api.belongings.CORE", tuple(kinds))
        answer = client.delete("/v1/belongings")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["code"] == "not_all_erased"
    assert (kept(client)["conversations"], kept(client)["opened_cards"]) == (1, 0)
    assert client.delete("/v1/belongings").status_code == 204
    assert set(kept(client).values()) == {0}
