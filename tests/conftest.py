"""What every test may use, and what no test may leave behind."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.services import EXTENSION, Services
from server.settings import Settings
from server.store import Database

SETTLE_SECONDS = 5.0
"""How long threads that were told to stop may take; generous, because the machine may be busy."""

NOT_OURS = ("tqdm", "pydevd", "TMonitor")
"""Threads of libraries that live as long as the process: the progress bars of tqdm, a debugger."""

# A busy machine is slow, not wrong: no test is about time.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

AppMaker = Callable[..., Flask]


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + SETTLE_SECONDS
    left = _new_threads(before)
    while left and time.monotonic() < deadline:
        left[0].join(0.05)
        left = _new_threads(before)
    if left:
        pytest.fail(f"threads left behind: {sorted(thread.name for thread in left)}")


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not type(thread).__name__.startswith(NOT_OURS)
    ]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings with a fresh instance folder, and no way to the outside."""
    return Settings(instance=tmp_path / "instance", offline=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was migrated once, to copy: migrating costs half a second each time."""
    file = tmp_path_factory.mktemp("migrated") / "souffleur.sqlite3"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


@pytest.fixture
def make_app(migrated: Path) -> Iterator[AppMaker]:
    """Make migrated applications that are closed at the end of the test."""
    made: list[Services] = []

    def make(settings: Settings, **given: Any) -> Flask:
        target = settings.instance / migrated.name
        if not settings.database_url and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(migrated, target)
        app = create_app(settings, **given)
        services: Services = app.extensions[EXTENSION]
        made.append(services)
        if settings.database_url:
            services.database.migrate()
        return app

    yield make
    for services in made:
        services.close()


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """Give an application whose heavy parts have not been loaded; a test that needs them brings them."""
    return make_app(settings)


@pytest.fixture
def services(app: Flask) -> Services:
    """Give the parts of the application."""
    found: Services = app.extensions[EXTENSION]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser on this machine."""
    return app.test_client()
