"""A strict push service on this machine: RFC 8030 for the sender, and a browser's side for tests.

It verifies what comes (``push_checks``), decrypts with the browser's key, keeps messages for browsers that
are away, replaces them by topic and lets them expire. It can be told to fail in each way that real ones fail.
``push_http`` gives it an address; ``autopush`` lets a real Firefox use it.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.nudges.push_checks import Violation, check
from tests.nudges.push_http import Answer, HttpDoor


@dataclass(frozen=True)
class Fault:
    """One way to fail, once."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang: bool = False
    """Take the message in, and never answer."""
    reset: bool = False
    """Reset the connection instead of answering."""
    accept: bool = False
    """Keep the message all the same."""
    larger_than: int = 0
    """Only for bodies of more bytes than these."""


@dataclass
class Stored:
    """A message that waits for its browser."""

    version: str
    channel: str
    body: bytes
    headers: dict[str, str]
    topic: str | None
    urgency: str
    ttl: int
    expires_at: datetime
    replaced: int = 0


class Browser:
    """The browser's side of one subscription."""

    def __init__(self, channel: str, endpoint: str, server_key: str | None):
        """Make the keys, as a browser does."""
        self.channel = channel
        self.endpoint = endpoint
        self.server_key = server_key
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)

    @property
    def p256dh(self) -> str:
        """Give the public key as a subscription shows it."""
        point = self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    @property
    def auth(self) -> str:
        """Give the authentication secret as a subscription shows it."""
        return base64.urlsafe_b64encode(self._auth).rstrip(b"=").decode()

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypt a message."""
        plain = http_ece.decrypt(body, private_key=self._private, auth_secret=self._auth, version="aes128gcm")
        said: dict[str, Any] = json.loads(plain)
        return said


class PushService:
    """The service. Thread-safe."""

    def __init__(self, *, tls: bool = True, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        """Make it; nothing listens yet."""
        self.clock = clock
        self.complaints: list[str] = []
        """Rules that were broken."""
        self.requests = 0
        self.faults: list[Fault] = []
        """The next requests fail like this, in turn."""
        self.on_message: Callable[[Stored], bool] = lambda _stored: False
        """Deliver at once where the browser is connected; tells whether it was."""
        self._browsers: dict[str, Browser] = {}
        self._server_keys: dict[str, str | None] = {}
        self._ended: set[str] = set()
        self._waiting: list[Stored] = []
        self._lock = threading.RLock()
        self._door = HttpDoor(self._answer, tls=tls)

    @property
    def origin(self) -> str:
        """Give scheme, host and port."""
        return self._door.origin

    @property
    def certificate(self) -> str:
        """Give the certificate of this service, as PEM, so that a sender can trust it."""
        return self._door.certificate

    @property
    def connections(self) -> int:
        """Count the connections that were made."""
        return self._door.connections

    def __enter__(self) -> Self:
        """Listen."""
        self._door.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and end every connection."""
        self._door.close()

    def hang_up(self) -> None:
        """End every connection; new ones are welcome."""
        self._door.hang_up()

    def subscribe(self, server_key: str | None = None) -> Browser:
        """Subscribe a browser that this test plays."""
        channel = secrets.token_hex(16)
        browser = Browser(channel, self.register(channel, server_key), server_key)
        with self._lock:
            self._browsers[channel] = browser
        return browser

    def register(self, channel: str, server_key: str | None) -> str:
        """Open a channel for a browser that keeps its keys to itself; gives its endpoint."""
        with self._lock:
            self._server_keys[channel] = server_key
        return f"{self.origin}/wpush/v2/{channel}"

    def end(self, channel: str) -> None:
        """End a subscription: what is sent to it is answered with 410."""
        with self._lock:
            self._ended.add(channel)

    def collect(self, browser: Browser) -> list[dict[str, Any]]:
        """Let a browser come online: it gets what waits and has not expired."""
        return [browser.read(stored.body) for stored in self.take(browser.channel)]

    def take(self, channel: str) -> list[Stored]:
        """Give what waits for a channel and has not expired."""
        with self._lock:
            self._expire()
            found = [stored for stored in self._waiting if stored.channel == channel]
            self._waiting = [stored for stored in self._waiting if stored.channel != channel]
            return found

    def waiting(self) -> list[Stored]:
        """Give everything that waits and has not expired."""
        with self._lock:
            self._expire()
            return list(self._waiting)

    def _expire(self) -> None:
        now = self.clock()
        self._waiting = [stored for stored in self._waiting if stored.expires_at > now]

    def _answer(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        with self._lock:
            self.requests += 1
            fault = None
            if self.faults and len(body) > self.faults[0].larger_than:
                fault = self.faults.pop(0)
            if fault is not None and not fault.accept:
                return Answer(
                    fault.status, dict(fault.headers), fault.body, hang=fault.hang, reset=fault.reset
                )
            try:
                stored = self._accept(path.rpartition("/")[2], headers, body)
            except Violation as problem:
                self.complaints.append(problem.reason)
                return Answer(problem.status, {}, problem.reason.encode())
        if not self.on_message(stored) and stored.ttl > 0:
            self._keep(stored)
        if fault is not None:
            return Answer(fault.status, dict(fault.headers), fault.body, hang=fault.hang, reset=fault.reset)
        return Answer(201, {"Location": f"{self.origin}/m/{stored.version}", "TTL": str(stored.ttl)}, b"")

    def _accept(self, channel: str, headers: Mapping[str, str], body: bytes) -> Stored:
        if channel in self._ended:
            raise Violation(410, "the subscription has ended")
        if channel not in self._server_keys:
            raise Violation(404, "no such subscription")
        now = self.clock()
        checked = check(headers, body, origin=self.origin, server_key=self._server_keys[channel], now=now)
        browser = self._browsers.get(channel)
        if browser is not None:
            try:
                browser.read(body)
            except (ValueError, http_ece.ECEException) as problem:
                raise Violation(400, "the browser cannot decrypt it") from problem
        return Stored(
            secrets.token_hex(8),
            channel,
            body,
            dict(headers),
            checked.topic,
            checked.urgency,
            checked.ttl,
            now + timedelta(seconds=checked.ttl),
        )

    def _keep(self, stored: Stored) -> None:
        """Keep a message until its browser comes, instead of an earlier one with the same topic."""
        with self._lock:
            self._expire()
            for at, other in enumerate(self._waiting):
                if stored.topic and (other.channel, other.topic) == (stored.channel, stored.topic):
                    stored.replaced = other.replaced + 1
                    self._waiting[at] = stored
                    return
            self._waiting.append(stored)
