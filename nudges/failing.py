"""What becomes of an occurrence when deciding about it ends in an error: tried again, then given up.

Nothing else waits for it, and what happened is in its decisions like everything else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from nudges.metrics import Metrics
from nudges.policy import Defer, Reason, Withhold
from nudges.store import Store
from nudges.tables import DecisionRow, OccurrenceRow, OccurrenceState

FIRST_WAIT = timedelta(seconds=30)
"""Before it is tried a second time; it doubles."""
MOST_ATTEMPTS = 6
"""In a row; the last one is a quarter of an hour after the first."""


def put_off(store: Store, metrics: Metrics, occurrence: str, now: datetime) -> None:
    """Note that deciding about an occurrence failed, and when it is tried again or that it is given up.

    One that was decided on in the meantime, by whomever, is left alone.
    """
    with store.write() as connection:
        row = connection.execute(
            select(OccurrenceRow.attempts, OccurrenceRow.deadline, OccurrenceRow.scheduled_at)
            .where(OccurrenceRow.id == occurrence, OccurrenceRow.state == OccurrenceState.PLANNED.value)
            .with_for_update()
        ).one_or_none()
        if row is None:
            return
        attempts = row.attempts + 1
        until = now + FIRST_WAIT * 2 ** (attempts - 1)
        over = attempts >= MOST_ATTEMPTS or until >= row.deadline
        verdict = Withhold(Reason.FAILED) if over else Defer(until, Reason.FAILED)
        changes = {"attempts": attempts, "reason": Reason.FAILED.value, "next_at": None if over else until}
        if over:
            changes |= {"state": OccurrenceState.WITHHELD.value, "decided_at": now}
        connection.execute(update(OccurrenceRow).where(OccurrenceRow.id == occurrence).values(changes))
        connection.execute(
            insert(DecisionRow).values(
                occurrence_id=occurrence,
                at=now,
                verdict="withheld" if over else "deferred",
                reason=Reason.FAILED.value,
                until=None if over else until,
            )
        )
    metrics.judged(verdict, now - row.scheduled_at)
