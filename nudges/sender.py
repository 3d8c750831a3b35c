"""How the engine hands a nudge to the outside: the protocol, what goes in, and the words for what came of it.

The engine knows no push service. It gives a batch of :class:`Handover` to a :class:`Sender` and reads one
:class:`Outcome` for each as soon as it is known; ``nudges.push`` is the sender that speaks Web Push, and
tests bring their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias


@dataclass(frozen=True)
class Handover:
    """One nudge for one device, complete: whoever sends it asks nobody anything."""

    delivery: str
    """Identifier of the delivery; the outcome is told under it."""
    device: str
    """Identifier of the device (table ``devices``)."""
    person: str
    occurrence: str
    """Identifier of the nudge in the inbox."""
    language: str
    """``nl`` or ``en``; the language of title and body."""
    title: str
    body: str
    navigate: str
    """Where a tap leads: a path at this server, beginning with ``/``."""
    tag: str
    """Notifications with the same tag replace each other on the device; the same for every resend."""
    topic: str
    """Messages with the same topic replace each other at the push service: at most 32 base64url characters,
    the same for every resend (RFC 8030, 5.4)."""
    expires_at: datetime
    """From this instant (UTC) on the nudge is worthless; the TTL is what is left until then."""
    urgent: bool = False
    """True for a time-critical nudge (RFC 8030, 5.3: ``high``)."""
    receipt: str = ""
    """Secret with which the service worker tells that it arrived; valid for this delivery only."""
    badge: int | None = None
    """Number of unanswered nudges of this person, for the icon."""


@dataclass(frozen=True)
class Accepted:
    """The push service took it."""


@dataclass(frozen=True)
class Gone:
    """The subscription has ended (404, 410); the sender has already removed the device."""


@dataclass(frozen=True)
class TooLarge:
    """Even the shortest form was too large; it stays in the inbox."""


@dataclass(frozen=True)
class Wait:
    """Not now (429, 5xx): not before this instant (UTC)."""

    until: datetime


@dataclass(frozen=True)
class Refused:
    """Something is wrong with us (400, 401, 403) or with the endpoint; the device stays."""

    status: int
    """HTTP status, or 0 where it was not even tried (an endpoint that is not allowed)."""
    detail: str = ""


@dataclass(frozen=True)
class Unreachable:
    """Certainly not taken: no connection came about."""

    detail: str = ""


@dataclass(frozen=True)
class Undecided:
    """Sent, but the answer did not come: it may have been taken. A receipt or a resend settles it."""

    detail: str = ""


Outcome: TypeAlias = Accepted | Gone | TooLarge | Wait | Refused | Unreachable | Undecided


class Sender(Protocol):
    """Sends to devices. Thread-safe."""

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the identifiers of each person's devices that may be sent to; one query for all of them."""
        ...

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Send all of them, side by side, and give ``(delivery, outcome)`` in the order they become known.

        Every delivery gets exactly one outcome and none raises; a device that is no longer there is
        :class:`Gone`. The wait for one is limited (10 s), and for all of them as well.
        """
        ...

    def close(self) -> None:
        """Give back connections and threads."""
        ...


class NoSender:
    """No device can be reached: everything stays in the inbox."""

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Nobody has one."""
        del people
        return {}

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Without devices there is nothing to send."""
        del now
        return iter([(one.delivery, Gone()) for one in handovers])

    def close(self) -> None:
        """Nothing was opened."""
