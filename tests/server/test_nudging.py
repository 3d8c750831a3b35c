"""The engine within the server, and the worker beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as wall_time
from pathlib import Path

import pytest
from flask import Flask

from nudges.people import PersonRules
from nudges.programme import Once, Opens, Programme, Text
from server import nudging
from server.identity import Person, Role
from server.services import EXTENSION, Services
from server.settings import Settings
from server.store import now
from tests.conftest import AppMaker
from tests.servers import running_postgres, running_redis

LIMIT_SECONDS = 120.0


def publish(services: Services) -> Person:
    """Add somebody who may always be reached, and a programme that is due for them at once."""
    noor = services.people.add("Noor de Wit", Role.EMPLOYEE)
    rules = PersonRules(
        quiet_from=wall_time(0), quiet_to=wall_time(0), working_days=frozenset(range(7)), cap_day=None
    )
    services.nudges.set_rules(noor.id, rules, now())
    programme = Programme(
        id="tip",
        name="Tip",
        purpose="Iets leren op het werk.",
        moment="apply",
        audience=("all",),
        texts={"nl": Text(title="Hallo {voornaam}", body="")},
        opens=Opens(kind="card", target="slecht-nieuws"),
        trigger=Once.now(now() + timedelta(seconds=1)),
        starts=date(2026, 1, 1),
    )
    made = services.nudges.create(programme, "lena", now())
    services.nudges.publish(made.summary.id, "lena", made.summary.revision, now())
    return noor


def wait(until: Callable[[], bool]) -> None:
    """Wait for something that other threads or processes do."""
    limit = time.monotonic() + LIMIT_SECONDS
    while not until():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_the_server_handles_nudges_in_its_own_threads(app: Flask) -> None:
    services: Services = app.extensions[EXTENSION]
    assert not services.nudges.health(now()).well
    services.nudging.start()
    noor = publish(services)

    wait(lambda: bool(services.nudges.inbox(noor.id, now()).today))

    assert services.nudges.inbox(noor.id, now()).today[0].title == "Hallo Noor"
    wait(lambda: services.nudges.health(now()).well)


def test_nothing_runs_where_it_is_switched_off(make_app: AppMaker, settings: Settings) -> None:
    app = make_app(settings.model_copy(update={"nudge_engine": "off"}))
    services: Services = app.extensions[EXTENSION]

    services.nudging.start()

    assert services.nudging._engine is None


def test_a_start_that_fails_is_tried_again(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, failures = services.nudging._begin, [OSError("the database is away")]

    def begin_later() -> None:
        if failures:
            raise failures.pop()
        begin()

    monkeypatch.setattr(nudging, "AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(services.nudging, "_begin", begin_later)

    services.nudging.start()

    wait(lambda: services.nudges.health(now()).well)


def test_people_who_are_added_or_change_are_followed(services: Services) -> None:
    noor = services.people.add("Noor de Wit", Role.EMPLOYEE)
    assert services.nudges.export(noor.id)["person"]["first_name"] == "Noor"

    services.people.change(noor.id, language="en")

    assert services.nudges.export(noor.id)["person"]["language"] == "en"


def test_a_worker_alone_does_the_work_and_stops_when_told(make_app: AppMaker, settings: Settings) -> None:
    with running_postgres() as database_url, running_redis() as redis_url:
        told = {"database_url": database_url, "redis_url": redis_url, "nudge_engine": "worker"}
        app = make_app(settings.model_copy(update=told))
        services: Services = app.extensions[EXTENSION]
        services.nudging.start()
        noor = publish(services)
        names = {f"SOUFFLEUR_{name.upper()}": value for name, value in told.items()}
        environment = os.environ | names | {"SOUFFLEUR_INSTANCE": str(settings.instance)}
        worker = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--threads", "2"],
            env=environment,
            cwd=Path(__file__).parents[2],
        )
        try:
            wait(lambda: bool(services.nudges.inbox(noor.id, now()).today))
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(LIMIT_SECONDS) == 0
        finally:
            worker.kill()
            worker.wait()
        assert services.nudges.health(now()).due == 0
        services.close()
