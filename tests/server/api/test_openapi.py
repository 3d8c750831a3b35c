"""The interface is as it is described, whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth

from server.app import create_app
from server.identity import Role
from server.services import EXTENSION, Services
from server.settings import Settings

ROUTES_WITHOUT_DESCRIPTION = {
    "/",
    "/<path:path>",
    "/healthz",
    "/readyz",
    "/metrics",
    "/v1/openapi.json",
    "/v1/realtime",
}


def test_every_route_is_described(app: Flask) -> None:
    told = app.test_client().get("/v1/openapi.json").json

    assert told is not None
    routes = {rule.rule for rule in app.url_map.iter_rules()} - ROUTES_WITHOUT_DESCRIPTION
    assert {path.replace("{", "<").replace("}", ">") for path in told["paths"]} == routes


def test_every_operation_has_a_sentence_and_its_problems(app: Flask) -> None:
    told = app.test_client().get("/v1/openapi.json").json

    assert told is not None
    operations = [operation for path in told["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"].endswith((".", ";", ","))
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"]


def test_the_parts_of_an_area_carry_its_one_tag(app: Flask) -> None:
    told = app.test_client().get("/v1/openapi.json").json

    assert told is not None
    for area in ("language", "coach", "roleplay"):
        below = [methods for path, methods in told["paths"].items() if path.split("/")[2] == area]
        tags = {tag for methods in below for operation in methods.values() for tag in operation["tags"]}
        assert tags == {area}


def test_nothing_personal_is_told_to_nobody(app: Flask) -> None:
    told = app.test_client().get("/v1/openapi.json").json

    assert told is not None
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            address = path.replace("{", "").replace("}", "")
            client = app.test_client()
            answer = client.open(address, method=method.upper(), json={}, environ_overrides=elsewhere)
            assert answer.status_code in ((400, 401, 403) if operation["security"] == [] else (401,)), path


def operations() -> list[str]:
    """Name the operations to send nonsense to; speech and sound have tests of their own."""
    return [
        "GET /v1/me", "PATCH /v1/me", "POST /v1/demo", "DELETE /v1/sign-in",
        "GET /v1/cards", "GET /v1/cards/{slug}", "GET /v1/tips", "POST /v1/cards/{slug}/opened",
        "POST /v1/questions", "POST /v1/turns/{turn}/helped", "POST /v1/open-questions",
        "GET /v1/conversations", "GET /v1/conversations/{conversation}",
        "DELETE /v1/conversations/{conversation}", "DELETE /v1/conversations", "GET /v1/export",
        "GET /v1/scenarios", "GET /v1/scenarios/{slug}", "POST /v1/roleplay/runs",
        "POST /v1/roleplay/runs/{run}/turns", "PUT /v1/roleplay/runs/{run}/plan",
        "GET /v1/belongings", "GET /v1/week", "GET /v1/notes", "POST /v1/notes", "PATCH /v1/notes/{note}",
        "POST /v1/folders", "POST /v1/coach/sessions", "POST /v1/coach/sessions/{session}/nudge",
        "POST /v1/language/rounds", "POST /v1/language/help", "POST /v1/language/talks",
        "GET /v1/language/contrasts/{contrast_id}",
        "POST /v1/pitches", "PATCH /v1/pitches/{pitch}",
        "GET /v1/takes/{take}/sound", "PUT /v1/takes/{take}/transcript", "POST /v1/takes/{take}/keep",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description as it is read by others, once: it is the same for every application."""
    app = create_app(Settings(instance=tmp_path_factory.mktemp("described") / "instance", offline=True))
    told = schemathesis.openapi.from_wsgi("/v1/openapi.json", app)
    told.config.generation.allow_x00 = False  # refused everywhere, which no schema says: test_plain_text.py
    yield told
    app.extensions[EXTENSION].close()


@pytest.mark.parametrize("operation", operations())
def test_nothing_that_is_sent_makes_it_crash(
    app: Flask, services: Services, schema: Any, operation: str
) -> None:
    app.extensions["souffleur.limiter"].enabled = False
    noor = services.people.add("Noor", Role.EMPLOYEE)
    headers = {"Authorization": f"Bearer {services.people.make_token(noor.id)}"}
    method, _, path = operation.partition(" ")

    @settings(
        max_examples=15,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy())
    def send(case: Any) -> None:
        # Not ignored_auth: it invents a cookie, and cannot know that our token is valid beside it.
        case.call_and_validate(app=app, headers=headers, excluded_checks=[ignored_auth])

    send()
