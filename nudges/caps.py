"""At most so many a day and a week, in the person's own calendar.

A day is the local date; a week is that date and the six before it, so it rolls and has no Monday on which
everything is free again. Counting dates instead of hours keeps a nudge of nine o'clock at nine o'clock: with
24 hours, one that came three seconds late yesterday would push today's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from nudges.localtime import midnight, wall_of

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits for all programmes together; None is no limit, 0 is nothing."""

    day: int | None = 1
    week: int | None = 3


def frees_at(caps: Caps, sent: Sequence[datetime], now: datetime, zone: tzinfo) -> datetime | None:
    """Give the first moment at which one more fits: ``now`` when it does, None when it never will.

    Args:
        caps: the limits.
        sent: instants at which nudges that count went out, in any order.
        now: UTC.
        zone: the person's.
    """
    if caps.day == 0 or caps.week == 0:
        return None
    today = wall_of(now, zone).date()
    days = sorted(wall_of(instant, zone).date() for instant in sent)
    frees = [
        day
        for limit, length in ((caps.day, 1), (caps.week, WEEK_DAYS))
        if limit is not None and (day := _free_day(days, today, limit, length)) > today
    ]
    return midnight(max(frees), zone, now) if frees else now


def _free_day(days: list[date], today: date, limit: int, length: int) -> date:
    """Give the first date from today on whose last ``length`` dates hold fewer than ``limit``."""
    inside = [day for day in days if day > today - timedelta(days=length)]
    if len(inside) < limit:
        return today
    return inside[len(inside) - limit] + timedelta(days=length)
