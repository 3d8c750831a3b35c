"""The wall times of a rule: what happens on which local date, with bounded work whatever the rule.

``dateutil.rrule`` walks from the first occurrence and, for a rule that never matches (30 February), on to
the year 9999. The planner asks for short windows far from the start, for many people, so this goes
straight to the periods of a window and looks at each day once: the work follows the window and nothing
else. Wall times do not depend on the person, so a year of them is kept and shared by everybody.
``dateutil`` is the judge in the tests.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from nudges.rules import Frequency, Rule

HORIZON_YEARS = 30
"""A rule with a number of times is counted for at most this long from its start."""

LAST_YEAR = 9998
DAY = timedelta(days=1)


def walls(rule: Rule, first: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
    """Give the wall times in ``[low, high)``, in order, none before ``first``.

    Args:
        rule: what recurs.
        first: naive start of the rule; gives the time of day, and the day where the rule names none.
        low: naive, first wall time wanted.
        high: naive, first wall time no longer wanted.
    """
    low = max(low, first)
    end = last_wall(rule, first)
    if end is not None:
        high = min(high, end + timedelta(microseconds=1))
    for year in range(low.year, min(high.year, LAST_YEAR) + 1):
        if low >= high:
            return
        known = _year(rule, first, year)
        yield from known[bisect_left(known, low) : bisect_left(known, high)]


@lru_cache(maxsize=1024)
def last_wall(rule: Rule, first: datetime) -> datetime | None:
    """Give the last wall time a rule allows; None when it does not end by itself.

    A rule with a count that never happens ends at its start.
    """
    if rule.count is None:
        return rule.until
    left, last = rule.count, first - timedelta(microseconds=1)
    for year in range(first.year, min(first.year + HORIZON_YEARS, LAST_YEAR) + 1):
        found = _year(rule, first, year)
        if len(found) >= left:
            return found[left - 1]
        left -= len(found)
        last = found[-1] if found else last
    return last


@lru_cache(maxsize=1024)
def _year(rule: Rule, first: datetime, year: int) -> tuple[datetime, ...]:
    """Give all wall times of one calendar year, from ``first`` on, without looking at COUNT and UNTIL."""
    full = _with_defaults(rule, first)
    times = times_of(rule, first)
    found: set[datetime] = set()
    for start, stop in _periods(full, first.date(), year):
        days = (start + DAY * n for n in range((stop - start).days))
        inside = [datetime.combine(day, at) for day in days if _matches(full, day) for at in times]
        found.update(_positions(rule, inside))
    return tuple(sorted(wall for wall in found if wall >= first and wall.year == year))


def _with_defaults(rule: Rule, first: datetime) -> Rule:
    """Take from the start what the rule leaves open (RFC 5545 3.3.10, last paragraph on BYxxx)."""
    if rule.by_day or rule.by_month_day or rule.by_year_day or rule.by_week_no:
        return rule
    if rule.frequency is Frequency.WEEKLY:
        return replace(rule, by_day=((0, first.weekday()),))
    if rule.frequency is Frequency.MONTHLY:
        return replace(rule, by_month_day=(first.day,))
    if rule.frequency is Frequency.YEARLY:
        return replace(rule, by_month_day=(first.day,), by_month=rule.by_month or (first.month,))
    return rule


def times_of(rule: Rule, first: datetime) -> list[time]:
    """Give the times of day at which a rule happens on each of its days, in order."""
    hours = rule.by_hour or (first.hour,)
    minutes = rule.by_minute or (first.minute,)
    return sorted({time(hour, minute) for hour in hours for minute in minutes})


def _positions(rule: Rule, inside: list[datetime]) -> list[datetime]:
    if not rule.by_set_pos:
        return inside
    places = (place - 1 if place > 0 else place for place in rule.by_set_pos)
    return [inside[place] for place in places if -len(inside) <= place < len(inside)]


def _periods(rule: Rule, first: date, year: int) -> Iterator[tuple[date, date]]:
    """Give the periods ``[start, stop)`` of the rule that touch a year."""
    low, high = max(first, date(year, 1, 1)), date(year + 1, 1, 1)
    step = rule.interval
    match rule.frequency:
        case Frequency.YEARLY:
            if year >= first.year and (year - first.year) % step == 0:
                yield date(year, 1, 1), high
        case Frequency.MONTHLY:
            begin = first.year * 12 + first.month - 1
            for month in range(12):
                if (offset := year * 12 + month - begin) >= 0 and offset % step == 0:
                    start = date(year, month + 1, 1)
                    yield start, start + DAY * monthrange(year, month + 1)[1]
        case Frequency.WEEKLY | Frequency.DAILY:
            length = 7 if rule.frequency is Frequency.WEEKLY else 1
            begin_day = first - DAY * ((first.weekday() - rule.week_start) % 7 if length == 7 else 0)
            stride = length * step
            behind = (low - begin_day).days
            start = begin_day + DAY * (behind // stride * stride)
            while start < high:
                yield start, start + DAY * length
                start += DAY * stride


def _matches(rule: Rule, day: date) -> bool:
    """Tell whether every part of the rule that speaks of days allows this one."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day:
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        if day.day not in rule.by_month_day and from_end not in rule.by_month_day:
            return False
    if rule.by_year_day and not _in_year_days(rule, day):
        return False
    if rule.by_week_no and not _in_weeks(rule, day):
        return False
    return not rule.by_day or _in_week_days(rule, day)


def _in_year_days(rule: Rule, day: date) -> bool:
    number = day.timetuple().tm_yday
    return number in rule.by_year_day or number - (366 if isleap(day.year) else 365) - 1 in rule.by_year_day


def _in_weeks(rule: Rule, day: date) -> bool:
    """Week 1 is the first with four days in the year: the fourth day of a week says whose it is."""
    pivot = day + DAY * (3 - (day.weekday() - rule.week_start) % 7)
    number = (pivot.timetuple().tm_yday - 1) // 7 + 1
    left = ((366 if isleap(pivot.year) else 365) - pivot.timetuple().tm_yday) // 7
    return number in rule.by_week_no or -left - 1 in rule.by_week_no


def _in_week_days(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    by_month = rule.frequency is Frequency.MONTHLY or bool(rule.by_month)
    if by_month:
        number, length = day.day, monthrange(day.year, day.month)[1]
    else:
        number, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    nth, nth_from_end = (number - 1) // 7 + 1, -((length - number) // 7) - 1
    return any(wanted == weekday and (ordinal in (0, nth, nth_from_end)) for ordinal, wanted in rule.by_day)
