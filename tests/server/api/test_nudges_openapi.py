"""The person's nudges are as they are described, whatever is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker
from tests.server.api.nudging import SECRET, arrived, delivered, published

ROUTES = (
    "GET /nudges", "GET /nudges/unanswered", "GET /nudges/{nudge}/why", "POST /nudges/{nudge}/answer",
    "POST /deliveries/{delivery}/receipt", "GET /nudge-rules", "PUT /nudge-rules", "GET /events",
    "POST /events", "DELETE /events/{event}", "PUT /calendar-feed", "DELETE /calendar-feed",
    "GET /push-key", "PUT /devices/{device}", "DELETE /devices/{device}",
)  # fmt: skip

REFUSED_IN_WORDS = ("POST /events", "PUT /calendar-feed", "PUT /devices/{device}")
"""A sentence without a time, a calendar that is none, a device nowhere: no description can tell."""


def check(schema: Any, route: str, known: dict[str, str], headers: dict[str, str]) -> None:
    """Send a few requests that fit the description of a route, and compare the answers with it."""
    method, _, path = route.partition(" ")
    excluded = [ignored_auth, *([positive_data_acceptance] if route in REFUSED_IN_WORDS else [])]

    @settings(
        max_examples=5,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[f"/v1{path}"][method].as_strategy())
    def send(case: Any) -> None:
        # What is really there goes further than an identifier that nobody knows.
        case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    send()


def test_nothing_that_is_sent_makes_it_crash(make_app: AppMaker, settings: Settings) -> None:
    app: Flask = make_app(settings)
    app.extensions["souffleur.limiter"].enabled = False
    services: Services = app.extensions["souffleur"]
    noor = services.people.add("Noor", Role.EMPLOYEE)
    headers = {"Authorization": f"Bearer {services.people.make_token(noor.id)}"}
    app.test_client().get("/v1/nudges", headers=headers)
    nudge = arrived(services, noor.id, published(services), before=timedelta(0))
    known = {"nudge": nudge, "delivery": delivered(services, noor.id, nudge)}
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", app)
    schema.config.generation.allow_x00 = False  # refused everywhere, which no schema says: test_plain_text.py

    for route in ROUTES:
        check(schema, route, known, headers)

    assert services.nudges.receipt(known["delivery"], SECRET, services.nudges.nudge(noor.id, nudge).sent_at)
