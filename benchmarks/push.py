"""Pushes a second per core: our sender beside ``webpush()``, and beside encryption alone.

    python -m benchmarks.push [--devices 500] [--rounds 5] [--baseline 60]

Everybody sends the same payloads to the same devices at the same service: an HTTPS stub with kept connections
and a certificate that this run made, in a process of its own. Counted is the processor time of the sending
process (``time.process_time``: all its threads, user and system), because the stub has the other core; pushes
a second per core are pushes by seconds of processor time. Sides alternate in rounds; the median round counts.

- ``per_second``: :class:`nudges.push.sender.PushSender` from handover to outcome: devices looked up in
  SQLite, endpoint checked, payload written, encrypted, sent, answer read.
- ``per_second_baseline``: ``webpush()`` called as its README shows it, with the key in a file. Trusting one
  certificate is less work than trusting all those of ``certifi``, so this flatters it.
- ``per_second_shared_session``: the same with a ``requests_session``, which its README does not show.
- ``encryptions_per_second``: the encryption of these payloads alone, with our own encoder; that of
  ``http_ece``, which pywebpush uses, is ``http_ece_per_second``.
- ``share_of_encryption``: ``per_second`` as a share of ``encryptions_per_second``; 1 would mean that
  everything besides encryption costs nothing.

Every push was answered with 201, and the stub's own count is compared. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import http_ece
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pywebpush import webpush
from sqlalchemy import create_engine

from nudges.push import base64url
from nudges.push.devices import Devices, Subscription
from nudges.push.encoder import Receiver, encrypt
from nudges.push.endpoints import Endpoints
from nudges.push.payload import payload
from nudges.push.sender import PushSender
from nudges.push.vapid import VapidKeys
from nudges.sender import Accepted, Handover
from nudges.store import Base, Store
from tests.nudges.certificates import self_signed

SUBJECT: Final = "mailto:push@example.org"
ORIGIN: Final = "https://souffleur.example"
TTL_SECONDS: Final = 3600
BODY: Final = (
    "Over een kwartier spreek je je leidinggevende. Begin met een open vraag en laat een stilte vallen."
)


@dataclass(frozen=True)
class Work:
    """What is sent, for every side the same."""

    handovers: list[Handover]
    subscriptions: list[Subscription]
    payloads: list[bytes]
    now: datetime


def work(devices: int, service: str, server_key: str) -> Work:
    """Make devices with keys of their own, and one nudge for each."""
    now = datetime.now(UTC)
    handovers, subscriptions = [], []
    for number in range(devices):
        point = (
            ec.generate_private_key(ec.SECP256R1())
            .public_key()
            .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        )
        subscriptions.append(
            Subscription(
                f"{service}/wpush/v2/{number:032x}",
                base64url.encode(point),
                base64url.encode(os.urandom(16)),
                server_key,
            )
        )
        handovers.append(
            Handover(
                delivery=f"delivery-{number}",
                device=f"device-{number}",
                person=f"person-{number}",
                occurrence=f"occurrence-{number}",
                language="nl",
                title="Zo meteen: je gesprek",
                body=BODY,
                navigate=f"/seintjes/occurrence-{number}",
                tag=f"occurrence-{number}",
                topic=f"topic-{number}",
                expires_at=now + timedelta(seconds=TTL_SECONDS),
                receipt=base64url.encode(os.urandom(24)),
                badge=1,
            )
        )
    written = [payload(one, ORIGIN) for one in handovers]
    return Work(handovers, subscriptions, [one for one in written if one is not None], now)


def rate(count: int, action: Callable[[], Any]) -> float:
    """Do it, and give the count by seconds of this process's own processor time."""
    before = time.process_time()
    action()
    return count / (time.process_time() - before)


def baseline(work: Work, count: int, key_file: Path, session: requests.Session | None = None) -> None:
    """Send with ``webpush()``; without a session exactly as documented."""
    for number in range(count):
        subscription = work.subscriptions[number % len(work.subscriptions)]
        keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
        given = {} if session is None else {"requests_session": session}
        webpush(
            subscription_info={"endpoint": subscription.endpoint, "keys": keys},
            data=work.payloads[number % len(work.payloads)].decode(),
            vapid_private_key=str(key_file),
            vapid_claims={"sub": SUBJECT},
            ttl=TTL_SECONDS,
            **given,
        )


