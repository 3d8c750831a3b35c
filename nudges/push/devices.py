"""The devices that take push messages: one row each, kept in step every time the product is opened.

Browsers tell nobody reliably that a subscription changed (``pushsubscriptionchange`` cannot be depended on),
so the page sends what it has at every opening, and the row follows. An endpoint belongs to one row: a browser
in which somebody else signs in takes its endpoint along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, String, Text, delete, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from nudges.push.encoder import Receiver
from nudges.push.endpoints import Endpoints
from nudges.store import Base, Store, in_groups

PER_PERSON: Final = 12
"""Devices of one person; a newer one takes the place of the one that was not opened for the longest time."""
_GROUP: Final = 500


class DeviceRow(Base):
    """One browser on one device, of the person who is signed in there."""

    __tablename__ = "devices"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Chosen at random by the browser, and kept there."""
    person_id: Mapped[str] = mapped_column(String(36), index=True)
    endpoint: Mapped[str] = mapped_column(Text, unique=True)
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(32))
    server_key: Mapped[str] = mapped_column(String(100))
    """The public key it was subscribed with; another one cannot send to it."""
    origin: Mapped[str] = mapped_column(String(255), default="")
    """Where this person uses the product: scheme, host and port."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


@dataclass(frozen=True)
class Subscription:
    """What a browser gave when somebody allowed notifications."""

    endpoint: str
    p256dh: str
    auth: str
    server_key: str


@dataclass(frozen=True)
class Device:
    """A device that may be sent to."""

    id: str
    person_id: str
    subscription: Subscription
    origin: str


_TABLE: Final[Any] = DeviceRow.__table__
_WANTED: Final = [
    _TABLE.c[name] for name in ("id", "person_id", "origin", "endpoint", "p256dh", "auth", "server_key")
]


class Devices:
    """Keeps the devices. Thread-safe. Methods for a person see that person's devices only."""

    def __init__(self, store: Store, endpoints: Endpoints, server_key: str):
        """Keep them in this store.

        Args:
            store: the database.
            endpoints: where may be sent to.
            server_key: the public key of this server, as browsers get it.
        """
        self._store = store
        self._endpoints = endpoints
        self._server_key = server_key

    def put(self, person: str, device: str, subscription: Subscription, origin: str, now: datetime) -> bool:
        """Keep a device, new or seen again.

        Returns:
            True where it can be sent to; False where it was subscribed with another key than this server has
            now, so that the browser must subscribe again. Such a device is not kept.

        Raises:
            EndpointRefused: the endpoint may not be sent to.
            ValueError: keys that no message can be encrypted for.
        """
        self._endpoints.check(subscription.endpoint)
        Receiver(subscription.p256dh, subscription.auth)
        if subscription.server_key != self._server_key:
            self._delete(or_(_TABLE.c.id == device, _TABLE.c.endpoint == subscription.endpoint))
            return False
        values = {
            "person_id": person,
            "endpoint": subscription.endpoint,
            "p256dh": subscription.p256dh,
            "auth": subscription.auth,
            "server_key": subscription.server_key,
            "origin": origin,
            "seen_at": now,
        }
        self._keep(device, values)
        return True

    def _keep(self, device: str, values: dict[str, Any]) -> None:
        person, endpoint, now = values["person_id"], values["endpoint"], values["seen_at"]
        with _alone(self._store) as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.endpoint == endpoint, _TABLE.c.id != device))
            insert = self._store.insert(_TABLE).values(id=device, created_at=now, **values)
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=values))
            newest = (
                select(_TABLE.c.id)
                .where(_TABLE.c.person_id == person)
                .order_by(_TABLE.c.seen_at.desc(), _TABLE.c.created_at.desc())
                .limit(PER_PERSON)
            )
            kept = connection.scalars(newest).all()
            connection.execute(delete(_TABLE).where(_TABLE.c.person_id == person, _TABLE.c.id.not_in(kept)))

    def remove(self, person: str, device: str) -> bool:
        """Forget a device of this person, at sign-out or on request; tells whether there was one."""
        return self._delete(_TABLE.c.person_id == person, _TABLE.c.id == device) > 0

    def forget(self, person: str) -> int:
        """Forget every device of a person who leaves; gives their number."""
        return self._delete(_TABLE.c.person_id == person)

    def gone(self, device: Device) -> None:
        """Forget a device whose subscription ended, unless it subscribed again in the meantime."""
        self._delete(_TABLE.c.id == device.id, _TABLE.c.endpoint == device.subscription.endpoint)

    def of(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the identifiers of the devices of each of these people, the one used last first."""
        found: dict[str, list[str]] = {}
        with self._store.read() as connection:
            for group in in_groups(list(people), _GROUP):
                query = (
                    select(_TABLE.c.person_id, _TABLE.c.id)
                    .where(_TABLE.c.person_id.in_(group), _TABLE.c.server_key == self._server_key)
                    .order_by(_TABLE.c.seen_at.desc(), _TABLE.c.id)
                )
                for person, device in connection.execute(query):
                    found.setdefault(person, []).append(device)
        return found

    def get(self, devices: Collection[str]) -> dict[str, Device]:
        """Give these devices by identifier; those that are no longer there are left out."""
        found: dict[str, Device] = {}
        with self._store.read() as connection:
            for group in in_groups(list(devices), _GROUP):
                for device, person, origin, *given in connection.execute(
                    select(*_WANTED).where(_TABLE.c.id.in_(group))
                ):
                    found[device] = Device(device, person, Subscription(*given), origin)
        return found

    def _delete(self, *conditions: Any) -> int:
        with _alone(self._store) as connection:
            return int(connection.execute(delete(_TABLE).where(*conditions)).rowcount)


def forget_silent(store: Store, before: datetime) -> int:
    """Forget devices on which the product was not opened since; some push services never say 'gone'."""
    with _alone(store) as connection:
        return int(connection.execute(delete(_TABLE).where(_TABLE.c.seen_at < before)).rowcount)


@contextmanager
def _alone(store: Store) -> Iterator[Connection]:
    """Write while nobody else does: one registration may touch rows of several devices, in any order.

    On SQLite every writer is alone. On PostgreSQL two of them could wait for each other's rows, so they take
    the table, for some milliseconds at an opening; whoever reads does not wait.
    """
    with store.write() as connection:
        if not store.is_sqlite:
            connection.execute(text("LOCK TABLE devices IN SHARE ROW EXCLUSIVE MODE"))
        yield connection
