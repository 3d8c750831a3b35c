"""Erasing what is long over: nudges with their decisions, answers and deliveries, and events.

A little at a time, so that nobody who writes meanwhile waits. What is still to come or open is never touched.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from nudges.store import Store
from nudges.tables import EventRow, OccurrenceRow, ProgrammeRow

STEP = 500
"""Rows of one transaction."""


def purge_step(store: Store, before: datetime, most: int = STEP) -> int:
    """Erase some of what was over before an instant; gives how much, and 0 when nothing is left.

    Args:
        store: the database.
        before: UTC; nudges that were decided on, and events that began, before it.
        most: nudges of each programme, and events, at once.
    """
    with store.read() as connection:
        programmes = connection.scalars(select(ProgrammeRow.id)).all()
    return sum(_nudges(store, one, before, most) for one in programmes) + _events(store, before, most)


def _nudges(store: Store, programme: str, before: datetime, most: int) -> int:
    old = (
        # The index is over programme and decision.
        select(OccurrenceRow.id)
        .where(OccurrenceRow.programme_id == programme, OccurrenceRow.decided_at < before)
        .limit(most)
    )
    with store.read() as connection:
        ids = connection.scalars(old).all()
    if not ids:
        return 0
    # Decided once more in between it is young again; what hangs on a nudge goes with it.
    over = (OccurrenceRow.id.in_(ids), OccurrenceRow.decided_at < before)
    with store.write() as connection:
        return connection.execute(delete(OccurrenceRow).where(*over)).rowcount


def _events(store: Store, before: datetime, most: int) -> int:
    old = select(EventRow.id).where(EventRow.starts_at < before).limit(most)
    with store.write() as connection:
        return connection.execute(delete(EventRow).where(EventRow.id.in_(old))).rowcount
