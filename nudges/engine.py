"""The engine: looks for what is due, decides, delivers; in the server's process or in any number of workers.

The database is the truth and the queue only wakes somebody up, so an engine may be killed at any instruction:
what it had taken is found again when its lease is over.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nudges.caps import Caps
from nudges.deciding import Decider
from nudges.delivering import Deliverer
from nudges.failing import put_off
from nudges.metrics import Metrics
from nudges.planner import Planner
from nudges.sender import Sender
from nudges.service import NudgeService
from nudges.steps import AtStep, go_on
from nudges.store import Store, new_id
from nudges.sweeper import Sweeper, Swept
from nudges.talking import Talking, nobody
from nudges.transport import HueyQueue

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often is looked for what is due, while nothing is."""
JOIN_SECONDS = 30.0


def utc_now() -> datetime:
    """Read the clock of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """What an engine is made of that others bring."""

    store: Store
    sender: Sender
    organisation: Caps
    service: NudgeService
    metrics: Metrics
    talking: Talking = nobody
    clock: Callable[[], datetime] = utc_now
    at_step: AtStep = go_on


class Engine:
    """One process' share of the work. Thread-safe."""

    def __init__(
        self, parts: Parts, *, redis_url: str = "", threads: int = 2, tick_seconds: float = TICK_SECONDS
    ):
        """Make an engine; nothing runs before :meth:`start`.

        Args:
            parts: what others bring.
            redis_url: where the queue is that all workers share; empty keeps it in this process.
            threads: that decide and deliver.
            tick_seconds: how often is looked for what is due, while nothing is.
        """
        self._parts = parts
        self._clock = parts.clock
        self._tick_seconds = tick_seconds
        self.queue = HueyQueue(self.work, redis_url=redis_url, threads=threads)
        self.planner = Planner(parts.store, parts.organisation, parts.metrics, parts.at_step)
        self._sweeper = Sweeper(parts.store, self.planner, self.queue, new_id(), parts.metrics, parts.at_step)
        self._decider = Decider(
            parts.store, parts.sender, parts.organisation, parts.metrics, parts.talking, parts.at_step
        )
        self._deliverer = Deliverer(parts.store, parts.sender, parts.metrics, parts.at_step)
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._ticker: threading.Thread | None = None

    def start(self) -> None:
        """Start the threads. Doing it twice does nothing."""
        if self._ticker is None:
            self.queue.start()
            self._ticker = threading.Thread(target=self._run, name="nudges", daemon=True)
            self._ticker.start()

    @property
    def runs(self) -> bool:
        """Tell whether it was started."""
        return self._ticker is not None

    def wake(self) -> None:
        """Look at once, without waiting for the next tick."""
        self._woken.set()

    def close(self) -> None:
        """Finish what is under way, and join."""
        self._stop.set()
        self._woken.set()
        if self._ticker is not None:
            self._ticker.join(JOIN_SECONDS)
            self._sweeper.close()
        self.queue.close()

    def tick(self, now: datetime) -> Swept:
        """Look once for what is to be planned and what is due; the queue gets it."""
        return self._sweeper.tick(now)

    def work(self, kind: str, ids: Sequence[str]) -> None:
        """Do what a message asks for; a message that comes twice does nothing the second time."""
        if kind == "decide":
            self._apart(self.decide, ids, self._put_off)
        elif kind == "deliver":
            self._apart(self.deliver, ids)
        elif kind == "feeds":
            self._apart(self._read_feeds, ids)
        else:
            log.warning("nobody knows work of the kind %r", kind)

    def decide(self, occurrences: Sequence[str]) -> None:
        """Decide about occurrences, and deliver what is to be sent."""
        claim = self._decider.decide(occurrences, self._clock())
        self._deliverer.deliver(claim, self._clock())

    def deliver(self, deliveries: Sequence[str]) -> None:
        """Deliver what waits for another attempt."""
        claim = self._deliverer.claim(deliveries, self._clock())
        self._deliverer.deliver(claim, self._clock())

    def _read_feeds(self, people: Sequence[str]) -> None:
        for person in people:
            self._parts.service.refresh_feed(person, self._clock())

    def _put_off(self, occurrence: str) -> None:
        put_off(self._parts.store, self._parts.metrics, occurrence, self._clock())

    def _apart(
        self,
        work: Callable[[Sequence[str]], None],
        ids: Sequence[str],
        give_up: Callable[[str], None] | None = None,
    ) -> None:
        """Do it for all together; when that fails for each alone, so that one does not hold up the others.

        ``give_up`` is told of one that fails alone; without it, whatever finds lost work finds it again.
        """
        try:
            work(ids)
        except Exception:
            self._parts.metrics.failed()
            if len(ids) == 1:
                log.exception("work of the nudges failed")
                if give_up is not None:
                    give_up(ids[0])
                return
            log.warning("work for %d together failed; doing it one by one", len(ids), exc_info=True)
            for one in ids:
                self._apart(work, [one], give_up)

    def _run(self) -> None:
        while not self._stop.is_set():
            more = False
            try:
                more = self.tick(self._clock()).more
            except Exception:
                self._parts.metrics.failed()
                log.exception("a tick of the nudges failed; the next one goes on")
            if not more:
                self._woken.wait(self._tick_seconds)
                self._woken.clear()
