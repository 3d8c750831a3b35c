"""The studio is as it is described, whatever a learning professional sends; files have tests of their own."""

from __future__ import annotations

from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth

from tests.server.api.studio.conftest import Professional, told

ROUTES = (
    "GET /programmes", "POST /programmes", "GET /programmes/{programme}", "PUT /programmes/{programme}",
    "POST /programmes/{programme}/check", "POST /programmes/{programme}/publish",
    "POST /programmes/{programme}/pause", "POST /programmes/{programme}/try",
    "GET /programmes/{programme}/history", "DELETE /programmes/{programme}/own",
    "DELETE /programmes/{programme}", "GET /effect", "GET /effect.csv", "GET /engine",
    "GET /scenarios", "POST /scenarios/try", "POST /scenarios/say", "GET /scenarios/{slug}",
    "PUT /scenarios/{slug}", "POST /scenarios/{slug}/publish", "POST /scenarios/{slug}/withdraw",
    "GET /scenarios/{slug}/history", "GET /scenarios/{slug}/file", "DELETE /scenarios/{slug}",
    "GET /questions", "POST /questions", "PUT /questions/{question}", "DELETE /questions/{question}",
    "POST /questions/say",
)  # fmt: skip


def check(schema: Any, route: str, known: dict[str, str], headers: dict[str, str]) -> None:
    """Send a few requests that fit the description of a route, and compare the answers with it."""
    method, _, path = route.partition(" ")

    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[f"/v1/studio{path}"][method].as_strategy())
    def send(case: Any) -> None:
        if case.path_parameters and method != "DELETE":
            case.path_parameters = {name: known[name] for name in case.path_parameters}
        case.call_and_validate(headers=headers, excluded_checks=[ignored_auth])

    send()


def test_nothing_that_is_sent_makes_it_crash(app: Flask, noor: Professional) -> None:
    question = told(noor.post("/questions", {"nl": "Wat hielp?", "theme": 1}))
    known = {
        "programme": noor.begin()["line"]["id"],
        "slug": "uitkering-afgewezen",
        "question": question["id"],
    }
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", app)
    schema.config.generation.allow_x00 = False  # refused everywhere, which no schema says: test_plain_text.py

    for route in ROUTES:
        check(schema, route, known, noor.headers)
