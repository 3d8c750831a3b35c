"""Who is let in, from where."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_visitor_on_this_machine_is_the_demo_employee(client: FlaskClient) -> None:
    answer = client.get("/v1/me")

    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["name"], answer.json["demo"], answer.json["signed_in_via"]) == (
        "demo",
        True,
        "cookie",
    )
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    ("environ", "headers"),
    [
        (ELSEWHERE, {}),
        ({}, {"X-Forwarded-For": "192.0.2.7"}),
        ({}, {"Forwarded": "for=192.0.2.7"}),
        ({}, {"X-Real-Ip": "127.0.0.1"}),
        ({}, {"Host": "rebound.example"}),
    ],
)
def test_no_demo_from_elsewhere(
    client: FlaskClient, environ: dict[str, str], headers: dict[str, str]
) -> None:
    me = client.get("/v1/me", environ_overrides=environ, headers=headers)
    demo = client.post("/v1/demo", json={"role": "employee"}, environ_overrides=environ, headers=headers)

    assert me.status_code == 401
    assert demo.status_code == 403
    assert demo.json is not None
    assert demo.json["code"] == "demo_refused"


def test_a_demo_cookie_taken_elsewhere_is_worth_nothing(client: FlaskClient) -> None:
    client.get("/v1/me")

    assert client.get("/v1/me").status_code == 200
    assert client.get("/v1/conversations", environ_overrides=ELSEWHERE).status_code == 401


def test_no_demo_in_production(settings: Settings, make_app: AppMaker) -> None:
    app = make_app(settings.model_copy(update={"environment": "production"}))
    client = app.test_client()

    assert client.get("/v1/me").status_code == 401
    assert client.post("/v1/demo", json={"role": "employee"}).status_code == 403


def test_a_demo_token_made_in_development_is_refused_in_production(
    settings: Settings, make_app: AppMaker
) -> None:
    development = make_app(settings)
    people = development.extensions["souffleur"].people
    token = people.make_token(people.demo(Role.EMPLOYEE).id)
    production = make_app(settings.model_copy(update={"environment": "production"}))

    assert development.test_client().get("/v1/me", headers=bearer(token)).status_code == 200
    assert production.test_client().get("/v1/me", headers=bearer(token)).status_code == 401


def test_switching_to_the_demo_learning_professional(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.post("/v1/demo", json={"role": "learning_professional"})

    me = client.get("/v1/me").json

    assert me is not None
    assert (me["name"], me["role"]) == ("demo-leerprofessional", "learning_professional")


def test_there_is_no_demo_administrator(client: FlaskClient) -> None:
    assert client.post("/v1/demo", json={"role": "administrator"}).status_code == 400


def test_whoever_signs_out_stays_out(client: FlaskClient) -> None:
    client.get("/v1/me")

    assert client.delete("/v1/sign-in").status_code == 204
    assert client.get("/v1/me").status_code == 401
    assert client.post("/v1/demo", json={"role": "employee"}).status_code == 200


def test_a_token_signs_in_from_anywhere(app: Flask, services: Services) -> None:
    noor = services.people.add("Noor", Role.EMPLOYEE)
    token = services.people.make_token(noor.id)

    answer = app.test_client().get("/v1/me", headers=bearer(token), environ_overrides=ELSEWHERE)

    assert answer.json is not None
    assert (answer.json["name"], answer.json["signed_in_via"]) == ("Noor", "token")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("sent", ["Bearer", "Bearer wrong", "Basic ZGVtbzpkZW1v", "nonsense"])
def test_a_wrong_token_is_not_replaced_by_the_demo_person(client: FlaskClient, sent: str) -> None:
    answer = client.get("/v1/me", headers={"Authorization": sent})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_forged_cookie_is_nobody(client: FlaskClient) -> None:
    client.set_cookie("souffleur", "eyJwZXJzb24iOiJ4In0.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")

    assert client.get("/v1/conversations").status_code == 401


def test_an_answer_that_was_under_way_does_not_bring_back_the_person_from_before(
    app: Flask, client: FlaskClient
) -> None:
    client.get("/v1/me")
    under_way = app.test_client(use_cookies=False)
    before = client.get_cookie("souffleur")
    assert before is not None

    client.post("/v1/demo", json={"role": "learning_professional"})
    late = under_way.get("/v1/me", headers={"Cookie": f"souffleur={before.value}"})

    assert late.json is not None
    assert late.json["name"] == "demo"
    assert "Set-Cookie" not in late.headers


def test_the_cookie_is_renewed_at_the_first_opening_of_another_day(client: FlaskClient) -> None:
    client.get("/v1/me")
    with client.session_transaction() as session:
        session["day"] = "2026-01-31"

    first, second = client.get("/v1/me"), client.get("/v1/me")

    assert "Expires" in first.headers["Set-Cookie"]
    assert "Set-Cookie" not in second.headers
