"""A role-play in the live conversation: by voice on a script, and over a real socket to its end."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.content.scenarios.loading import SCENARIOS, load_scenarios
from server.conversation.notebook.store import Notes
from server.conversation.partners import Partner
from server.conversation.roleplay.behaviours import BehaviourRecogniser
from server.conversation.roleplay.partner import Stage
from server.conversation.roleplay.playing import Player
from server.conversation.roleplay.store import Runs, Turn, ended_as, turns_of
from server.conversation.roleplay.tables import RoleplayRow
from server.conversation.roleplay.voicing import Voicing
from server.identity import People
from server.identity.people import Role
from server.store import Database
from tests.server.realtime.live import Client, LiveServer, eventually
from tests.server.realtime.talk import Talk

ALL = {one.slug: one for one in load_scenarios(SCENARIOS)}
KIND = "Ik zie dat dit hard aankomt."
PROCEDURE = "druk op de rode knop"


class Played:
    """One run in a scripted live conversation, kept in a real database."""

    def __init__(self, database: Database, slug: str = "uitkering-afgewezen", chair: str = "employee"):
        owner = People(database).add("Noor", Role.EMPLOYEE).id
        self.runs = Runs(database, owner)
        self.notes = Notes(database, owner)
        scenario = ALL[slug]
        row = RoleplayRow(
            client_id="run-0001",
            scenario=slug,
            title=scenario.title,
            language=scenario.language,
            level=2,
            chair=chair,
            turns=[],
            hints=[],
            done=[],
        )
        self.run = self.runs.make(row).id
        stage = Stage(lambda: BehaviourRecogniser(None), Voicing(None), PROCEDURE)

        def partner(_kind: str, run: str, language: str) -> Partner:
            return Player(stage, language).live(self.runs, self.runs.get(run), scenario, self.notes)

        self.talk = Talk(partner=partner)
        self.begin()

    def begin(self) -> None:
        self.talk.update(partner={"kind": "roleplay", "id": self.run})
        self.talk.silence(4.0)

    def says(self, text: str, silence: float = 8.0) -> None:
        self.talk.recogniser.text = text
        self.talk.speak(1.5)
        self.talk.silence(silence)

    @property
    def turns(self) -> list[Turn]:
        return turns_of(self.runs.get(self.run))

    @property
    def shown(self) -> dict[str, Any]:
        return dict(self.talk.last("souffleur.practice")["data"])

    @property
    def heard(self) -> list[str]:
        return [str(one["text"]) for one in self.talk.all("souffleur.sentence")]


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    file = tmp_path / "souffleur.sqlite3"
    file.write_bytes(migrated.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


class TestScript:
    def test_the_persona_opens_and_answers_with_its_own_voice(self, database: Database) -> None:
        played = Played(database)
        assert played.heard == [ALL["uitkering-afgewezen"].opening]
        assert played.talk.voice.manners[0].voice == ALL["uitkering-afgewezen"].persona.voice
        played.says(KIND)
        assert "acknowledged_feeling" in [one["name"] for one in played.shown["behaviours"]]
        assert played.turns[0].said == KIND
        assert played.turns[0].spoken
        assert played.turns[0].heard == played.heard[-1]

    def test_a_turn_that_is_taken_back_does_not_move_the_state(self, database: Database) -> None:
        played = Played(database)
        before = played.shown["state"]
        played.says("Dat is uw eigen schuld.", silence=0.9)
        assert played.shown["state"] != before
        played.talk.recogniser.text = KIND
        played.talk.speak(1.0)
        assert played.talk.all("souffleur.turn.taken_back")
        played.talk.silence(8.0)
        assert [turn.said for turn in played.turns] == [KIND]
        assert played.shown["round"] == 1
        assert played.shown["state"]["irritation"] < before["irritation"]

    def test_talking_over_the_persona_counts_and_keeps_what_was_heard(self, database: Database) -> None:
        played = Played(database)
        played.talk.voice.seconds = 6.0
        played.says(KIND, silence=3.5)
        played.talk.recogniser.text = "Ja maar luister, het komt omdat er twee stukken missen."
        played.talk.speak(1.5)
        played.talk.silence(10.0)
        assert "interrupted" in [one["name"] for one in played.shown["behaviours"]]
        assert len(played.turns[0].heard) < len(played.turns[0].reply[0].text)

    def test_a_hint_a_repetition_and_the_end_are_no_turns(self, database: Database) -> None:
        played = Played(database)
        played.says("Geef me een hint.")
        assert played.shown["hint"] == played.heard[-1]
        assert played.talk.voice.manners[-1].voice == ""
        played.says("Kun je dat herhalen?")
        assert played.heard[-1] == ALL["uitkering-afgewezen"].opening
        played.talk.send(type="souffleur.command", name="explain")
        played.talk.silence(4.0)
        assert played.shown["hint"] is not None
        played.says("Stop de oefening.")
        row = played.runs.get(played.run)
        assert (turns_of(row), ended_as(row)) == ([], "stopped")
        assert len(row.hints) == 1
        played.says(KIND)
        assert played.turns == []

    def test_a_thought_is_noted_and_the_persona_hears_nothing_of_it(self, database: Database) -> None:
        played = Played(database)
        played.says(KIND)
        state = played.shown["state"]
        played.says("Noteer: Sam bellen over de brief.")
        assert "Genoteerd: Sam bellen over de brief." in played.heard
        assert played.talk.voice.manners[-1].voice == ""
        assert (played.shown["aside"], played.shown["state"]) == (True, state)
        played.says("Noteer.")
        played.says("Het rooster nakijken.")
        assert [note.text for note in played.notes.all()] == [
            "Het rooster nakijken.",
            "Sam bellen over de brief.",
        ]
        played.says("Wat betekent dit voor u?")
        assert [turn.said for turn in played.turns] == [KIND, "Wat betekent dit voor u?"]
        assert [turn.standing.round for turn in played.turns] == [1, 2]
        assert "interrupted" not in [one.behaviour for one in played.turns[1].seen]

    def test_speaking_on_over_a_confirmation_does_not_interrupt_the_persona(self, database: Database) -> None:
        played = Played(database)
        played.says(KIND)
        played.talk.voice.seconds = 6.0
        played.says("Noteer: Sam bellen.", silence=3.5)
        played.talk.recogniser.text = "Wat betekent dit voor u?"
        played.talk.speak(1.5)
        played.talk.silence(10.0)
        assert [turn.said for turn in played.turns] == [KIND, "Wat betekent dit voor u?"]
        assert "interrupted" not in [one.behaviour for one in played.turns[1].seen]
        assert len(played.notes.all()) == 1

    def test_a_note_that_grows_is_one_note(self, database: Database) -> None:
        played = Played(database)
        played.says("Noteer: Sam bellen", silence=0.9)
        played.talk.recogniser.text = "Noteer: Sam bellen over het rooster"
        played.talk.speak(1.0)
        assert played.talk.all("souffleur.turn.taken_back")
        played.talk.silence(8.0)
        assert [note.text for note in played.notes.all()] == ["Sam bellen over het rooster"]
        assert played.turns == []

    def test_a_run_is_taken_up_where_it_was(self, database: Database) -> None:
        played = Played(database)
        played.says(KIND)
        state = played.shown["state"]
        last = played.heard[-1]
        played.talk.update(partner=None)
        played.begin()
        assert (played.shown["state"], played.shown["aside"]) == (state, True)
        assert played.heard[-1] == last
        played.says("Wat betekent dit voor u?")
        assert [turn.standing.round for turn in played.turns] == [1, 2]

    def test_a_threat_that_is_left_ends_safely_with_the_real_procedure(self, database: Database) -> None:
        played = Played(database, "dreiging-aan-het-loket")
        played.says("Ik stop dit gesprek en haal mijn collega erbij.")
        assert played.shown["ended"]["name"] == "ends_safely"
        assert any(PROCEDURE in text for text in played.heard)
        assert ended_as(played.runs.get(played.run)) == "ends_safely"

    def test_changed_chairs(self, database: Database) -> None:
        played = Played(database, chair="other")
        assert "Mevrouw De Wit" in played.heard[0]
        played.says("Dit meent u toch niet!")
        assert played.heard[-1] == ALL["uitkering-afgewezen"].employee[0].say
        assert played.shown["speaker"] == "employee"


def begin(live: LiveServer, slug: str) -> str:
    """Begin a run over HTTP."""
    body = json.dumps({"client_id": "run-0001", "scenario": slug, "level": 2}).encode()
    headers = {"Authorization": f"Bearer {live.token}", "Content-Type": "application/json"}
    url = f"http://127.0.0.1:{live.port}/v1/roleplay/runs"
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as answer:
        return str(json.load(answer)["id"])


def ask(client: Client, number: int, text: str) -> dict[str, Any]:
    client.send(type="souffleur.ask", client_id=f"turn-{number:04d}", text=text)
    shown = client.until("souffleur.practice", 60)["data"]
    client.until("response.done", 60)
    return dict(shown)


def test_over_a_real_socket_to_its_end_and_nobody_elses(live: LiveServer) -> None:
    run = begin(live, "uitkering-afgewezen")
    with live.client() as client:
        client.send(
            type="session.update", session={"souffleur": {"partner": {"kind": "roleplay", "id": run}}}
        )
        client.until("response.done", 60)
        shown: dict[str, Any] = {}
        for number in range(9):
            shown = ask(client, number, ("Nee, dat kan niet.", "Dat is uw eigen schuld.")[number % 2])
            if shown["ended"]:
                break
        assert shown["ended"]["name"] in ("walks_out", "asks_for_manager")
        assert ask(client, 90, "Wacht even, mevrouw.")["aside"]
    with live.client(token=live.another_token("Sam")) as other:
        other.send(type="session.update", session={"souffleur": {"partner": {"kind": "roleplay", "id": run}}})
        assert other.until("error", 60)["error"]["code"] == "partner_not_found"
    owner = next(person for person in live.services.people.all() if person.name == "tester")
    runs = Runs(live.services.database, owner.id)
    assert eventually(lambda: ended_as(runs.get(run)) == shown["ended"]["name"], 60)
    assert all(one.quote in turn.said for turn in turns_of(runs.get(run)) for one in turn.seen)
