"""Phones at the strict push service: what is sent to them is verified, decrypted, and replaced by topic.

Every second one is online and shows a message as it comes, a tag that is on the screen replaced; the others
are away until the end and then get what waits for them.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import insert

from nudges.push.devices import DeviceRow, Devices
from nudges.push.endpoints import Endpoints
from nudges.push.sender import PushSender
from nudges.push.vapid import VapidKeys
from nudges.store import Store
from tests.nudges.push_service import Browser, PushService, Stored

CARRIERS = 4


@dataclass(frozen=True)
class Street:
    """What a worker needs to reach the phones."""

    origin: str
    pem: str

    @property
    def keys(self) -> VapidKeys:
        """Give who is sending."""
        return VapidKeys(self.pem, "mailto:push@example.org")

    def sender(self, store: Store) -> PushSender:
        """Give the sender of the product."""
        endpoints = Endpoints([self.origin])
        devices = Devices(store, endpoints, self.keys.public)
        return PushSender(self.keys, devices, endpoints, threads=CARRIERS, per_service=CARRIERS)


class StrictPhones:
    """The push service and everybody's phone. Thread-safe."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.lock = threading.Lock()
        self.visible: dict[str, set[str]] = defaultdict(set)
        """Tags on the screen by device."""
        self.arrived: set[str] = set()
        """Devices for which something came."""
        self._service = PushService(tls=False, clock=clock)
        self._service.on_message = self._came
        self._browsers: dict[str, Browser] = {}
        self._by_channel: dict[str, str] = {}
        self._online: set[str] = set()
        private = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._pem = private.decode()

    def start(self) -> None:
        """Begin."""
        self._service.__enter__()

    def close(self) -> None:
        """End, and join."""
        self._service.__exit__(None, None, None)

    @property
    def reached_by(self) -> Street:
        """Give what a worker needs."""
        return Street(self._service.origin, self._pem)

    def join(self, store: Store, names: Sequence[str], now: datetime) -> None:
        """Give these people a phone on which notifications are on."""
        server_key = self.reached_by.keys.public
        rows: list[dict[str, Any]] = []
        for name in names:
            browser = self._service.subscribe(server_key)
            device = f"{name}-phone"
            self._browsers[device], self._by_channel[browser.channel] = browser, device
            if len(self._browsers) % 2:
                self._online.add(device)
            rows.append(
                {
                    "id": device,
                    "person_id": name,
                    "endpoint": browser.endpoint,
                    "p256dh": browser.p256dh,
                    "auth": browser.auth,
                    "server_key": server_key,
                    "origin": "https://souffleur.example.org",
                    "created_at": now,
                    "seen_at": now,
                }
            )
        with store.write() as connection:
            connection.execute(insert(DeviceRow), rows)

    def finish(self) -> None:
        """Let everybody come online, and see that no rule was broken."""
        for device, browser in self._browsers.items():
            waiting = self._service.collect(browser)
            assert len(waiting) == (device not in self._online), f"{len(waiting)} messages wait for {device}"
            self.visible[device].update(one["notification"]["tag"] for one in waiting)
        assert self._service.complaints == []

    def _came(self, stored: Stored) -> bool:
        device = self._by_channel[stored.channel]
        online = device in self._online
        tag = self._browsers[device].read(stored.body)["notification"]["tag"] if online else ""
        with self.lock:
            self.arrived.add(device)
            if online:
                self.visible[device].add(tag)
        return online
