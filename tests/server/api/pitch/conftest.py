"""An application for pitches alone, and somebody who practises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker
from tests.server.api.pitch.takes import Scripted
from voice.stt.pool import RecogniserPool
from voice.vad import SileroVad


@pytest.fixture
def script() -> Scripted:
    return Scripted()


@pytest.fixture
def app(make_app: AppMaker, settings: Settings, script: Scripted) -> Iterator[Flask]:
    """Give an application in which only what a pitch needs is there; nothing else has to load."""
    pool = RecogniserPool(script)
    others = dict.fromkeys(("voices", "responder"))
    app = make_app(settings, vad=SileroVad(), transcriber=script, pool=pool, **others)
    app.extensions["souffleur.limiter"].enabled = False
    yield app
    app.extensions["souffleur"].takes.close()
    pool.close()


@pytest.fixture
def person(app: Flask, services: Services) -> FlaskClient:
    client = app.test_client()
    noor = services.people.add("Noor", Role.EMPLOYEE)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {services.people.make_token(noor.id)}"
    return client
