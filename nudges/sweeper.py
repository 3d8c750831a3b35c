"""Finds what is to be done and wakes whoever does it; finds again what was lost.

One process at a time does this, by a lease in the database. What was put into the queue is looked at again
when its message could have been handled long ago: the queue may lose messages, the database does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, exists, select, update

from nudges import leases
from nudges.deciding import LEASE
from nudges.metrics import Metrics
from nudges.planner import Planner
from nudges.steps import AtStep, Step, go_on
from nudges.store import Instant, Store, in_groups
from nudges.tables import (
    DeliveryRow,
    DeliveryState,
    FeedRow,
    LeaseRow,
    OccurrenceRow,
    PlanRow,
    ProgrammeRow,
)

TICK_LEASE = timedelta(seconds=10)
QUEUED = timedelta(seconds=20)
"""How long a message may take before what it speaks of is put into the queue again."""
BATCH = 250
"""Occurrences or deliveries of one message."""
MOST = 2000
"""Looked at in one tick; the next follows at once."""
FULL = 60
"""Messages that wait at most; the database keeps the rest."""
CLOCK_SET_BACK = timedelta(seconds=5)
RENEWED = timedelta(seconds=6)
"""The lease is prolonged when less than this is left of it, so that most ticks write nothing."""


def _lease(column: Any) -> Any:
    return select(column).where(LeaseRow.name == leases.TICK).scalar_subquery()


_NOW = bindparam("now", type_=Instant())
_LOOK = select(
    exists().where(ProgrammeRow.enrolled_to.is_not(None)).label("enrolling"),
    exists().where(PlanRow.next_at <= _NOW).label("plans"),
    exists().where(OccurrenceRow.next_at <= _NOW).label("occurrences"),
    exists().where(DeliveryRow.next_at <= _NOW).label("deliveries"),
    exists().where(FeedRow.next_at <= _NOW).label("feeds"),
    _lease(LeaseRow.holder).label("holder"),
    _lease(LeaseRow.until).label("until"),
    _lease(LeaseRow.taken_at).label("taken_at"),
)
"""Everything that a tick wants to know, in one question that the indexes answer."""


class Queue(Protocol):
    """Carries identifiers to whoever works."""

    def put(self, kind: str, ids: Sequence[str]) -> None:
        """Have somebody do this kind of work for these."""
        ...

    def waiting(self) -> int:
        """Count the messages that nobody has taken yet."""
        ...


@dataclass(frozen=True)
class Swept:
    """What one tick did."""

    leading: bool = False
    """Whether it was this process' turn."""
    planned: int = 0
    queued: int = 0

    @property
    def more(self) -> bool:
        """Tell whether there is probably more to do at once."""
        return self.planned > 0 or self.queued >= MOST


class Sweeper:
    """Looks for what is due."""

    def __init__(
        self,
        store: Store,
        planner: Planner,
        queue: Queue,
        holder: str,
        metrics: Metrics,
        at_step: AtStep = go_on,
    ):
        """Look in this database; ``holder`` names this process for the lease."""
        self._store = store
        self._planner = planner
        self._queue = queue
        self._holder = holder
        self._metrics = metrics
        self._at = at_step

    def tick(self, now: datetime) -> Swept:
        """Plan what wants planning and queue what is due, if it is our turn."""
        with self._store.read() as connection:
            there = connection.execute(_LOOK, {"now": now}).one()
        mine = there.holder == self._holder and now + RENEWED <= there.until <= now + TICK_LEASE
        if not mine and not leases.take(self._store, leases.TICK, self._holder, now, TICK_LEASE):
            return Swept()
        if there.taken_at is not None and there.taken_at > now + CLOCK_SET_BACK:
            self._clock_was_set_back(now)
        planned = self._planner.enrol(now) if there.enrolling else 0
        planned += self._planner.plan(now) if there.plans else 0
        self._metrics.planned(planned)
        queued = 0
        if (there.deliveries or there.occurrences or there.feeds) and self._queue.waiting() < FULL:
            queued += self._queue_deliveries(now) if there.deliveries else 0
            queued += self._queue_occurrences(now) if there.occurrences else 0
            self._queue_feeds(now)
        return Swept(True, planned, queued)

    def close(self) -> None:
        """Let another process take over at once."""
        leases.give_back(self._store, leases.TICK, self._holder)

    def _queue_occurrences(self, now: datetime) -> int:
        due = select(OccurrenceRow.id, OccurrenceRow.person_id).where(OccurrenceRow.next_at <= now)
        with self._store.write() as connection:
            # Those that somebody decides on at this moment are locked and need nobody.
            rows = connection.execute(
                due.order_by(OccurrenceRow.next_at).limit(MOST).with_for_update(skip_locked=True)
            ).all()
            rows = sorted(rows, key=lambda row: row.person_id)  # what belongs together in one message
            ids = [row.id for row in rows]
            for group in in_groups(ids, BATCH):
                connection.execute(
                    update(OccurrenceRow)
                    .where(OccurrenceRow.id.in_(group), OccurrenceRow.next_at <= now)
                    .values(next_at=now + QUEUED)
                )
        self._put("decide", ids)
        return len(ids)

    def _queue_deliveries(self, now: datetime) -> int:
        due = select(DeliveryRow.id, DeliveryRow.state).where(DeliveryRow.next_at <= now)
        with self._store.write() as connection:
            rows = connection.execute(
                due.order_by(DeliveryRow.next_at).limit(MOST).with_for_update(skip_locked=True)
            ).all()
            lost = {
                DeliveryState.CLAIMED.value: DeliveryState.DUE,
                DeliveryState.SENDING.value: DeliveryState.UNKNOWN,
            }
            for state in {row.state for row in rows}:
                becomes = lost.get(state)
                changes: dict[str, Any] = {"next_at": now + QUEUED}
                if becomes is not None:
                    changes |= {"state": becomes.value, "token": None, "not_before": now}
                ids = [row.id for row in rows if row.state == state]
                for group in in_groups(ids, BATCH):
                    self._mark(connection, group, changes)
                if becomes is not None:
                    self._metrics.swept(len(ids))
        self._put("deliver", [row.id for row in rows])
        return len(rows)

    def _queue_feeds(self, now: datetime) -> None:
        due = select(FeedRow.person_id).where(FeedRow.next_at <= now).order_by(FeedRow.next_at).limit(BATCH)
        with self._store.read() as connection:
            people = connection.scalars(due).all()
        if not people:
            return
        with self._store.write() as connection:
            connection.execute(
                update(FeedRow)
                .where(FeedRow.person_id.in_(people), FeedRow.next_at <= now)
                .values(next_at=now + timedelta(minutes=10))
            )
        for group in in_groups(people, 5):
            self._queue.put("feeds", list(group))

    def _put(self, kind: str, ids: Sequence[str]) -> None:
        if ids:
            self._at(Step.QUEUED)
        for group in in_groups(ids, BATCH):
            self._queue.put(kind, list(group))

    @staticmethod
    def _mark(connection: Connection, ids: Sequence[str], changes: dict[str, Any]) -> None:
        connection.execute(update(DeliveryRow).where(DeliveryRow.id.in_(ids)).values(changes))

    def _clock_was_set_back(self, now: datetime) -> None:
        """Leases of before reach far into what is the future again; nobody is holding them that long."""
        with self._store.write() as connection:
            connection.execute(
                update(DeliveryRow)
                .where(
                    DeliveryRow.next_at > now + LEASE,
                    DeliveryRow.state.in_((DeliveryState.CLAIMED.value, DeliveryState.SENDING.value)),
                )
                .values(next_at=now + LEASE)
            )
