"""What programmes did, for groups: counts only, and never of fewer than ten people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, distinct, func, or_, select

from nudges.desks.base import Desk
from nudges.errors import NotThere
from nudges.groups import SMALLEST_GROUP, hidden_parts
from nudges.tables import OccurrenceRow, OccurrenceState, ProgrammeRow
from nudges.views import Counts, Effect

MOST_WEEKS = 53
OWN_TRIAL = "me:%"
"""Keys of nudges that somebody sent to themselves; they say nothing about the group."""


@dataclass(frozen=True)
class _Cell:
    """Counts before it is known whether they may be shown."""

    label: str
    people: int
    numbers: tuple[int, int, int, int, int]
    withheld: dict[str, int]

    def shown(self, hidden: bool) -> Counts:
        """Give the counts, or only the label of what is hidden."""
        if hidden:
            return Counts(self.label, None, None, None, None, None, None, None)
        sent, opened, acted, useful, not_for_me = self.numbers
        return Counts(self.label, self.people, sent, opened, acted, useful, not_for_me, self.withheld)


class EffectDesk(Desk):
    """Counts for the leerprofessional. Nothing here carries a person."""

    def effect(self, programme: str | None, now: datetime, weeks: int = 12) -> Effect:
        """Count what was sent, opened, acted on, found useful, switched off and withheld.

        Args:
            programme: one, or None for all together; those with fewer than ten people are left out of
                that, so that they cannot be worked out from the others.
            now: UTC.
            weeks: how many calendar weeks (ISO, UTC), this one included.

        Raises:
            NotThere: there is no such programme.
        """
        monday = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        monday -= timedelta(days=monday.weekday())
        begins = [monday - timedelta(weeks=n) for n in range(min(max(weeks, 1), MOST_WEEKS))][::-1]
        whole = (begins[0], monday + timedelta(weeks=1))
        with self._store.read() as connection:
            moments = _moments(connection, programme, whole)
            mine = [one for programmes in moments.values() for one in programmes]
            total = _cell(connection, "all", mine, whole)
            by_week = [
                _cell(connection, f"{begin:%G-W%V}", mine, (begin, begin + timedelta(weeks=1)))
                for begin in begins
            ]
            by_moment = [_cell(connection, name, moments[name], whole) for name in sorted(moments)]
        too_few = 0 < total.people < SMALLEST_GROUP
        return Effect(
            total=total.shown(too_few),
            by_week=_shown(by_week, too_few),
            by_moment=_shown(by_moment, too_few),
        )


def _shown(cells: Sequence[_Cell], too_few: bool) -> tuple[Counts, ...]:
    hidden = hidden_parts([cell.people for cell in cells])
    return tuple(cell.shown(too_few or place in hidden) for place, cell in enumerate(cells))


def _moments(
    connection: Connection, programme: str | None, within: tuple[datetime, datetime]
) -> dict[str, list[str]]:
    """Give the programmes to count, by moment of need."""
    wanted = select(ProgrammeRow.id, ProgrammeRow.live, ProgrammeRow.draft)
    if programme is not None:
        wanted = wanted.where(ProgrammeRow.id == programme)
    rows = connection.execute(wanted).all()
    if programme is not None and not rows:
        raise NotThere
    found: dict[str, list[str]] = {}
    for row in rows:
        if programme is None and not _large_enough(connection, row.id, within):
            continue
        found.setdefault((row.live or row.draft)["moment"], []).append(row.id)
    return found


def _large_enough(connection: Connection, programme: str, within: tuple[datetime, datetime]) -> bool:
    people = connection.scalar(
        select(func.count(distinct(OccurrenceRow.person_id))).where(*_decided([programme], within))
    )
    return (people or 0) >= SMALLEST_GROUP


def _decided(programmes: Sequence[str], within: tuple[datetime, datetime]) -> tuple[ColumnElement[bool], ...]:
    return (
        OccurrenceRow.programme_id.in_(programmes),
        OccurrenceRow.decided_at >= within[0],
        OccurrenceRow.decided_at < within[1],
        OccurrenceRow.key.not_like(OWN_TRIAL),
    )


def _cell(
    connection: Connection, label: str, programmes: Sequence[str], within: tuple[datetime, datetime]
) -> _Cell:
    here = _decided(programmes, within)
    row = connection.execute(
        select(
            func.count(distinct(OccurrenceRow.person_id)),
            _count(OccurrenceRow.sent_at.is_not(None)),
            _count(OccurrenceRow.opened_at.is_not(None)),
            _count(or_(OccurrenceRow.answer == "now", OccurrenceRow.opened_at.is_not(None))),
            _count(OccurrenceRow.useful.is_(True)),
            _count(OccurrenceRow.answer == "not_for_me"),
        ).where(*here)
    ).one()
    return _Cell(label, row[0], (row[1], row[2], row[3], row[4], row[5]), _withheld(connection, here))


def _withheld(connection: Connection, here: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """Count by reason; a reason that holds for a few people only is left out."""
    rows = connection.execute(
        select(OccurrenceRow.reason, func.count(), func.count(distinct(OccurrenceRow.person_id)))
        .where(*here, OccurrenceRow.state == OccurrenceState.WITHHELD.value)
        .group_by(OccurrenceRow.reason)
        .order_by(OccurrenceRow.reason)
    ).all()
    hidden = hidden_parts([row[2] for row in rows])
    return {row[0]: row[1] for place, row in enumerate(rows) if place not in hidden}


def _count(condition: ColumnElement[bool]) -> Any:
    return func.count().filter(condition)
