"""Web Push for this installation: its keys, its devices, and the sender."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import Final

from nudges.push.devices import Devices
from nudges.push.endpoints import DEFAULT_HOSTS, Endpoints
from nudges.push.sender import PushSender
from nudges.push.vapid import VapidKeys, usable_subject
from nudges.store import Store
from server.instance import Instance
from server.settings import Settings

log = logging.getLogger(__name__)

NOBODY: Final = "mailto:push@souffleur.invalid"
"""Where no contact address is known: Mozilla, Google and Microsoft do not mind, Apple may."""


def contact(settings: Settings) -> str:
    """Give the address at which a push service can reach whoever runs this server.

    Raises:
        ValueError: the one in the settings is not one that push services take.
    """
    if settings.push_subject:
        if not usable_subject(settings.push_subject):
            raise ValueError("SOUFFLEUR_PUSH_SUBJECT must be a real mailto: or https: address")
        return settings.push_subject
    return next((origin for origin in settings.allowed_origins if usable_subject(origin)), NOBODY)


def open_push(settings: Settings, instance: Instance, store: Store) -> Pushing | None:
    """Make what push needs, or None where nothing can be sent: nudges then wait in the inbox.

    That is where the keys are damaged, and where the server is to stay offline and no push service was named.

    Raises:
        ValueError: the contact address or an allowed host in the settings cannot be used.
    """
    hosts = settings.push_allowed_hosts or (() if settings.offline else DEFAULT_HOSTS)
    if not hosts:
        return None
    endpoints = Endpoints(hosts)
    subject = contact(settings)
    try:
        return Pushing(VapidKeys(instance.vapid().private_pem, subject), endpoints, store)
    except ValueError as problem:
        log.error("no push messages: %s (flask --app wsgi doctor tells more)", problem)
        return None


class Pushing:
    """Push messages of one server."""

    def __init__(self, keys: VapidKeys, endpoints: Endpoints, store: Store):
        """Know the devices; threads and connections come with the first message."""
        self.endpoints = endpoints
        self.keys = keys
        self.devices = Devices(store, self.endpoints, self.keys.public)
        self._used = False

    @cached_property
    def sender(self) -> PushSender:
        """The one sender of this process."""
        self._used = True
        return PushSender(self.keys, self.devices, self.endpoints)

    def close(self) -> None:
        """Give back connections and threads."""
        if self._used:
            self.sender.close()
