"""One row a device, kept in step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import pytest

from nudges.push.devices import PER_PERSON, Device, Devices, Subscription, forget_silent
from nudges.push.endpoints import EndpointRefused
from nudges.push.vapid import VapidKeys
from nudges.store import Store
from tests.nudges.push.conftest import new_keys, subscription
from tests.nudges.push_service import PushService

HERE: Final = "https://souffleur.example"


@pytest.fixture
def subscribed(service: PushService, keys: VapidKeys) -> Subscription:
    return subscription(service.subscribe(keys.public))


def test_a_device_is_kept_once(devices: Devices, subscribed: Subscription, now: datetime) -> None:
    for day in range(3):
        assert devices.put("anna", "phone", subscribed, HERE, now + timedelta(days=day))

    assert devices.of(["anna", "bob"]) == {"anna": ["phone"]}
    assert devices.get(["phone", "other"]) == {"phone": Device("phone", "anna", subscribed, HERE)}


def test_a_changed_subscription_takes_the_place_of_the_old_one(
    devices: Devices, service: PushService, keys: VapidKeys, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)
    newer = subscription(service.subscribe(keys.public))
    devices.put("anna", "phone", newer, HERE, now)

    assert devices.get(["phone"])["phone"].subscription == newer


def test_an_endpoint_belongs_to_one_device_and_one_person(
    devices: Devices, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)
    devices.put("bob", "other", subscribed, HERE, now)
    assert devices.of(["anna", "bob"]) == {"bob": ["other"]}

    devices.put("anna", "other", subscribed, HERE, now)
    assert devices.of(["anna", "bob"]) == {"anna": ["other"]}


def test_another_server_key_asks_to_subscribe_again(
    devices: Devices, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)

    other = replace(subscribed, server_key=new_keys().public)
    assert not devices.put("anna", "phone", other, HERE, now)

    assert devices.of(["anna"]) == {}


def test_after_the_keys_of_the_server_changed_nothing_is_sent_to_old_devices(
    store: Store, devices: Devices, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)

    assert Devices(store, devices._endpoints, new_keys().public).of(["anna"]) == {}


def test_signing_out_removes_a_device_of_ones_own_only(
    devices: Devices, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)

    assert not devices.remove("bob", "phone")
    assert devices.remove("anna", "phone")
    assert not devices.remove("anna", "phone")


def test_whoever_leaves_takes_all_devices_along(
    devices: Devices, service: PushService, keys: VapidKeys, now: datetime
) -> None:
    for name in ("phone", "laptop"):
        devices.put("anna", name, subscription(service.subscribe(keys.public)), HERE, now)

    assert devices.forget("anna") == 2
    assert devices.of(["anna"]) == {}


def test_a_subscription_that_ended_late_leaves_the_new_one(
    devices: Devices, service: PushService, keys: VapidKeys, subscribed: Subscription, now: datetime
) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)
    old = devices.get(["phone"])["phone"]
    devices.put("anna", "phone", subscription(service.subscribe(keys.public)), HERE, now)

    devices.gone(old)

    assert devices.of(["anna"]) == {"anna": ["phone"]}


def test_devices_that_nobody_opens_are_forgotten(
    store: Store, devices: Devices, service: PushService, keys: VapidKeys, now: datetime
) -> None:
    for days, name in ((0, "phone"), (100, "old")):
        given = subscription(service.subscribe(keys.public))
        devices.put("anna", name, given, HERE, now - timedelta(days=days))

    assert forget_silent(store, now - timedelta(days=90)) == 1
    assert devices.of(["anna"]) == {"anna": ["phone"]}


def test_the_devices_used_last_are_kept(
    devices: Devices, service: PushService, keys: VapidKeys, now: datetime
) -> None:
    for number in range(PER_PERSON + 3):
        given = subscription(service.subscribe(keys.public))
        devices.put("anna", f"d{number}", given, HERE, now + timedelta(minutes=number))

    kept = devices.of(["anna"])["anna"]
    assert len(kept) == PER_PERSON
    assert kept[0] == f"d{PER_PERSON + 2}"
    assert "d2" not in kept


def test_what_cannot_be_sent_to_is_refused(devices: Devices, subscribed: Subscription, now: datetime) -> None:
    with pytest.raises(EndpointRefused):
        devices.put("anna", "phone", replace(subscribed, endpoint="https://evil.example/x"), HERE, now)
    with pytest.raises(ValueError, match="secret"):
        devices.put("anna", "phone", replace(subscribed, auth="kort"), HERE, now)

    assert devices.of(["anna"]) == {}


def test_many_people_are_asked_for_at_once(devices: Devices, subscribed: Subscription, now: datetime) -> None:
    devices.put("anna", "phone", subscribed, HERE, now)

    people = [f"person-{number}" for number in range(2000)]
    assert devices.of([*people, "anna"]) == {"anna": ["phone"]}
    assert devices.get([*people, "phone"]).keys() == {"phone"}
