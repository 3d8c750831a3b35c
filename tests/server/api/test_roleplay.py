"""Role-plays over HTTP: played to each ending, hints, looking back, playing a turn again, changed chairs."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from nudges.tables import SpacedRow
from server.identity.people import Role
from tests.server.api.nudging import published

Client = Any
"""A signed-in browser; its answers are whatever JSON they are."""
RUNS = "/v1/roleplay/runs"
KIND = [
    "Ik zie dat dit hard aankomt. Wat betekent het voor u?",
    "Als ik u goed begrijp, wacht u al zes weken en moet de huur vrijdag betaald zijn.",
    "Ik bel nu de afdeling en u hoort het uiterlijk donderdag. Dat komt omdat er twee stukken missen.",
    "Wat heeft u nog nodig? U kunt de stukken hier inleveren of met de post sturen.",
    "Zal ik het voor u opschrijven? Is het zo duidelijk?",
    "Goed dat u gekomen bent. Ik vraag vandaag nog een voorschot voor u aan.",
]
BLUNT = [
    "Nee, dat kan niet.",
    "Rustig maar, zo erg is het niet.",
    "Dat is uw eigen schuld.",
    "Het kan niet.",
] * 2


@pytest.fixture
def client(app: Flask) -> Client:
    return signed_in(app, "Noor")


def signed_in(app: Flask, name: str) -> Client:
    people = app.extensions["souffleur"].people
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = (
        f"Bearer {people.make_token(people.add(name, Role.EMPLOYEE).id)}"
    )
    return client


def begin(client: Client, name: str = "run-0001", **more: Any) -> dict[str, Any]:
    body = {"client_id": name, "scenario": "uitkering-afgewezen"} | more
    answer = client.post(RUNS, json=body)
    assert answer.status_code == 200, answer.json
    return dict(answer.json)


def say(client: Client, run: str, number: int, text: str) -> Any:
    return client.post(f"{RUNS}/{run}/turns", json={"client_id": f"turn-{number:04d}", "text": text})


def play(client: Client, run: str, sentences: list[str]) -> dict[str, Any]:
    """Play until it ends or there is nothing left to say."""
    view: dict[str, Any] = {}
    for number, text in enumerate(sentences, 1):
        answer = say(client, run, number, text)
        assert answer.status_code == 200, answer.json
        view = answer.json["run"]
        if view["ended"]:
            break
    return view


class TestScenarios:
    def test_they_are_listed_and_read(self, client: Client) -> None:
        listed = client.get("/v1/scenarios?language=nl").json
        assert {"uitkering-afgewezen"} <= {one["slug"] for one in listed["scenarios"]}
        detail = client.get("/v1/scenarios/uitkering-afgewezen").json
        assert detail["opening"]
        assert {"calms_down", "walks_out"} <= {edge["name"] for edge in detail["edges"]}
        assert client.get("/v1/scenarios/none").status_code == 404


class TestPlaying:
    def test_somebody_who_listens_and_acts_brings_calm(self, client: Client) -> None:
        run = begin(client, level=1)
        view = play(client, run["id"], KIND)
        assert view["ended"]["name"] == "calms_down"
        assert view["ended"]["label"] == "Ze kan weer verder"
        assert view["turns"][-1]["reply"][-1]["speaker"] == "narrator"

    def test_somebody_who_is_blunt_is_left(self, client: Client) -> None:
        run = begin(client)
        view = play(client, run["id"], BLUNT)
        assert view["ended"]["name"] in ("walks_out", "asks_for_manager")
        said = [one["text"] for turn in view["turns"] for one in turn["reply"]]
        assert any("leidinggevende" in text or "baas" in text for text in said)

    def test_every_quote_stands_in_what_was_said(self, client: Client) -> None:
        view = play(client, begin(client, level=1)["id"], KIND)
        for turn in view["turns"]:
            assert all(one["quote"] in turn["said"] for one in turn["behaviours"])

    def test_five_rounds_of_nothing_special_never_repeat_a_line(self, client: Client) -> None:
        run = begin(client, level=1)
        view = play(client, run["id"], ["Het is druk vandaag bij ons aan de balie."] * 5)
        said = [turn["reply"][0]["text"] for turn in view["turns"]]
        assert len(said) == len(set(said)) == 5

    def test_the_same_turn_twice_is_one_turn(self, client: Client) -> None:
        run = begin(client)
        first, second = (say(client, run["id"], 1, KIND[0]).json for _ in range(2))
        assert first["turn"] == second["turn"]
        assert len(second["run"]["turns"]) == 1

    def test_nothing_is_said_after_the_end(self, client: Client) -> None:
        run = begin(client)
        stopped = client.post(f"{RUNS}/{run['id']}/stop", json={}).json
        assert stopped["ended"]["name"] == "stopped"
        refused = say(client, run["id"], 9, "Nog iets.")
        assert (refused.status_code, refused.json["code"]) == (409, "roleplay_over")

    def test_the_other_chair_hears_model_lines_to_their_end(self, client: Client) -> None:
        run = begin(client, chair="other")
        view = play(client, run["id"], ["Dit meent u toch niet!", *["En nu?"] * 12])
        assert view["turns"][0]["reply"][0]["speaker"] == "employee"
        assert view["turns"][0]["behaviours"][0]["name"] == "acknowledged_feeling"
        assert view["ended"]["name"] == "stopped"

    def test_a_level_changes_where_it_begins(self, client: Client) -> None:
        mild, hard = begin(client, "run-mild", level=1), begin(client, "run-hard", level=3)
        assert mild["state"]["irritation"] < hard["state"]["irritation"]


class TestHelp:
    def test_one_hint_a_turn(self, client: Client) -> None:
        run = begin(client)["id"]
        path = f"{RUNS}/{run}/hint"
        first = client.post(path, json={}).json["hint"]
        assert first == client.post(path, json={}).json["hint"]
        assert client.get(f"{RUNS}/{run}").json["hint"] == first
        say(client, run, 1, "Ik zie dat dit hard aankomt.")
        assert client.post(path, json={}).json["hint"] != first

    def test_hints_run_out(self, client: Client) -> None:
        run = begin(client, chair="employee", level=1)["id"]
        given = []
        for number in range(7):
            given.append(client.post(f"{RUNS}/{run}/hint", json={}).json["hint"])
            say(client, run, number, "Het is druk vandaag bij ons aan de balie.")
        texts = [one["text"] for one in given if one]
        assert len(texts) == len(set(texts)) >= 2
        assert given[-1] is None

    def test_a_turn_played_again_stands_beside_the_first(self, client: Client) -> None:
        run = begin(client)["id"]
        play(client, run, ["Het is druk vandaag bij ons.", "Nee, dat kan niet.", "Dat is uw eigen schuld."])
        again = client.post(f"{RUNS}/{run}/replay", json={"client_id": "again-01", "turn": 2}).json
        assert (again["parent"], len(again["turns"])) == ({"run": run, "turn": 2}, 1)
        say(client, again["id"], 5, "Ik zie dat u boos bent. Wat betekent dit voor u?")
        seen = client.get(f"{RUNS}/{again['id']}/branches").json
        assert (seen["turn"], len(seen["shared"])) == (2, 1)
        first, second = seen["branches"]
        assert [first["run"], second["run"]] == [run, again["id"]]
        assert first["turns"][0]["number"] == second["turns"][0]["number"] == 2
        assert second["state"]["irritation"] < first["state"]["irritation"]
        assert client.get(f"{RUNS}/{run}").json["branches"] == [again["id"]]
        missing = client.post(f"{RUNS}/{run}/replay", json={"client_id": "again-02", "turn": 9})
        assert missing.status_code == 404


class TestLookingBack:
    def done(self, client: Client, sentences: list[str], name: str = "run-0001") -> str:
        run = str(begin(client, name)["id"])
        play(client, run, sentences)
        client.post(f"{RUNS}/{run}/stop", json={})
        return run

    def test_the_person_judges_first(self, client: Client) -> None:
        run = str(begin(client)["id"])
        assert client.get(f"{RUNS}/{run}/debrief").json["code"] == "roleplay_running"
        client.post(f"{RUNS}/{run}/stop", json={})
        assert client.get(f"{RUNS}/{run}/debrief").json["code"] == "assess_first"
        client.put(f"{RUNS}/{run}/assessment", json={"went_well": "Ik bleef rustig.", "differently": ""})
        found = client.get(f"{RUNS}/{run}/debrief").json
        assert found["assessment"]["went_well"] == "Ik bleef rustig."
        assert found["strength"] is None

    def test_one_strength_one_focus_each_in_the_persons_own_words(self, client: Client) -> None:
        first = "Ik zie dat dit hard aankomt."
        run = self.done(client, [first, "Nee, dat kan niet."])
        client.put(f"{RUNS}/{run}/assessment", json={})
        found = client.get(f"{RUNS}/{run}/debrief").json
        assert found["strength"]["quote"] == {"turn": 1, "text": first}
        assert found["focus"]["better"]
        assert found["focus"]["check"] not in [one["check"] for one in found["checks"] if one["passed"]]
        assert found["when_question"] == "Wanneer gebruik je dit?"
        assert not any(word in str(found).lower() for word in ("score", "punten", "cijfer"))

    def test_a_sentence_is_not_shown_as_good_and_as_lacking(self, client: Client) -> None:
        only = self.done(client, ["Ik zie dat dit hard aankomt."])
        more = self.done(client, ["Ik zie dat dit hard aankomt.", "Het is wat het is."], "run-0002")
        for run, quote in ((only, None), (more, {"turn": 2, "text": "Het is wat het is."})):
            client.put(f"{RUNS}/{run}/assessment", json={})
            assert client.get(f"{RUNS}/{run}/debrief").json["focus"]["quote"] == quote

    def test_the_next_run_is_compared_on_the_focus_only(self, client: Client) -> None:
        self.done(client, ["Nee, dat kan niet."])
        run = self.done(client, ["Ik zie dat dit hard aankomt."], "run-0002")
        client.put(f"{RUNS}/{run}/assessment", json={})
        compared = client.get(f"{RUNS}/{run}/debrief").json["compared"]
        assert compared["now_passed"] is True
        assert "benoemde" in compared["focus_check"]

    def test_a_plan_with_a_time_becomes_an_own_event(self, client: Client) -> None:
        run = self.done(client, [])
        plan = client.put(f"{RUNS}/{run}/plan", json={"text": "morgen om tien uur aan het loket"}).json[
            "plan"
        ]
        assert plan["event"] is not None
        assert plan["when"].endswith("T10:00")
        assert plan["event"] in str(client.get("/v1/events").json)
        vague = client.put(f"{RUNS}/{run}/plan", json={"text": "als er weer iemand boos is"}).json["plan"]
        assert vague == {"text": "als er weer iemand boos is", "when": None, "event": None}

    def test_the_week_tells_it_in_the_persons_own_words(self, client: Client) -> None:
        run = begin(client)
        say(client, run["id"], 1, "Ik begrijp dat u schrikt, mevrouw.")

        week: Any = client.get("/v1/week?language=nl").json

        assert [one["text"] for one in week["lines"]] == ["Ik begrijp dat u schrikt, mevrouw."]


class TestWhose:
    def test_nobody_else_reads_plays_or_erases_it(self, app: Flask, client: Client) -> None:
        run = begin(client)["id"]
        other = signed_in(app, "Sam")
        assert other.get(f"{RUNS}/{run}").status_code == 404
        assert say(other, run, 1, "Hallo").status_code == 404
        assert other.delete(f"{RUNS}/{run}").status_code == 404
        assert other.get(RUNS).json["runs"] == []
        assert client.get(f"{RUNS}/{run}").status_code == 200

    def test_it_is_in_the_export_and_gone_when_erased(self, client: Client) -> None:
        run = begin(client)["id"]
        say(client, run, 1, "Ik zie dat dit hard aankomt.")
        assert "hard aankomt" in str(client.get("/v1/export").json["records"]["roleplays"])
        assert client.delete(f"{RUNS}/{run}").status_code == 204
        assert client.get(f"{RUNS}/{run}").status_code == 404
        begin(client, "run-0002")
        assert client.delete(RUNS).status_code == 204
        assert client.get(RUNS).json["runs"] == []


def test_a_practice_that_was_judged_may_be_followed_up(client: Client, app: Flask) -> None:
    services = app.extensions["souffleur"]
    published(
        services, trigger={"kind": "spaced", "on": "practice", "at": "11:00"}, opens={"kind": "practice"}
    )
    run = begin(client)["id"]
    say(client, run, 1, KIND[0])
    client.post(f"{RUNS}/{run}/stop", json={})
    client.put(f"{RUNS}/{run}/assessment", json={})
    with services.database.engine.connect() as connection:
        followed = connection.execute(select(SpacedRow.__table__)).mappings().one()
    assert (followed["kind"], followed["ref"]) == ("practice", "gesprek/uitkering-afgewezen")
