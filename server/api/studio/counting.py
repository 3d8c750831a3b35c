"""What happened, counted in the database: one unit for each programme in each week that is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from nudges.tables import OccurrenceRow, ProgrammeRow
from server.api.studio.groups import Counts, Unit

WEEK: Final = timedelta(weeks=1)
OWN_TRIAL: Final = "me:%"
"""Keys of what somebody sent to themselves."""


def weeks_over(now: datetime, count: int) -> list[date]:
    """Give the Mondays (UTC) of the last weeks that are over, oldest first.

    The week that runs is left out: who looks at it again and again would see one person's answer arrive.
    """
    today = now.astimezone(UTC).date()
    monday = today - timedelta(days=today.weekday())
    return [monday - WEEK * back for back in range(count, 0, -1)]


def moments(session: Session) -> dict[str, str]:
    """Give the moment of need of every programme that ever ran."""
    rows = session.execute(select(ProgrammeRow.id, ProgrammeRow.live).where(ProgrammeRow.live.is_not(None)))
    return {row.id: str(row.live["moment"]) for row in rows}


def units(session: Session, week: date, programmes: Mapping[str, str]) -> list[Unit]:
    """Count one week, by programme."""
    rows = session.execute(
        select(
            OccurrenceRow.programme_id,
            func.count(distinct(OccurrenceRow.person_id)),
            func.count(),
            _count(OccurrenceRow.opened_at.is_not(None)),
            _count(OccurrenceRow.answer == "now"),
            _count(OccurrenceRow.useful.is_(True)),
            _count(OccurrenceRow.answer == "not_for_me"),
        )
        .where(*_sent(list(programmes), week))
        .group_by(OccurrenceRow.programme_id)
        .order_by(OccurrenceRow.programme_id)
    )
    return [
        Unit(programme, programmes[programme], week, people, Counts(*counts))
        for programme, people, *counts in rows
    ]


def together(session: Session, some: Sequence[Unit]) -> int:
    """Count the people of several units of one week, each once."""
    wanted = _sent([unit.programme for unit in some], some[0].week)
    return session.scalar(select(func.count(distinct(OccurrenceRow.person_id))).where(*wanted)) or 0


def _sent(programmes: Sequence[str], week: date) -> tuple[ColumnElement[bool], ...]:
    begins = datetime.combine(week, time(), UTC)
    return (
        # The index is over programme and decision.
        OccurrenceRow.programme_id.in_(programmes),
        OccurrenceRow.decided_at >= begins,
        OccurrenceRow.decided_at < begins + WEEK,
        OccurrenceRow.sent_at.is_not(None),
        OccurrenceRow.key.not_like(OWN_TRIAL),
    )


def _count(condition: ColumnElement[bool]) -> Any:
    return func.count().filter(condition)
