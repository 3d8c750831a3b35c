"""Good moments: not put off, not in quiet hours, on a working day, inside the programme's window."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import Enum, auto

from nudges.localtime import first_instant_from, midnight, wall_of
from nudges.people import Person
from nudges.programme import Programme

MAX_STEPS = 64
"""Each step ends one hindrance; a month has fewer, and no deadline lies further than that."""

DAY = timedelta(days=1)


class Hold(Enum):
    """What makes this no good moment, in the order in which it is looked at."""

    SNOOZED = auto()
    QUIET_HOURS = auto()
    DAY_OFF = auto()
    OUTSIDE_WINDOW = auto()


def within(at: time, start: time, end: time) -> bool:
    """Tell whether a time of day lies in ``[start, end)``, across midnight where the start is later."""
    return start <= at < end if start <= end else at >= start or at < end


def hindrance(programme: Programme, person: Person, moment: datetime) -> Hold | None:
    """Give what is against this moment (UTC), or nothing."""
    rules = person.rules
    if any(until is not None and moment < until for until in (rules.snoozed_until, rules.paused_until)):
        return Hold.SNOOZED
    wall = wall_of(moment, person.clock)
    if rules.quiet_from != rules.quiet_to and within(wall.time(), rules.quiet_from, rules.quiet_to):
        return Hold.QUIET_HOURS
    if wall.weekday() not in rules.working_days:
        return Hold.DAY_OFF
    window = programme.policy.window
    if window is not None and not within(wall.time(), *window):
        return Hold.OUTSIDE_WINDOW
    return None


def first_good_moment(
    programme: Programme, person: Person, start: datetime, deadline: datetime
) -> datetime | None:
    """Give the first good moment in ``[start, deadline)``, or None. All in UTC.

    Each step goes to the very end of what is in the way, so nothing good is jumped over.
    """
    moment = start.astimezone(UTC)
    for _ in range(MAX_STEPS):
        if moment >= deadline:
            return None
        hold = hindrance(programme, person, moment)
        if hold is None:
            return moment
        moment = _end_of(hold, programme, person, moment)
    return None


def _end_of(hold: Hold, programme: Programme, person: Person, moment: datetime) -> datetime:
    rules, zone = person.rules, person.clock
    if hold is Hold.SNOOZED:
        ends = [until for until in (rules.snoozed_until, rules.paused_until) if until is not None]
        return max(ends).astimezone(UTC)
    if hold is Hold.DAY_OFF:
        return midnight(wall_of(moment, zone).date() + DAY, zone, moment)
    window = programme.policy.window
    opens = window[0] if hold is Hold.OUTSIDE_WINDOW and window is not None else rules.quiet_to
    wall = wall_of(moment, zone)
    target = datetime.combine(wall.date(), opens)
    if target <= wall:
        # In the hour that comes twice the same clock time may still come today, in its second pass.
        again = first_instant_from(target, zone, moment)
        if again > moment:
            return again
        target += DAY
    return first_instant_from(target, zone, moment)
