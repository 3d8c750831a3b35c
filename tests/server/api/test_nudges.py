"""What a person sees of their nudges, and what they answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nudges.programme import Programme
from server.identity import Role
from server.services import Services
from server.settings import Settings
from server.store import now
from tests.conftest import AppMaker
from tests.server.api.nudging import SECRET, arrived, decided, delivered, published


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """Give an application that needs none of its heavy parts."""
    return make_app(settings)


@pytest.fixture
def me(client: FlaskClient) -> str:
    """The person at the browser."""
    told: Any = client.get("/v1/me").json
    client.get("/v1/nudges")
    return str(told["id"])


@pytest.fixture
def plan(services: Services, me: str) -> Programme:
    """A programme that runs for the person."""
    assert me
    return published(services)


def read(client: FlaskClient, query: str = "") -> Any:
    answer = client.get(f"/v1/nudges{query}")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_what_came_today_and_earlier_with_its_number(
    client: FlaskClient, services: Services, me: str, plan: Programme
) -> None:
    fresh = arrived(services, me, plan, before=timedelta(0))
    old = arrived(services, me, plan, before=timedelta(days=3))

    told = read(client)

    assert [one["id"] for one in told["today"]] == [fresh]
    assert [one["id"] for one in told["earlier"]] == [old]
    assert told["unanswered"] == 1
    assert told["today"][0]["opens"] == {"kind": "card", "target": "slecht-nieuws"}
    assert told["today"][0]["programme"]["name"] == plan.name
    assert client.get("/v1/nudges/unanswered").json == {"count": 1, "ids": [fresh, old]}


def test_what_comes_is_there_with_the_clock_of_the_browser(client: FlaskClient, services: Services) -> None:
    client.get("/v1/me")
    read(client, "?zone=America/New_York")
    published(services)

    coming = read(client)["coming"]

    assert coming
    assert {datetime.fromisoformat(one["at"]).minute for one in coming} == {0}
    rules: Any = client.get("/v1/nudge-rules").json
    assert rules["zone"] == "America/New_York"


def test_a_zone_that_is_not_known_leaves_the_last_one(client: FlaskClient) -> None:
    client.get("/v1/me")
    read(client, "?zone=America/New_York")

    read(client, "?zone=Mars/Olympus")

    rules: Any = client.get("/v1/nudge-rules").json
    assert rules["zone"] == "America/New_York"


@pytest.mark.parametrize("answer", ["now", "useful", "not_useful", "opened", "not_for_me"])
def test_an_answer_counts_once_and_is_told_back(
    client: FlaskClient, services: Services, me: str, plan: Programme, answer: str
) -> None:
    nudge = arrived(services, me, plan, before=timedelta(0))

    first = client.post(f"/v1/nudges/{nudge}/answer", json={"answer": answer})
    again = client.post(f"/v1/nudges/{nudge}/answer", json={"answer": answer})

    assert first.status_code == 200
    assert first.json == again.json
    assert read(client)["unanswered"] == 0
    assert client.get("/v1/nudges/unanswered").json == {"count": 0, "ids": []}


def test_not_for_me_switches_the_programme_off_until_it_is_wanted_again(
    client: FlaskClient, services: Services, me: str, plan: Programme
) -> None:
    nudge = arrived(services, me, plan)
    client.post(f"/v1/nudges/{nudge}/answer", json={"answer": "not_for_me"})

    rules: Any = client.get("/v1/nudge-rules").json
    assert rules["muted"] == [{"id": plan.id, "name": plan.name}]

    rules = client.put("/v1/nudge-rules", json={"muted": []}).json
    assert rules["muted"] == []


def test_later_comes_back_at_that_moment(
    client: FlaskClient, services: Services, me: str, plan: Programme
) -> None:
    nudge = arrived(services, me, plan)
    until = (now() + timedelta(hours=1)).replace(microsecond=0)

    answer = client.post(
        f"/v1/nudges/{nudge}/answer", json={"answer": "later", "until": until.isoformat()}
    ).json

    assert answer is not None
    assert answer["answer"] == "later"
    assert until in [datetime.fromisoformat(one["at"]) for one in read(client)["coming"]]


@pytest.mark.parametrize("hours", [-1, 24 * 90])
def test_later_must_be_a_moment_to_come(
    client: FlaskClient, services: Services, me: str, plan: Programme, hours: int
) -> None:
    nudge = arrived(services, me, plan)
    until = (now() + timedelta(hours=hours)).isoformat()

    answer = client.post(f"/v1/nudges/{nudge}/answer", json={"answer": "later", "until": until})

    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["code"] == "until_invalid"


def test_why_it_came_and_why_not_in_the_persons_language(
    client: FlaskClient, services: Services, me: str, plan: Programme
) -> None:
    came = arrived(services, me, plan)
    decided(services, came, "sent", "sent", now())
    withheld = arrived(services, me, plan, state="withheld", sent_at=None, reason="cap_person")
    decided(services, withheld, "withheld", "cap_person", now())

    why: Any = client.get(f"/v1/nudges/{came}/why").json
    assert why["purpose"] == plan.purpose
    assert why["trigger"]
    assert [one["verdict"] for one in why["decisions"]] == ["sent"]
    [missed] = read(client)["withheld"]
    assert (missed["id"], missed["why"]) == (withheld, "Je had er al zoveel als je wilt.")

    client.patch("/v1/me", json={"language": "en"})

    [missed] = read(client)["withheld"]
    assert missed["why"] == "You already had as many as you want."


def test_somebody_elses_nudge_does_not_exist(
    client: FlaskClient, services: Services, plan: Programme
) -> None:
    other = services.people.add("Sanne", Role.EMPLOYEE)
    nudge = arrived(services, other.id, plan)

    assert read(client)["today"] == []
    assert client.get(f"/v1/nudges/{nudge}/why").status_code == 404
    assert client.post(f"/v1/nudges/{nudge}/answer", json={"answer": "now"}).status_code == 404


def test_a_receipt_needs_its_secret_and_nothing_else(
    app: Flask, services: Services, me: str, plan: Programme
) -> None:
    nudge = arrived(services, me, plan)
    delivery = delivered(services, me, nudge)
    stranger = app.test_client()
    path = f"/v1/deliveries/{delivery}/receipt"

    wrong = stranger.post(path, json={"secret": SECRET[::-1]})
    right = stranger.post(path, json={"secret": SECRET})
    elsewhere = stranger.post("/v1/deliveries/nothing/receipt", json={"secret": SECRET})

    assert (wrong.status_code, right.status_code, elsewhere.status_code) == (404, 204, 404)


def test_a_notification_can_be_answered_where_nobody_is_signed_in(
    app: Flask, client: FlaskClient, services: Services, me: str, plan: Programme
) -> None:
    nudge = arrived(services, me, plan, before=timedelta(0))
    delivery = delivered(services, me, nudge)
    until = now() + timedelta(hours=2)

    answer = app.test_client().post(
        f"/v1/deliveries/{delivery}/receipt",
        json={"secret": SECRET, "answer": "later", "until": until.isoformat()},
    )

    assert answer.status_code == 204
    assert read(client)["today"][0]["answer"] == "later"


def test_nobody_may_look_without_signing_in(app: Flask) -> None:
    stranger = app.test_client()

    for path in ("/v1/nudges", "/v1/nudges/unanswered", "/v1/nudge-rules", "/v1/events", "/v1/push-key"):
        assert stranger.get(path, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}).status_code == 401
