"""The devices on which a person gets notifications."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from flask.testing import FlaskClient

from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker

ENDPOINT = "https://fcm.googleapis.com/fcm/send/one-of-many"
DEVICE = "2f1c1b0e-6f2c-4a51-9d0e-2f6a3c3b7d10"


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """Give an application that may send to one push service."""
    return make_app(settings.model_copy(update={"push_allowed_hosts": ("fcm.googleapis.com",)}))


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def subscription(key: str, **changed: str) -> dict[str, str]:
    """What a browser gives."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    given = {
        "endpoint": ENDPOINT,
        "p256dh": encoded(point),
        "auth": encoded(b"sixteen bytes ok"),
        "server_key": key,
    }
    return given | changed


def key_of(client: FlaskClient) -> str:
    client.get("/v1/me")
    told: Any = client.get("/v1/push-key").json
    return str(told["key"])


def devices_of(services: Services, person: str) -> list[str]:
    assert services.nudging.devices is not None
    return list(services.nudging.devices.of([person]).get(person, ()))


def test_a_device_is_kept_once_however_often_it_is_told(client: FlaskClient, services: Services) -> None:
    key = key_of(client)
    me: Any = client.get("/v1/me").json

    for _ in range(3):
        answer = client.put(f"/v1/devices/{DEVICE}", json=subscription(key, zone="Europe/Amsterdam"))
        assert (answer.status_code, answer.json) == (200, {"subscribed": True})

    assert devices_of(services, me["id"]) == [DEVICE]


def test_another_key_means_subscribe_again(client: FlaskClient, services: Services) -> None:
    key = key_of(client)
    me: Any = client.get("/v1/me").json
    client.put(f"/v1/devices/{DEVICE}", json=subscription(key))

    answer = client.put(f"/v1/devices/{DEVICE}", json=subscription("B" + key[1:][::-1]))

    assert answer.json == {"subscribed": False}
    assert devices_of(services, me["id"]) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://127.0.0.1/push"},
        {"endpoint": "http://fcm.googleapis.com/fcm/send/x"},
        {"endpoint": "https://evil.example/push"},
        {"p256dh": "AAAA"},
        {"auth": "AA"},
    ],
)
def test_what_cannot_be_sent_to_is_refused_without_repeating_it(
    client: FlaskClient, changed: dict[str, str]
) -> None:
    answer = client.put(f"/v1/devices/{DEVICE}", json=subscription(key_of(client), **changed))

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "device_refused"
    assert "Je seintjes staan wel hier" in answer.json["message"]
    assert all(value not in answer.text for value in changed.values())


def test_signing_out_removes_the_device_and_only_ones_own(client: FlaskClient, services: Services) -> None:
    me: Any = client.get("/v1/me").json
    client.put(f"/v1/devices/{DEVICE}", json=subscription(key_of(client)))
    other = services.people.add("Sanne", Role.EMPLOYEE)
    token = services.people.make_token(other.id)

    theirs = client.delete(f"/v1/devices/{DEVICE}", headers={"Authorization": f"Bearer {token}"})
    assert (theirs.status_code, devices_of(services, me["id"])) == (204, [DEVICE])

    assert client.delete(f"/v1/devices/{DEVICE}").status_code == 204
    assert devices_of(services, me["id"]) == []


def test_a_browser_in_which_somebody_else_signs_in_takes_its_endpoint_along(
    client: FlaskClient, services: Services
) -> None:
    key = key_of(client)
    me: Any = client.get("/v1/me").json
    client.put(f"/v1/devices/{DEVICE}", json=subscription(key))
    other: Any = client.post("/v1/demo", json={"role": "learning_professional"}).json

    client.put(f"/v1/devices/{DEVICE}", json=subscription(key))

    assert (devices_of(services, me["id"]), devices_of(services, other["id"])) == ([], [DEVICE])


def test_a_device_needs_a_plain_name(client: FlaskClient) -> None:
    answer = client.put("/v1/devices/a.b", json=subscription(key_of(client)))

    assert answer.status_code == 400
