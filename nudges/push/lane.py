"""Everything that is on its way to one push service: what waits, who carries it, and its kept connections."""

from __future__ import annotations

import ssl
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import SimpleQueue
from typing import Final

from nudges.push.breaker import Breaker
from nudges.push.devices import Device
from nudges.push.endpoints import Endpoint, Service
from nudges.push.limit import Limit
from nudges.push.wire import Connection, Reply
from nudges.sender import Handover, Outcome

AT_ONCE: Final = 16
"""Messages that a carrier encrypts in a row before it sends them: the tables of the curve then stay
in the processor's cache, which saves a quarter of the time for both together (measured)."""
QUIET: Final = timedelta(minutes=10)
IDLE_SECONDS: Final = 50.0
"""A connection that was idle for longer is not used again: services close theirs after a minute or more, and
one that is closed while we write leaves a message undecided."""


@dataclass(frozen=True, slots=True)
class Job:
    """One message that waits, and where its outcome goes."""

    handover: Handover
    device: Device
    endpoint: Endpoint
    now: datetime
    outcomes: SimpleQueue[tuple[str, Outcome]]
    cancelled: threading.Event


class Lane:
    """One push service. Thread-safe."""

    def __init__(self, service: Service, carriers: int, tls: ssl.SSLContext, ticks: Callable[[], float]):
        """Open the lane; no connection yet.

        Args:
            service: where it leads.
            carriers: how many threads, and so connections, there are at once at most.
            tls: whom to trust.
            ticks: a clock that never goes back, in seconds.
        """
        self.breaker = Breaker()
        self._service = service
        self._carriers = carriers
        self._tls = tls
        self._ticks = ticks
        self._lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._active = 0
        self._idle: deque[tuple[float, Connection]] = deque()
        self._closed = False
        self._complained: datetime | None = None

    def add(self, jobs: list[Job]) -> int:
        """Queue messages; gives how many carriers have to be started for them."""
        with self._lock:
            self._waiting.extend(jobs)
            wanted = min(self._carriers - self._active, len(self._waiting))
            self._active += wanted
            return wanted

    def take(self) -> list[Job]:
        """Give a carrier its share of what waits, but a few at most; none ends the carrier."""
        with self._lock:
            share = -(-len(self._waiting) // self._carriers)
            taken: list[Job] = []
            while self._waiting and len(taken) < min(share, AT_ONCE):
                job = self._waiting.popleft()
                if not job.cancelled.is_set():
                    taken.append(job)
            if not taken:
                self._active -= 1
            return taken

    def post(self, head: bytes, body: bytes, limit: Limit) -> Reply:
        """Send over a kept connection, or a new one.

        Raises:
            EndpointRefused: the host has a private address.
            NotSent: it cannot have been taken.
            NoAnswer: it may have been taken.
        """
        connection = self._kept() or Connection(self._service, self._tls, limit)
        try:
            return connection.post(head, body, limit)
        finally:
            self._give_back(connection)

    def may_complain(self, now: datetime) -> bool:
        """Tell whether a refusal goes into the log: one in ten minutes says as much as ten thousand."""
        with self._lock:
            if self._complained is not None and abs(now - self._complained) < QUIET:
                return False
            self._complained = now
            return True

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it is given back."""
        with self._lock:
            self._closed = True
            idle = [connection for _at, connection in self._idle]
            self._idle.clear()
        for connection in idle:
            connection.close()

    def _kept(self) -> Connection | None:
        """Take the connection that was used last, and close those that are too old."""
        while True:
            with self._lock:
                if not self._idle:
                    return None
                at, connection = self._idle.pop()
            if self._ticks() - at < IDLE_SECONDS and connection.fresh():
                return connection
            connection.close()

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if connection.keep and not self._closed:
                self._idle.append((self._ticks(), connection))
                return
        connection.close()
