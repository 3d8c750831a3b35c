"""Who is sending: one header for each service, signed twice in twelve hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from nudges.push.vapid import KEPT_ORIGINS, VapidHeaders, VapidKeys, usable_subject
from tests.nudges.push.conftest import new_keys
from tests.nudges.push_checks import Violation, vapid

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ORIGIN = "https://push.example.org"


def pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def test_a_strict_service_believes_it(keys: VapidKeys) -> None:
    header = VapidHeaders(keys).header(ORIGIN, NOW)

    vapid(header, origin=ORIGIN, server_key=keys.public, now=NOW)
    vapid(header, origin=ORIGIN, server_key=keys.public, now=NOW + timedelta(hours=11))


def test_the_judge_refuses_what_is_wrong(keys: VapidKeys) -> None:
    header = VapidHeaders(keys).header(ORIGIN, NOW)
    token = header.partition(", k=")[0]
    for wrong, origin, key, now in (
        (header, "https://other.example.org", keys.public, NOW),
        (header, ORIGIN, new_keys().public, NOW),
        (header, ORIGIN, keys.public, NOW + timedelta(hours=13)),
        (header, ORIGIN, keys.public, NOW - timedelta(hours=13)),
        (f"{token}, k={new_keys().public}", ORIGIN, None, NOW),
        ("", ORIGIN, None, NOW),
    ):
        with pytest.raises(Violation):
            vapid(wrong, origin=origin, server_key=key, now=now)


def test_a_header_is_kept_for_six_hours_and_for_its_service_only(keys: VapidKeys) -> None:
    headers = VapidHeaders(keys)
    first = headers.header(ORIGIN, NOW)

    assert headers.header(ORIGIN, NOW + timedelta(hours=6)) == first
    assert headers.header("https://other.example.org", NOW) != first
    assert headers.header(ORIGIN, NOW + timedelta(hours=6, seconds=1)) != first


def test_a_clock_that_was_set_back_gets_a_new_header(keys: VapidKeys) -> None:
    headers = VapidHeaders(keys)
    headers.header(ORIGIN, NOW + timedelta(days=2))

    vapid(headers.header(ORIGIN, NOW), origin=ORIGIN, server_key=keys.public, now=NOW)


def test_a_refused_header_is_not_used_again(keys: VapidKeys) -> None:
    headers = VapidHeaders(keys)
    first = headers.header(ORIGIN, NOW)

    headers.forget(ORIGIN)

    assert headers.header(ORIGIN, NOW) != first


def test_only_some_services_are_remembered(keys: VapidKeys) -> None:
    headers = VapidHeaders(keys)
    for number in range(KEPT_ORIGINS + 5):
        headers.header(f"https://{number}.example.org", NOW)

    assert len(headers._kept) == KEPT_ORIGINS


@pytest.mark.parametrize("subject", ["mailto:beheer@example.org", "https://souffleur.example/contact"])
def test_contacts_that_services_take(subject: str) -> None:
    assert usable_subject(subject)


@pytest.mark.parametrize(
    "subject", ["", "beheer@example.org", "mailto:me@localhost", "https://localhost", "http://example.org"]
)
def test_contacts_that_apple_refuses(subject: str) -> None:
    assert not usable_subject(subject)
    with pytest.raises(ValueError, match="contact"):
        new_keys(subject)


def test_other_keys_are_refused() -> None:
    for key in (ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)):
        with pytest.raises(ValueError, match="P-256"):
            VapidKeys(pem(key), "mailto:beheer@example.org")
