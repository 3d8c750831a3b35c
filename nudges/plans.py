"""Which programmes are planned for whom, and how a change upsets exactly the plans that it touches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, select, update

from nudges.people import EVERYBODY
from nudges.store import Store
from nudges.tables import (
    AudienceRow,
    NudgePersonRow,
    OccurrenceRow,
    OccurrenceState,
    PlanRow,
    ProgrammeRow,
    ProgrammeState,
)


def enrol(
    store: Store, connection: Connection, programme: Any, people: Collection[str], now: datetime
) -> None:
    """Give these people a plan of this programme where they belong to it, and take it from whoever does not.

    Args:
        store: for the dialect.
        connection: the transaction to do it in.
        programme: a row with ``id``, ``generation``, ``since`` and ``live``.
        people: identifiers, a few thousand at most.
        now: UTC.
    """
    if not people:
        return
    audience = programme.live["audience"]
    known = select(NudgePersonRow.person_id).where(NudgePersonRow.person_id.in_(people))
    if EVERYBODY not in audience:
        known = known.where(
            exists().where(
                and_(AudienceRow.person_id == NudgePersonRow.person_id, AudienceRow.label.in_(audience))
            )
        )
    belong = set(connection.scalars(known))
    outside = [person for person in people if person not in belong]
    since = max(programme.since, now) if programme.since else now
    if belong:
        added = store.insert(PlanRow).values(
            [
                {
                    "programme_id": programme.id,
                    "person_id": person,
                    "generation": programme.generation,
                    "version": 0,
                    "planned_to": programme.since or now,
                    "next_at": now,
                }
                for person in sorted(belong)
            ]
        )
        connection.execute(
            added.on_conflict_do_update(
                index_elements=["programme_id", "person_id"],
                set_={
                    "generation": added.excluded.generation,
                    "version": PlanRow.version + 1,
                    "planned_to": added.excluded.planned_to,
                    "next_at": added.excluded.next_at,
                },
                where=PlanRow.generation < added.excluded.generation,
            )
        )
    if outside:
        here = (PlanRow.programme_id == programme.id, PlanRow.person_id.in_(outside))
        connection.execute(delete(PlanRow).where(*here))
        connection.execute(
            delete(OccurrenceRow).where(
                OccurrenceRow.programme_id == programme.id,
                OccurrenceRow.person_id.in_(outside),
                OccurrenceRow.state == OccurrenceState.PLANNED.value,
                OccurrenceRow.asked_for.is_(False),
                OccurrenceRow.due_at > since,
            )
        )


def enrol_everywhere(store: Store, connection: Connection, person: str, now: datetime) -> None:
    """Give one person the plans of every running programme that is theirs; labels may just have changed."""
    running = select(ProgrammeRow.id, ProgrammeRow.generation, ProgrammeRow.since, ProgrammeRow.live).where(
        ProgrammeRow.state == ProgrammeState.RUNNING.value
    )
    for programme in connection.execute(running).all():
        # Not from the beginning of the programme on: what was before this person joined is not theirs.
        enrol(store, connection, _Joined(programme, now), (person,), now)


class _Joined:
    """A programme as it begins for somebody who joins now."""

    def __init__(self, programme: Any, now: datetime):
        self.id: str = programme.id
        self.generation: int = programme.generation
        self.since = max(programme.since, now) if programme.since else now
        self.live: dict[str, Any] = programme.live


def upset(connection: Connection, person: str, now: datetime) -> None:
    """Have every plan of one person made anew from now on: their clock, rules or events changed."""
    connection.execute(
        update(PlanRow)
        .where(PlanRow.person_id == person)
        .values(next_at=now, planned_to=now, version=PlanRow.version + 1)
    )
