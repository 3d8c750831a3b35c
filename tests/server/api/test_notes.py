"""The notebook over HTTP: kept, filed, found, taken along, erased."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from server.services import Services
from tests.server.api.quiet import without_engines
from tests.server.api.test_questions import Understood, recording


@pytest.fixture
def signed_in(client: FlaskClient, services: Services) -> FlaskClient:
    """A browser of the demo employee."""
    without_engines(services, "pool")
    client.get("/v1/me")
    return client


def keep(client: FlaskClient, text: str, **more: Any) -> Any:
    told = {"client_id": f"note-{abs(hash(text)):016x}"[:40], "text": text, "language": "nl", **more}
    answer = client.post("/v1/notes", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def titles(client: FlaskClient, **query: str) -> list[str]:
    told: Any = client.get("/v1/notes", query_string=query).json
    return [note["title"] for note in told["notes"]]


def test_a_thought_is_titled_with_its_own_words(signed_in: FlaskClient) -> None:
    note = keep(signed_in, "Noteer: eh, stoelen bij de balie verplaatsen. Dan hoort niet iedereen mee.")

    assert note["title"] == "Stoelen bij de balie verplaatsen"
    assert note["text"].endswith("Dan hoort niet iedereen mee.")
    assert signed_in.get(f"/v1/notes/{note['id']}").json == note


def test_the_same_thought_sent_twice_is_one_note(signed_in: FlaskClient) -> None:
    first = keep(signed_in, "Sam bellen", client_id="note-once1")
    second = keep(signed_in, "Sam bellen", client_id="note-once1")

    assert first == second
    assert titles(signed_in) == ["Sam bellen"]


def test_a_folder_is_proposed_and_then_taken_by_itself(signed_in: FlaskClient, services: Services) -> None:
    assert services.search is not None
    first = keep(signed_in, "Idee voor een betere wachtrij bij het loket")
    assert first["folder"] is None
    assert first["proposed"]["id"] is None

    accepted: Any = signed_in.post(f"/v1/notes/{first['id']}/accept").json
    assert accepted["folder"]["name"] == first["proposed"]["name"]
    assert accepted["proposed"] is None

    second = keep(signed_in, "De wachtrij bij het loket kan met nummertjes")
    assert second["folder"] == accepted["folder"]


def test_a_folder_that_is_named_is_taken(signed_in: FlaskClient) -> None:
    note = keep(signed_in, "Noteer in map Balie: stoelen verplaatsen")
    again = keep(signed_in, "noteer in mijn map balie: lampen vervangen")

    assert note["folder"]["name"] == "Balie"
    assert again["folder"] == note["folder"]


def test_notes_are_found_by_word_sound_and_meaning(signed_in: FlaskClient, services: Services) -> None:
    assert services.search is not None  # loaded by the fixture: notes get their meaning
    keep(signed_in, "Aan Sam vragen hoe hij een boze klant rustig krijgt")
    keep(signed_in, "De printer op de eerste verdieping heeft toner nodig")
    keep(signed_in, "Boek lezen over onderhandelen")

    assert titles(signed_in, q="printer")[0].startswith("De printer")
    assert titles(signed_in, q="verdiepink")[0].startswith("De printer")
    assert titles(signed_in, q="rustig blijven bij agressie")[0].startswith("Aan Sam vragen")
    assert titles(signed_in, q="olifanten in de dierentuin") == []


def test_what_is_said_in_the_middle_of_a_conversation_is_kept(signed_in: FlaskClient) -> None:
    told = {"client_id": "question-1", "text": "Noteer: morgen Sam bellen", "language": "nl"}
    answer: Any = signed_in.post("/v1/questions", json=told).json
    again: Any = signed_in.post("/v1/questions", json=told).json

    assert answer["say"][0]["text"] == "Genoteerd: Morgen Sam bellen."
    assert again == answer
    assert titles(signed_in) == ["Morgen Sam bellen"]


def test_a_spoken_thought(signed_in: FlaskClient, services: Services) -> None:
    heard = Understood("Noteer: de folder is op")
    services.engines.bring("pool", heard)
    address = "/v1/notes/sound?client_id=spoken-0001&language=nl"

    first: Any = signed_in.post(address, data=recording(), content_type="audio/wav").json
    second: Any = signed_in.post(address, data=recording(), content_type="audio/wav").json

    assert (first["title"], first["spoken"]) == ("De folder is op", True)
    assert first == second
    assert len(heard.seconds) == 1


def test_silence_is_no_note(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Understood(""))

    answer = signed_in.post(
        "/v1/notes/sound?client_id=spoken-0001", data=recording(), content_type="audio/wav"
    )

    assert answer.status_code == 400
    assert titles(signed_in) == []


@pytest.mark.parametrize("text", ["Noteer:", "...", "\u0001"])
def test_a_note_without_words_is_refused(signed_in: FlaskClient, text: str) -> None:
    answer = signed_in.post("/v1/notes", json={"client_id": "note-empty", "text": text, "language": "nl"})

    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (400, "note_empty")


def test_a_very_long_thought_is_kept_whole(signed_in: FlaskClient) -> None:
    text = "We spraken over het rooster en over de balie. " * 170

    note = keep(signed_in, text)

    assert note["text"] == text.strip()


def test_words_and_folder_change(signed_in: FlaskClient) -> None:
    note = keep(signed_in, "Sam bellen")
    folder: Any = signed_in.post("/v1/folders", json={"name": "Balie"}).json

    filed: Any = signed_in.patch(f"/v1/notes/{note['id']}", json={"folder": folder["id"]}).json
    worded: Any = signed_in.patch(f"/v1/notes/{note['id']}", json={"text": "Sam mailen"}).json
    loose: Any = signed_in.patch(f"/v1/notes/{note['id']}", json={"folder": None}).json

    assert filed["folder"]["name"] == "Balie"
    assert (worded["text"], worded["folder"]) == ("Sam mailen", filed["folder"])
    assert loose["folder"] is None


def test_a_folder_is_renamed_and_erased_and_its_notes_stay(signed_in: FlaskClient) -> None:
    note = keep(signed_in, "Noteer in map Balie: stoelen verplaatsen")
    signed_in.post("/v1/folders", json={"name": "Team"})
    address = f"/v1/folders/{note['folder']['id']}"

    taken = signed_in.patch(address, json={"name": "tEAM"})
    renamed: Any = signed_in.patch(address, json={"name": "Loket"}).json
    erased = signed_in.delete(address)

    assert taken.json is not None
    assert (taken.status_code, taken.json["code"]) == (409, "folder_exists")
    assert renamed == {"id": note["folder"]["id"], "name": "Loket", "notes": 1}
    assert erased.status_code == 204
    kept: Any = signed_in.get(f"/v1/notes/{note['id']}").json
    assert kept["folder"] is None


def test_the_notebook_is_taken_along_as_markdown(signed_in: FlaskClient) -> None:
    keep(signed_in, "Noteer in map Balie: stoelen verplaatsen")
    keep(signed_in, "# Geen kop maar een gedachte")

    text = signed_in.get("/v1/notes/export.md").text

    assert text.startswith("# Notitieboek\n")
    assert "## Balie\n\n### Stoelen verplaatsen\n" in text
    assert "### Geen kop maar een gedachte\n" in text


def test_erasing_one_and_all(signed_in: FlaskClient) -> None:
    note = keep(signed_in, "Sam bellen")
    keep(signed_in, "Toner bestellen")

    assert signed_in.delete(f"/v1/notes/{note['id']}").status_code == 204
    assert titles(signed_in) == ["Toner bestellen"]
    assert signed_in.delete("/v1/notes").status_code == 204
    assert titles(signed_in) == []


def test_a_folder_without_a_name_is_told_so(signed_in: FlaskClient) -> None:
    answer = signed_in.post("/v1/folders", json={"name": "\b"})

    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (400, "folder_nameless")
