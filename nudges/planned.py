"""Writing what was planned: new occurrences in, changed ones moved, those that no longer are taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from nudges.recurrence import Due
from nudges.store import Store, in_groups, new_id
from nudges.tables import DecisionRow, OccurrenceRow, OccurrenceState

GROUP = 400
"""Rows of one statement: eighteen values each stay below what SQLite takes (32,766)."""


@dataclass(frozen=True)
class Planned:
    """One occurrence as it should be."""

    due: Due
    scheduled_at: datetime
    reason: str
    """Why it was put off from its own moment, or empty."""
    generation: int
    probability: float | None = None
    """With which learned timing chose this moment."""


class Occurrences:
    """Makes the open occurrences of one programme what they should be."""

    def __init__(self, store: Store):
        """Write into this database."""
        self._store = store

    def replace(
        self,
        connection: Connection,
        programme: str,
        planned: Mapping[str, tuple[datetime, list[Planned]]],
        now: datetime,
    ) -> None:
        """Write what these people get; what was planned otherwise and nobody has taken yet goes.

        Args:
            connection: the transaction to do it in.
            programme: identifier.
            planned: by person the instant from which on this replaces what there is, and all of it.
            now: UTC.
        """
        for people in in_groups(list(planned), GROUP):
            self._take_out(connection, programme, {person: planned[person] for person in people}, now)
        wanted = [(person, one) for person, (_, mine) in planned.items() for one in mine]
        for group in in_groups(wanted, GROUP):
            rows = [self._row(programme, person, one) for person, one in group]
            self._put_in(connection, rows, [one.probability for _, one in group], now)

    def _put_in(
        self,
        connection: Connection,
        rows: list[dict[str, Any]],
        probabilities: list[float | None],
        now: datetime,
    ) -> None:
        added = self._store.insert(OccurrenceRow).values(rows)
        fresh = added.excluded
        names = ("generation", "state", "wall", "due_at", "scheduled_at", "deadline", "next_at", "reason")
        untouched = and_(
            OccurrenceRow.state == OccurrenceState.PLANNED.value,
            OccurrenceRow.deferrals == 0,
            OccurrenceRow.asked_for.is_(False),
            OccurrenceRow.scheduled_at > now,
        )
        # The rule's hour was changed after today's was withheld: the new hour is decided on by itself.
        another_hour = and_(
            OccurrenceRow.state == OccurrenceState.WITHHELD.value,
            OccurrenceRow.generation < fresh.generation,
            OccurrenceRow.wall != fresh.wall,
        )
        changes = {name: getattr(fresh, name) for name in names} | {"attempts": 0, "decided_at": None}
        upsert = added.on_conflict_do_update(
            index_elements=["programme_id", "person_id", "key"],
            set_=changes,
            where=or_(untouched, another_hour, OccurrenceRow.state == OccurrenceState.WITHDRAWN.value),
        ).returning(OccurrenceRow.id)
        written = set(connection.scalars(upsert))
        decided = [
            {
                "occurrence_id": row["id"],
                "at": now,
                "verdict": "deferred",
                "reason": row["reason"],
                "until": row["scheduled_at"],
                "probability": probability,
            }
            for row, probability in zip(rows, probabilities, strict=True)
            if row["reason"] and row["id"] in written
        ]
        if decided:
            connection.execute(insert(DecisionRow), decided)

    @staticmethod
    def _take_out(
        connection: Connection,
        programme: str,
        planned: Mapping[str, tuple[datetime, list[Planned]]],
        now: datetime,
    ) -> None:
        wanted = {(person, one.due.key) for person, (_, mine) in planned.items() for one in mine}
        there = connection.execute(
            select(
                OccurrenceRow.id,
                OccurrenceRow.person_id,
                OccurrenceRow.key,
                OccurrenceRow.due_at,
                OccurrenceRow.event_id,
            ).where(
                OccurrenceRow.programme_id == programme,
                OccurrenceRow.person_id.in_(list(planned)),
                OccurrenceRow.state == OccurrenceState.PLANNED.value,
                OccurrenceRow.asked_for.is_(False),
            )
        ).all()
        gone = [
            row
            for row in there
            if row.due_at >= planned[row.person_id][0] and (row.person_id, row.key) not in wanted
        ]
        lost = [row.id for row in gone if row.event_id is not None]
        if plain := [row.id for row in gone if row.event_id is None]:
            connection.execute(delete(OccurrenceRow).where(OccurrenceRow.id.in_(plain)))
        if lost:
            reason = {"reason": "event_withdrawn"}
            connection.execute(
                update(OccurrenceRow)
                .where(OccurrenceRow.id.in_(lost))
                .values(state=OccurrenceState.WITHDRAWN.value, next_at=None, decided_at=now, **reason)
            )
            connection.execute(
                insert(DecisionRow),
                [{"occurrence_id": one, "at": now, "verdict": "withheld", **reason} for one in lost],
            )

    @staticmethod
    def _row(programme: str, person: str, one: Planned) -> dict[str, Any]:
        due = one.due
        return {
            "id": new_id(),
            "programme_id": programme,
            "person_id": person,
            "key": due.key[:255],
            "generation": one.generation,
            "state": OccurrenceState.PLANNED.value,
            "wall": f"{due.wall:%Y-%m-%dT%H:%M:%S}",
            "due_at": due.instant,
            "scheduled_at": one.scheduled_at,
            "deadline": due.deadline,
            "next_at": one.scheduled_at,
            "deferrals": 0,
            "asked_for": False,
            "counted": False,
            "reason": one.reason,
            "event_id": due.event.id[:255] if due.event else None,
            "event_source": due.event.source if due.event else None,
        }
