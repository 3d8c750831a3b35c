"""A strict push service, a sender that trusts it, and devices in a real database."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import create_engine

from nudges.push.devices import DeviceRow, Devices, Subscription
from nudges.push.endpoints import Endpoints
from nudges.push.sender import PushSender
from nudges.push.vapid import VapidKeys
from nudges.sender import Handover
from nudges.store import Store
from tests.nudges.push_service import Browser, PushService


def new_keys(subject: str = "mailto:push@example.org") -> VapidKeys:
    """Make a key pair as the set-up does."""
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return VapidKeys(pem.decode(), subject)


@pytest.fixture(scope="session")
def keys() -> VapidKeys:
    return new_keys()


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = create_engine(f"sqlite:///{tmp_path / 'devices.sqlite3'}")
    DeviceRow.__table__.create(engine)  # type: ignore[attr-defined]
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def endpoints(service: PushService) -> Endpoints:
    return Endpoints([service.origin])


@pytest.fixture
def devices(store: Store, endpoints: Endpoints, keys: VapidKeys) -> Devices:
    return Devices(store, endpoints, keys.public)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def make_sender(
    service: PushService, devices: Devices, endpoints: Endpoints, keys: VapidKeys
) -> Iterator[Callable[..., PushSender]]:
    made: list[PushSender] = []

    def make(**given: Any) -> PushSender:
        trusted = ssl.create_default_context(cadata=service.certificate) if service.certificate else None
        made.append(PushSender(keys, devices, endpoints, **{"tls": trusted, **given}))
        return made[-1]

    yield make
    for sender in made:
        sender.close()


@pytest.fixture
def sender(make_sender: Callable[..., PushSender]) -> PushSender:
    return make_sender()


@pytest.fixture
def phone(service: PushService, devices: Devices, keys: VapidKeys, now: datetime) -> Browser:
    """Give a browser of Anna that is known as device ``phone``."""
    opened = service.subscribe(keys.public)
    devices.put("anna", "phone", subscription(opened), "https://souffleur.example", now)
    return opened


def subscription(browser: Browser) -> Subscription:
    return Subscription(browser.endpoint, browser.p256dh, browser.auth, browser.server_key or "")


def handover(now: datetime, **given: Any) -> Handover:
    """Write a nudge for Anna's phone."""
    values: dict[str, Any] = {
        "delivery": "d1",
        "device": "phone",
        "person": "anna",
        "occurrence": "o1",
        "language": "nl",
        "title": "Zo meteen: je gesprek",
        "body": "Begin met een vraag.",
        "navigate": "/seintjes/o1",
        "tag": "o1",
        "topic": "topic-o1",
        "expires_at": now + timedelta(minutes=15),
        "receipt": "geheim",
        "badge": 2,
    }
    return Handover(**{**values, **given})
