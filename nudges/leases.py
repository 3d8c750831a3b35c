"""One process at a time: a lease in the database, taken by compare-and-set."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from nudges.store import Store
from nudges.tables import LeaseRow

TICK = "tick"
"""Looking for what is due."""


def take(store: Store, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Take or prolong a lease; False where another one holds it.

    A lease that reaches further into the future than its own length was taken before the clock was set back;
    it is free.
    """
    free = or_(LeaseRow.holder == holder, LeaseRow.until <= now, LeaseRow.until > now + length)
    with store.write() as connection:
        taken = connection.execute(
            update(LeaseRow)
            .where(LeaseRow.name == name, free)
            .values(holder=holder, until=now + length, taken_at=now)
        )
        if taken.rowcount:
            return True
        added = store.insert(LeaseRow).values(name=name, holder=holder, until=now + length, taken_at=now)
        return bool(connection.execute(added.on_conflict_do_nothing()).rowcount)


def give_back(store: Store, name: str, holder: str) -> None:
    """Let the next one take it at once. When it was last held stays known."""
    with store.write() as connection:
        connection.execute(
            update(LeaseRow)
            .where(LeaseRow.name == name, LeaseRow.holder == holder)
            .values(holder="", until=LeaseRow.taken_at)
        )


def last_held(connection: Connection, name: str) -> datetime | None:
    """Give when somebody last took or prolonged a lease."""
    return connection.scalar(select(LeaseRow.taken_at).where(LeaseRow.name == name))
