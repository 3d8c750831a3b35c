"""Pages that are opened at the same moment leave one row, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from nudges.push import base64url
from nudges.push.devices import DeviceRow, Devices, Subscription
from nudges.push.endpoints import Endpoints
from nudges.push.vapid import VapidKeys
from nudges.store import Store
from tests.nudges.push.conftest import new_keys
from tests.servers import running_postgres

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERE = "https://souffleur.example"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with ExitStack() as stack:
        kind = request.param
        url = (
            stack.enter_context(running_postgres()) if kind == "postgresql" else f"sqlite:///{tmp_path / 'd'}"
        )
        given = {"connect_args": {"timeout": 60}} if kind == "sqlite" else {}
        engine = create_engine(url, pool_size=8, **given)
        stack.callback(engine.dispose)
        DeviceRow.__table__.create(engine)  # type: ignore[attr-defined]
        yield Store(engine)


def subscription(keys: VapidKeys, number: int) -> Subscription:
    """Give one of several endpoints; any point will do for a key."""
    endpoint = f"https://fcm.googleapis.com/fcm/send/{number}"
    return Subscription(endpoint, new_keys().public, base64url.encode(b"sixteen bytes ok"), keys.public)


def test_an_endpoint_ends_in_one_row_whoever_came_first(store: Store) -> None:
    keys = new_keys()
    devices = Devices(store, Endpoints(), keys.public)
    given = [subscription(keys, number) for number in range(5)]

    def opened(number: int) -> bool:
        return devices.put(f"person-{number % 3}", f"device-{number % 4}", given[number % 5], HERE, NOW)

    with ThreadPoolExecutor(6) as pages:
        assert all(pages.map(opened, range(60)))

    kept = devices.get([f"device-{number}" for number in range(4)])
    endpoints = [one.subscription.endpoint for one in kept.values()]
    assert 1 <= len(endpoints) == len(set(endpoints)) <= 4
    listed = devices.of([f"person-{number}" for number in range(3)])
    assert sorted(name for names in listed.values() for name in names) == sorted(kept)
    gone = next(iter(kept.values()))
    devices.gone(gone)
    assert devices.get([gone.id]) == {}
