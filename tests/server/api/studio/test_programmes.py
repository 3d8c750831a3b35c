"""Programmes over HTTP: made, saved by two at once, published, held, stopped, copied, looked back on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from server.identity import Role
from server.services import Services
from tests.server.api.studio.conftest import CONTENT, Hire, Professional, refused, told


def test_only_who_plans_for_others_comes_in(hire: Hire) -> None:
    employee = hire("Bo", Role.EMPLOYEE)
    administrator = hire("Ad", Role.ADMINISTRATOR)

    for path in ("/programmes", "/ready", "/engine", "/audiences", "/effect", "/effect.csv"):
        assert refused(employee.get(path)) == (403, "studio_refused")
        assert administrator.get(path).status_code == 200


def test_a_complete_programme_is_there_for_everybody(noor: Professional, sam: Professional) -> None:
    made = noor.begin()

    assert made["problems"] == []
    assert made["own"] is None
    assert made["changed_by"] == {"name": "Noor", "me": True}
    seen = told(sam.get("/programmes"))["programmes"]
    assert [(one["name"], one["state"], one["mine"]) for one in seen] == [("Slecht nieuws", "draft", False)]
    assert told(sam.get(f"/programmes/{made['line']['id']}"))["changed_by"] == {"name": "Noor", "me": False}


def test_an_incomplete_programme_is_kept_for_its_writer_alone(noor: Professional, sam: Professional) -> None:
    made = noor.begin(name="", texts={"nl": {"title": "", "body": ""}})

    identifier = made["line"]["id"]
    assert made["line"]["revision"] is None
    assert made["own"]["reason"] == "incomplete"
    assert {one["field"] for one in made["problems"]} == {"name", "texts.nl.title"}
    assert all(one["message"] == "Vul hier iets in." for one in made["problems"])
    assert told(sam.get("/programmes"))["programmes"] == []
    assert refused(sam.get(f"/programmes/{identifier}")) == (404, "programme_unknown")

    complete = told(noor.put(f"/programmes/{identifier}", {"revision": None, "content": CONTENT}))

    assert (complete["line"]["id"], complete["line"]["revision"]) == (identifier, 1)
    assert [one["id"] for one in told(sam.get("/programmes"))["programmes"]] == [identifier]
    assert told(noor.get("/programmes"))["programmes"][0]["mine"] is False


def test_what_makes_a_saved_programme_incomplete_is_kept_beside_it(noor: Professional) -> None:
    made = noor.begin()

    half = told(noor.save(made, name=""))

    assert half["own"]["content"]["name"] == ""
    assert half["content"]["name"] == "Slecht nieuws"
    assert half["line"]["mine"] is True
    assert [one["field"] for one in half["problems"]] == ["name"]
    whole = told(noor.save(half, name="Tegenvallend nieuws"))
    assert (whole["own"], whole["content"]["name"]) == (None, "Tegenvallend nieuws")


def test_two_people_at_once_lose_nothing_and_choose(noor: Professional, sam: Professional) -> None:
    made = noor.begin()
    path = f"/programmes/{made['line']['id']}"
    told(sam.save(made, name="Van Sam"))

    clash = noor.save(made, name="Van Noor")

    assert refused(clash) == (409, "programme_changed")
    assert clash.json is not None
    assert clash.json["message"].startswith(
        "Sam heeft dit programma intussen gewijzigd. Jouw versie is bewaard."
    )
    both = told(noor.get(path))
    assert (both["content"]["name"], both["own"]["content"]["name"]) == ("Van Sam", "Van Noor")
    assert (both["own"]["reason"], both["own"]["based_on"]) == ("overtaken", 1)
    assert told(sam.get(path))["own"] is None

    # Writing on while undecided writes over nobody, and forgets nothing.
    assert refused(noor.save(made, name="Van Noor, verder")) == (409, "programme_changed")
    both = told(noor.get(path))
    assert (both["content"]["name"], both["own"]["content"]["name"]) == ("Van Sam", "Van Noor, verder")
    assert refused(noor.post(f"{path}/publish", {"revision": 2})) == (409, "programme_unsaved")

    settled = told(noor.save(both, name="Van allebei"))
    assert (settled["content"]["name"], settled["own"]) == ("Van allebei", None)
    names = [one["programme"]["name"] for one in told(noor.get(f"{path}/history"))["entries"]]
    assert names == ["Van allebei", "Van Sam", "Slecht nieuws"]


def test_one_may_go_on_with_the_other_version(noor: Professional, sam: Professional) -> None:
    made = noor.begin()
    path = f"/programmes/{made['line']['id']}"
    told(sam.save(made, name="Van Sam"))
    noor.save(made, name="Van Noor")

    assert noor.delete(f"{path}/own").status_code == 204

    assert told(noor.get(path))["own"] is None
    assert refused(noor.delete(f"{path}/own")) == (404, "own_version_unknown")


def test_a_programme_runs_is_held_goes_on_and_ends(noor: Professional) -> None:
    made = noor.begin()
    path = f"/programmes/{made['line']['id']}"

    running = told(noor.post(f"{path}/publish", {"revision": 1}))
    assert (running["line"]["state"], running["line"]["changed"]) == ("running", False)
    changed = told(noor.save(running, name="Nieuwe naam"))
    assert (changed["line"]["changed"], changed["live"]["name"]) == (True, "Slecht nieuws")
    assert refused(noor.post(f"{path}/publish", {"revision": 1})) == (409, "programme_changed")
    assert told(noor.post(f"{path}/pause"))["line"]["state"] == "paused"
    assert noor.post(f"{path}/pause").status_code == 409
    assert told(noor.post(f"{path}/resume"))["line"]["state"] == "running"
    assert told(noor.post(f"{path}/stop"))["line"]["state"] == "ended"
    assert noor.delete(path).status_code == 409

    entries = told(noor.get(f"{path}/history"))["entries"]
    assert [one["what"] for one in entries] == ["stopped", "resumed", "paused", "saved", "published", "saved"]
    assert {one["by"]["name"] for one in entries} == {"Noor"}


def test_a_copy_is_a_draft_of_its_own(noor: Professional, sam: Professional) -> None:
    made = noor.begin()

    copy = told(sam.post(f"/programmes/{made['line']['id']}/copy"))

    assert copy["line"]["id"] != made["line"]["id"]
    assert (copy["line"]["state"], copy["line"]["name"]) == ("draft", "Slecht nieuws (2)")
    assert copy["changed_by"]["name"] == "Sam"


def test_a_draft_can_be_thrown_away(noor: Professional) -> None:
    made, half = noor.begin(), noor.begin(name="")

    for one in (made, half):
        assert noor.delete(f"/programmes/{one['line']['id']}").status_code == 204
        assert noor.get(f"/programmes/{one['line']['id']}").status_code == 404
    assert told(noor.get("/programmes"))["programmes"] == []


def test_looking_ahead_needs_no_saving(noor: Professional) -> None:
    made = noor.begin()
    path = f"/programmes/{made['line']['id']}/check"

    ahead = told(noor.post(path, {"content": CONTENT}))

    assert [one["wall"] for one in ahead["occurrences"][:3]] == [
        "2027-01-05T08:45",
        "2027-01-07T08:45",
        "2027-01-12T08:45",
    ]
    assert len(ahead["occurrences"]) == 10
    assert ahead["occurrences"][0]["body"]["nl"].startswith("Eén zin, ")
    assert "{" not in ahead["occurrences"][0]["body"]["nl"]
    assert ahead["outlook"]["people"] is None
    assert told(noor.get(f"/programmes/{made['line']['id']}"))["line"]["revision"] == 1

    wrong = told(noor.post(path, {"content": CONTENT | {"ends": "2026-12-31"}}))
    assert (wrong["occurrences"], wrong["outlook"]) == ([], None)
    assert [one["code"] for one in wrong["problems"]] == ["ends_before_start"]


def test_the_forecast_tells_how_much_it_is_for_ten_people_or_more(
    noor: Professional, services: Services
) -> None:
    for number in range(12):
        services.nudges.person_seen(f"person-{number}", datetime.now(UTC), first_name="Bo", language="nl")
    daily = {"kind": "calendar", "rrule": "FREQ=DAILY", "at": "09:00"}
    other = noor.begin(name="Elke dag", trigger=daily, starts="2026-01-01")
    told(noor.post(f"/programmes/{other['line']['id']}/publish", {"revision": 1}))
    made = noor.begin(trigger=daily, starts="2026-01-01")

    outlook = told(noor.post(f"/programmes/{made['line']['id']}/check", {"content": made["content"]}))[
        "outlook"
    ]

    assert outlook["people"] == 13
    assert (outlook["each_week"], outlook["each_week_together"]) == (7.0, 14.0)
    assert (outlook["capped"], outlook["cap_day"], outlook["cap_week"]) == (13, 1, 3)


def test_one_can_see_it_on_ones_own_device_first(noor: Professional, services: Services) -> None:
    made = noor.begin()
    path = f"/programmes/{made['line']['id']}/try"

    assert noor.post(path).status_code == 204

    coming = services.nudges.coming(noor.person.id, datetime.now(UTC), 1)
    assert len(coming) <= 1  # in the inbox after the next tick of the engine; nothing for anybody else
    half = noor.begin(name="")
    assert refused(noor.post(f"/programmes/{half['line']['id']}/try")) == (409, "programme_unsaved")


def test_a_ready_programme_begins_next_monday(noor: Professional) -> None:
    ready = told(noor.get("/ready"))["programmes"]
    assert len(ready) >= 12
    assert {one["moment"] for one in ready} == {"new", "more", "apply", "solve", "change"}

    made = told(noor.post("/programmes", {"ready": ready[0]["slug"]}))

    assert made["problems"] == []
    assert made["content"]["name"] == ready[0]["name"]
    assert datetime.fromisoformat(made["content"]["starts"]).weekday() == 0
    assert refused(noor.post("/programmes", {"ready": "bestaat-niet"})) == (404, "ready_unknown")


def test_a_file_goes_out_and_comes_back_the_same(noor: Professional) -> None:
    made = noor.begin()

    file = noor.get(f"/programmes/{made['line']['id']}/file")

    assert file.mimetype == "application/yaml"
    text = file.data.decode()
    assert "name: Slecht nieuws" in text
    back = told(noor.post("/programmes/file", data=text, content_type="application/yaml"))
    assert back["line"]["id"] != made["line"]["id"]
    assert {k: v for k, v in back["content"].items() if k not in ("id", "revision")} == {
        k: v for k, v in made["content"].items() if k not in ("id", "revision")
    }


def test_a_file_with_something_wrong_becomes_an_unfinished_draft(noor: Professional) -> None:
    text = "name: Uit een bestand\npurpose: Anders werken\naudience: []\ntexts: {nl: {title: Hoi}}\n"

    made = told(noor.post("/programmes/file", data=text, content_type="application/yaml"))

    assert made["line"]["revision"] is None
    assert made["content"]["texts"] == {"nl": {"title": "Hoi"}}
    assert {one["field"] for one in made["problems"]} >= {"moment", "opens", "trigger", "starts"}


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"[1, 2]", b"a: &x [*x]", b"hello", b"x" * 200_000, b"name: " + b"y" * 100_000],
)
def test_what_is_no_programme_changes_nothing(noor: Professional, data: bytes) -> None:
    answer = noor.post("/programmes/file", data=data, content_type="application/yaml")

    assert answer.status_code == 400
    assert told(noor.get("/programmes"))["programmes"] == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"texts": {"nl": {"title": "x" * 10_000}}}, "texts.nl.title"),
        ({"texts": {"nl": {"title": "<script>alert(1)</script>"}}}, "texts.nl.title"),
        ({"texts": {"nl": {"title": "Dag {achternaam}"}}}, "texts.nl.title"),
        ({"trigger": {"kind": "calendar", "rrule": "FREQ=SECONDLY", "at": "09:00"}}, "trigger"),
        (
            {"trigger": {"kind": "calendar", "rrule": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "at": "09:00"}},
            "",
        ),
        ({"audience": []}, ""),
        ({"starts": "gisteren"}, "starts"),
        ({"name": {"$ne": 1}}, "name"),
    ],
)
def test_bad_input_is_told_by_field_and_kept(noor: Professional, changed: dict[str, Any], field: str) -> None:
    made = noor.begin(**changed)

    assert made["line"]["revision"] is None
    assert any(one["field"].startswith(field) for one in made["problems"]), made["problems"]
    assert told(noor.get("/programmes"))["programmes"][0]["mine"] is True


def test_what_no_person_typed_is_refused(noor: Professional) -> None:
    answer = noor.post("/programmes", {"content": CONTENT | {"name": "x" * 70_000}})

    assert refused(answer) == (400, "programme_too_large")


def test_the_engine_says_in_words_whether_it_is_well(noor: Professional) -> None:
    health = told(noor.get("/engine"))

    assert health["well"] is False
    assert [one["code"] for one in health["troubles"]] == ["no_tick"]
    assert health["troubles"][0]["message"].startswith("Niemand kijkt")


def test_audiences_are_counted_from_ten_people_on(noor: Professional, services: Services) -> None:
    for number in range(11):
        person = f"person-{number}"
        services.nudges.person_seen(person, datetime.now(UTC), first_name="Bo", language="nl")
        labels = {"balie", "nieuw"} if number < 3 else {"balie"}
        services.nudges.set_audiences(person, frozenset(labels), datetime.now(UTC))

    found = told(noor.get("/audiences"))["audiences"]

    assert found == [
        {"label": "all", "people": 12},
        {"label": "balie", "people": 11},
        {"label": "nieuw", "people": None},
    ]