def ours(work: Work, sender: PushSender) -> None:
    """Send with our sender.

    Raises:
        RuntimeError: something else came of it than acceptance.
    """
    outcomes = dict(sender.send_many(work.handovers, work.now))
    if len(outcomes) != len(work.handovers) or set(outcomes.values()) != {Accepted()}:
        raise RuntimeError(f"not everything was accepted: {set(outcomes.values())}")


def encryption(work: Work) -> None:
    """Encrypt with our own encoder, with the receiver's key as it is stored."""
    for subscription, text in zip(work.subscriptions, work.payloads, strict=True):
        encrypt(text, Receiver(subscription.p256dh, subscription.auth))


def http_ece_encryption(work: Work) -> None:
    """Encrypt as pywebpush does."""
    for subscription, text in zip(work.subscriptions, work.payloads, strict=True):
        http_ece.encrypt(
            text,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=base64url.decode(subscription.p256dh),
            auth_secret=base64url.decode(subscription.auth),
            version="aes128gcm",
        )


def measure(
    folder: Path, service: str, certificate: Path, asked: argparse.Namespace
) -> tuple[dict[str, float], int]:
    """Run all rounds; gives figures and how many pushes the stub must have seen."""
    key_file = folder / "vapid.pem"
    key_file.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    keys = VapidKeys(key_file.read_text(), SUBJECT)
    given = work(asked.devices, service, keys.public)
    engine = create_engine(f"sqlite:///{folder / 'devices.sqlite3'}")
    Base.metadata.create_all(engine)
    endpoints = Endpoints([service])
    devices = Devices(Store(engine), endpoints, keys.public)
    for one, subscription in zip(given.handovers, given.subscriptions, strict=True):
        devices.put(one.person, one.device, subscription, ORIGIN, given.now)
    session = requests.Session()
    tls = ssl.create_default_context(cafile=str(certificate))
    sender = PushSender(keys, devices, endpoints, tls=tls)
    sides: dict[str, tuple[int, Callable[[], None]]] = {
        "per_second": (asked.devices, lambda: ours(given, sender)),
        "per_second_baseline": (asked.baseline, lambda: baseline(given, asked.baseline, key_file)),
        "per_second_shared_session": (
            asked.baseline,
            lambda: baseline(given, asked.baseline, key_file, session),
        ),
        "encryptions_per_second": (asked.devices, lambda: encryption(given)),
        "http_ece_per_second": (asked.devices, lambda: http_ece_encryption(given)),
    }
    found: dict[str, list[float]] = {name: [] for name in sides}
    began = time.perf_counter()
    ours(given, sender)  # connections are made, as they are in a server that has sent before
    for _ in range(asked.rounds):
        for name, (count, action) in sides.items():
            found[name].append(rate(count, action))
    before = time.perf_counter()
    ours(given, sender)
    found["per_second_by_the_clock"] = [asked.devices / (time.perf_counter() - before)]
    found["seconds"] = [time.perf_counter() - began]
    sender.close()
    session.close()
    engine.dispose()
    expected = asked.devices * (asked.rounds + 2) + 2 * asked.baseline * asked.rounds
    return {name: statistics.median(rates) for name, rates in found.items()}, expected


def main() -> int:
    """Print the figures; gives 1 where the stub saw another number of pushes than were counted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--devices", type=int, default=500, help="devices, and pushes of ours a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--baseline", type=int, default=60, help="pushes of webpush() a round")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        certificate, key = self_signed()
        (folder / "certificate.pem").write_text(certificate)
        (folder / "both.pem").write_text(certificate + key)
        # requests trusts what this names; it can be told in no other way through webpush().
        os.environ["REQUESTS_CA_BUNDLE"] = str(folder / "certificate.pem")
        command = [sys.executable, "-m", "benchmarks.push_stub", str(folder / "both.pem")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stub:
            port = stub.stdout.readline().strip() if stub.stdout else ""
            service = f"https://localhost:{port}"
            figures, expected = measure(folder, service, folder / "certificate.pem", asked)
            seen = int(stub.communicate(timeout=30)[0])
    told = {name: round(value, 1) for name, value in figures.items()}
    told["ratio"] = round(figures["per_second"] / figures["per_second_baseline"], 1)
    told["ratio_to_shared_session"] = round(figures["per_second"] / figures["per_second_shared_session"], 1)
    told["share_of_encryption"] = round(figures["per_second"] / figures["encryptions_per_second"], 2)
    print(json.dumps({**told, "devices": asked.devices, "rounds": asked.rounds, "pushes_seen": seen}))
    return int(seen != expected)


if __name__ == "__main__":
    sys.exit(main())
