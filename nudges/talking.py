"""Who is in the middle of a spoken conversation.

The process that holds the conversation knows; it also notes it down for a short while, so that workers in
other processes see it. A note that is not renewed ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Connection, delete, select

from nudges.store import Store
from nudges.tables import TalkingRow

NOTED = timedelta(seconds=45)
"""How long a note holds; whoever notes does so again well before."""

Talking: TypeAlias = Callable[[], Collection[str]]
"""Gives who is talking with this process at this moment."""


def nobody() -> Collection[str]:
    """Nobody is."""
    return ()


def note(store: Store, people: Collection[str], now: datetime) -> None:
    """Note who is talking here, for other processes, and forget notes that are over."""
    with store.write() as connection:
        connection.execute(delete(TalkingRow).where(TalkingRow.until < now))
        if people:
            added = store.insert(TalkingRow).values(
                [{"person_id": person, "until": now + NOTED} for person in sorted(set(people))]
            )
            connection.execute(
                added.on_conflict_do_update(
                    index_elements=["person_id"], set_={"until": added.excluded.until}
                )
            )


def noted(connection: Connection, people: Collection[str], now: datetime) -> set[str]:
    """Give which of these people are noted as talking."""
    return set(
        connection.scalars(
            select(TalkingRow.person_id).where(
                TalkingRow.person_id.in_(people), TalkingRow.until >= now, TalkingRow.until <= now + NOTED
            )
        )
    )
