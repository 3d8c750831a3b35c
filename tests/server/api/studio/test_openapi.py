"""The studio is as it is described, whatever a learning professional sends; files have tests of their own."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth

from tests.server.api.studio.conftest import Professional

ROUTES = [
    f"{method} /v1/studio{path}"
    for method, path in (
        ("GET", "/programmes"),
        ("POST", "/programmes"),
        ("GET", "/programmes/{programme}"),
        ("PUT", "/programmes/{programme}"),
        ("DELETE", "/programmes/{programme}"),
        ("DELETE", "/programmes/{programme}/own"),
        ("POST", "/programmes/{programme}/publish"),
        ("POST", "/programmes/{programme}/pause"),
        ("POST", "/programmes/{programme}/check"),
        ("POST", "/programmes/{programme}/try"),
        ("GET", "/programmes/{programme}/history"),
        ("GET", "/effect"),
        ("GET", "/effect.csv"),
        ("GET", "/engine"),
    )
]


@pytest.mark.parametrize("operation", ROUTES)
def test_nothing_that_is_sent_makes_it_crash(app: Flask, noor: Professional, operation: str) -> None:
    known = noor.begin()["line"]["id"]
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", app)
    method, _, path = operation.partition(" ")

    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy())
    def send(case: Any) -> None:
        if "{programme}" in path and method != "DELETE":
            case.path_parameters = {"programme": known}
        case.call_and_validate(headers=noor.headers, excluded_checks=[ignored_auth])

    send()
