"""The devices on which a person gets notifications."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, request
from pydantic import BaseModel, StringConstraints

from nudges.push.devices import Subscription
from nudges.push.endpoints import MAX_LENGTH, EndpointRefused
from server.api.described import Description, described
from server.api.nudges import ZoneName, known
from server.errors import BadRequest, NotFound
from server.identity import current_person
from server.services import services
from server.store import now

blueprint = Blueprint("devices", __name__)

Key = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_=-]+$")]


class DeviceRefused(BadRequest):
    """What the browser gave cannot be sent to."""

    code = "device_refused"
    nl = "Naar deze browser kan ik geen meldingen sturen. Je seintjes staan wel hier."
    en = "Notifications cannot be sent to this browser. Your nudges are here all the same."


class PushKey(BaseModel):
    """With what a browser subscribes."""

    key: str | None
    """The public key of this server, base64url; null where it sends no push messages."""


class DeviceRequest(BaseModel):
    """A push subscription, as the browser gave it."""

    endpoint: Annotated[str, StringConstraints(min_length=1, max_length=MAX_LENGTH)]
    p256dh: Key
    auth: Key
    server_key: Key
    """The key it was subscribed with."""
    zone: ZoneName = ""


class Device(BaseModel):
    """Whether the device can be sent to."""

    subscribed: bool
    """False: the server has another key now; subscribe again."""


@blueprint.get("/push-key")
@described(Description(gives=PushKey))
def read_push_key() -> PushKey:
    """Give the key that a browser subscribes with."""
    return PushKey(key=services().nudging.push_key)


@blueprint.put("/devices/<device>")
@described(Description(body=DeviceRequest, gives=Device, problems=(404,)))
def keep_device(device: str, body: DeviceRequest) -> Device:
    """Keep a device, new or seen again; sent at every opening.

    Raises:
        NotFound: this server sends no push messages.
        DeviceRefused: the endpoint or its keys cannot be used.
    """
    devices = services().nudging.devices
    if devices is None:
        raise NotFound("push is not set up", code="push_off")
    if len(device) > 64 or not device.isascii() or not device.replace("-", "").isalnum():
        raise BadRequest("device: a name of letters, digits and dashes", code="invalid")
    person = known(body.zone)
    subscription = Subscription(body.endpoint, body.p256dh, body.auth, body.server_key)
    origin = request.host_url.rstrip("/")
    try:
        return Device(subscribed=devices.put(person.id, device, subscription, origin, now()))
    except (EndpointRefused, ValueError) as problem:
        # Without the cause: it may hold the address, which is a secret of the browser.
        raise DeviceRefused(type(problem).__name__) from None


@blueprint.delete("/devices/<device>")
@described(Description(status=204))
def remove_device(device: str) -> None:
    """Forget a device of this person: at sign-out, or when notifications are switched off."""
    devices = services().nudging.devices
    if devices is not None:
        devices.remove(current_person().id, device)
