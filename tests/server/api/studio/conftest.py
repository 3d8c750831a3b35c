"""Two learning professionals and the people they plan for, over the real service of the nudges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.identity import Person, Role
from server.services import EXTENSION, Services
from server.settings import Settings
from tests.conftest import AppMaker

CONTENT: dict[str, Any] = {
    "name": "Slecht nieuws",
    "purpose": "Medewerkers zeggen slecht nieuws in hun eerste zin.",
    "moment": "apply",
    "audience": ["all"],
    "texts": {"nl": {"title": "Begin met het nieuws", "body": "Eén zin, {voornaam}. Dan stil zijn."}},
    "opens": {"kind": "card", "target": "slecht-nieuws"},
    "trigger": {"kind": "calendar", "rrule": "FREQ=WEEKLY;BYDAY=TU,TH", "at": "08:45"},
    "starts": "2027-01-04",
    "ends": None,
}


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """An application without the heavy parts: the studio needs none of them."""
    return make_app(settings)


@pytest.fixture
def services(app: Flask) -> Services:
    found: Services = app.extensions[EXTENSION]
    return found


@dataclass
class Professional:
    """Somebody at the studio's HTTP interface."""

    person: Person
    client: FlaskClient
    headers: dict[str, str]

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/v1/studio{path}", headers=self.headers)

    def post(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        if body is not None:
            more["json"] = body
        return self.client.post(f"/v1/studio{path}", headers=self.headers, **more)

    def put(self, path: str, body: Any) -> TestResponse:
        return self.client.put(f"/v1/studio{path}", json=body, headers=self.headers)

    def delete(self, path: str) -> TestResponse:
        return self.client.delete(f"/v1/studio{path}", headers=self.headers)

    def begin(self, **changed: Any) -> dict[str, Any]:
        """Make a programme that is complete."""
        return told(self.post("/programmes", {"content": CONTENT | changed}))

    def save(self, programme: dict[str, Any], **changed: Any) -> TestResponse:
        """Save a programme with some fields changed, as the form would."""
        line = programme["line"]
        body = {"revision": line["revision"], "content": programme["content"] | changed}
        return self.put(f"/programmes/{line['id']}", body)


def told(answer: TestResponse) -> dict[str, Any]:
    """Give what a successful answer says."""
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json or {}
    return found


def refused(answer: TestResponse) -> tuple[int, str]:
    """Give status and code of a problem."""
    assert answer.json is not None
    return answer.status_code, answer.json["code"]


Hire = Callable[..., Professional]


@pytest.fixture
def hire(app: Flask, services: Services) -> Hire:
    """Add somebody with a role and a token; the nudges know them too."""
    app.extensions["souffleur.limiter"].enabled = False

    def make(name: str, role: Role = Role.LEARNING_PROFESSIONAL) -> Professional:
        person = services.people.add(name, role)
        services.nudges.person_seen(person.id, datetime.now(UTC), first_name=name, language="nl")
        token = services.people.make_token(person.id)
        return Professional(person, app.test_client(), {"Authorization": f"Bearer {token}"})

    return make


@pytest.fixture
def noor(hire: Hire) -> Professional:
    return hire("Noor")


@pytest.fixture
def sam(hire: Hire) -> Professional:
    return hire("Sam")
