"""Sends nudges by Web Push: :class:`nudges.sender.Sender` for real devices.

For each push service there is a lane with its own waiting line, its own limit of connections and its own
circuit breaker; carriers are threads of one bounded pool that empty a lane and end. Encryption happens in the
carrier. Outcomes come back through a queue in the order in which they become known.
"""

from __future__ import annotations

import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Final

from nudges.push.answers import outcome_of
from nudges.push.devices import Devices
from nudges.push.encoder import MAX_PLAINTEXT, Receiver, encrypt
from nudges.push.endpoints import EndpointRefused, Endpoints, Service
from nudges.push.lane import Job, Lane
from nudges.push.limit import Limit
from nudges.push.payload import SHORT, payload
from nudges.push.request import head
from nudges.push.vapid import VapidHeaders, VapidKeys
from nudges.push.wire import NoAnswer, NotSent
from nudges.sender import Gone, Handover, Outcome, Refused, TooLarge, Undecided, Unreachable, Wait

SECONDS: Final = 10.0
"""For one message: connecting, sending, and waiting for the answer."""

log = logging.getLogger(__name__)


class PushSender:
    """Sends to browsers. Thread-safe."""

    def __init__(
        self,
        keys: VapidKeys,
        devices: Devices,
        endpoints: Endpoints,
        *,
        threads: int = 32,
        per_service: int = 16,
        seconds: float = SECONDS,
        tls: ssl.SSLContext | None = None,
        ticks: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
    ):
        """Make a sender; threads and connections come with the first message.

        Args:
            keys: who is sending.
            devices: where the devices are kept.
            endpoints: where may be sent to.
            threads: carriers for all push services together.
            per_service: carriers, and so connections, for one of them.
            seconds: limit for one message.
            tls: whom to trust; what this system trusts unless given.
            ticks: a clock that never goes back, in seconds.
            chance: for the jitter of waits.
        """
        self._devices = devices
        self._endpoints = endpoints
        self._headers = VapidHeaders(keys)
        self._per_service = per_service
        self._threads = threads
        self._seconds = seconds
        self._tls = tls or ssl.create_default_context()
        self._ticks = ticks
        self._chance = chance or random.Random()
        self._lanes: dict[str, Lane] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="push")
        self._closed = False

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give the identifiers of each person's devices that may be sent to."""
        return self._devices.of(people)

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Send all of them side by side; see :class:`nudges.sender.Sender`.

        Whoever stops listening early stops what has not gone out yet.
        """
        outcomes: SimpleQueue[tuple[str, Outcome]] = SimpleQueue()
        cancelled = threading.Event()
        known = self._devices.get({one.device for one in handovers})
        by_service: dict[Service, list[Job]] = {}
        pending = {one.delivery for one in handovers}
        for one in handovers:
            device = known.get(one.device)
            if device is None or device.person_id != one.person:
                outcomes.put((one.delivery, Gone()))
                continue
            try:
                endpoint = self._endpoints.check(device.subscription.endpoint)
            except EndpointRefused as problem:
                outcomes.put((one.delivery, Refused(0, str(problem))))
                continue
            job = Job(one, device, endpoint, now, outcomes, cancelled)
            by_service.setdefault(endpoint.service, []).append(job)
        try:
            for service, jobs in by_service.items():
                self._start(self._lane(service), jobs)
            yield from self._outcomes(outcomes, pending, cancelled)
        finally:
            cancelled.set()

    def close(self) -> None:
        """Let what is under way end, within its limit, and give back connections and threads."""
        with self._lock:
            self._closed = True
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _outcomes(
        self, outcomes: SimpleQueue[tuple[str, Outcome]], pending: set[str], cancelled: threading.Event
    ) -> Iterator[tuple[str, Outcome]]:
        """Give them as they come; what does not come in time is undecided.

        The limit is generous: every message has its own, and a carrier takes several one after the other.
        """
        rounds = len(pending) // min(self._per_service, self._threads) + 2
        limit = Limit(self._seconds * rounds, self._ticks)
        while pending:
            try:
                delivery, outcome = outcomes.get(timeout=limit.left())
            except (Empty, TimeoutError):
                break
            pending.discard(delivery)
            yield delivery, outcome
        cancelled.set()
        for delivery in pending:
            yield delivery, Undecided("no outcome in time")

    def _lane(self, service: Service) -> Lane:
        with self._lock:
            lane = self._lanes.get(service.origin)
            if lane is None:
                lane = Lane(service, self._per_service, self._tls, self._ticks)
                self._lanes[service.origin] = lane
            return lane

    def _start(self, lane: Lane, jobs: list[Job]) -> None:
        for _ in range(lane.add(jobs)):
            try:
                self._pool.submit(self._carry, lane)
            except RuntimeError:  # closed in the meantime: tell it here, in the caller's own thread
                self._carry(lane)

    def _carry(self, lane: Lane) -> None:
        while jobs := lane.take():
            prepared = [(job, self._prepared(job)) for job in jobs]
            for job, ready in prepared:
                outcome = self._sent(lane, job, ready) if isinstance(ready, bytes) else ready
                job.outcomes.put((job.handover.delivery, outcome))

    def _prepared(self, job: Job) -> bytes | Outcome:
        """Prepare a message; a fault of our own costs this one and not the carrier."""
        try:
            return self._prepare(job)
        except Exception as problem:
            log.exception("a push message could not be made")
            return Refused(0, type(problem).__name__)

    def _sent(self, lane: Lane, job: Job, body: bytes) -> Outcome:
        """Send a message; likewise."""
        if self._closed or job.cancelled.is_set():
            return Unreachable("stopped")
        try:
            return self._send(lane, job, body)
        except Exception as problem:
            log.exception("a push message failed in an unexpected way")
            return Undecided(type(problem).__name__)

    def _prepare(self, job: Job) -> bytes | Outcome:
        """Write and encrypt a message, unless it is known already what comes of it."""
        deadline = job.handover.expires_at
        if deadline <= job.now:
            return Wait(deadline)  # worthless by now; whoever asked sees that at its deadline
        return self._written(job, MAX_PLAINTEXT)

    def _written(self, job: Job, size: int) -> bytes | Outcome:
        try:
            receiver = Receiver(job.device.subscription.p256dh, job.device.subscription.auth)
        except ValueError as problem:
            return Refused(0, str(problem))
        text = payload(job.handover, job.device.origin, size)
        return TooLarge() if text is None else encrypt(text, receiver)

    def _send(self, lane: Lane, job: Job, body: bytes) -> Outcome:
        until = lane.breaker.wait_until(job.now)
        if until is not None:
            return Wait(min(until, job.handover.expires_at))
        limit = Limit(self._seconds, self._ticks)
        outcome = self._try(lane, job, body, limit)
        if isinstance(outcome, TooLarge):
            shorter = self._written(job, SHORT)
            outcome = self._try(lane, job, shorter, limit) if isinstance(shorter, bytes) else shorter
        if isinstance(outcome, Gone):
            self._devices.gone(job.device)
        return outcome

    def _try(self, lane: Lane, job: Job, body: bytes, limit: Limit) -> Outcome:
        origin = job.endpoint.service.origin
        authorization = self._headers.header(origin, job.now)
        request = head(job.handover, job.endpoint, authorization, len(body), job.now)
        try:
            reply = lane.post(request, body, limit)
        except EndpointRefused as problem:
            return Refused(0, str(problem))
        except (NotSent, NoAnswer) as problem:
            lane.breaker.failed(job.now)
            return (Unreachable if isinstance(problem, NotSent) else Undecided)(str(problem))
        if reply.status >= 500:
            lane.breaker.failed(job.now)
        else:
            lane.breaker.answered()
        if reply.status in (401, 403):
            self._headers.forget(origin)
        outcome = outcome_of(reply, job.now, job.handover.expires_at, self._chance)
        if isinstance(outcome, Refused) and lane.may_complain(job.now):
            log.warning("%s refused a push message: %d %s", origin, outcome.status, outcome.detail)
        return outcome
