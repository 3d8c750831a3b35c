"""When a programme is due for one person.

Rules are worked out on the naive wall clock and resolved in the person's zone afterwards; the key of an
occurrence is made of the local date and the place among the day's times, never of the instant, so that the
second pass of a fold, a replay, a person who moves to another zone and a rule whose hour is changed cannot
make it fire a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from heapq import heappop, heappush

from nudges.events import Event
from nudges.localtime import NO_SUCH_DAY, resolve, wall_of
from nudges.people import Person
from nudges.programme import Programme
from nudges.triggers import MAX_DAYS, Once, Relative, Spaced

MAX_EVENTS = 2000
"""Most events of one person that are looked at, the earliest first."""

DAY = timedelta(days=1)
_REACH = DAY * (MAX_DAYS + 2)
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2300, 1, 1, tzinfo=UTC)
_MARGIN = timedelta(hours=25)
"""A change of the clocks, of at most a day, can bring a wall time from this far into the window."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One occurrence of a programme for one person."""

    instant: datetime
    """UTC."""
    key: str
    """Unique within programme and person, the same however often it is worked out."""
    wall: datetime
    """Naive local time that was meant, also where the clocks skip it."""
    deadline: datetime
    """UTC; from here on the nudge is worth nothing."""
    event: Event | None = None
    """What it is about, for a trigger with an event."""


def due_times(
    programme: Programme, person: Person, after: datetime, until: datetime, events: Sequence[Event] = ()
) -> Iterator[Due]:
    """Give what is due in ``[after, until)``, in order and lazily.

    Two windows that touch give together what one window gives. The work follows the length of the window and
    the number of events, whatever the rule.

    Args:
        programme: what is planned.
        person: for whom; the zone gives local time. Audience and rules are not looked at here.
        after: UTC, first instant of the window.
        until: UTC, first instant after it.
        events: the person's events, for triggers that hang on one. Follow-ups count for ``Spaced`` only.
    """
    after, until = after.astimezone(UTC), until.astimezone(UTC)
    if after >= until:
        return
    trigger = programme.trigger
    found: Iterable[Due]
    if isinstance(trigger, Once):
        found = _once(programme, trigger, person)
    elif isinstance(trigger, Relative | Spaced):
        found = _around_events(programme, person, [one for one in events if _near(one, after, until)])
    else:
        found = _by_rule(programme, person, after, until)
    for due in found:
        if due.instant >= until:
            return
        if due.instant >= after:
            yield due


def _by_rule(programme: Programme, person: Person, after: datetime, until: datetime) -> Iterator[Due]:
    zone = person.clock
    held: list[Due] = []
    for wall in programme.walls(_wall(after, zone) - _MARGIN, _wall(until, zone) + _MARGIN):
        instant = resolve(wall, zone)
        if instant < after:
            continue
        shift = wall_of(instant, zone) - wall
        if shift >= NO_SUCH_DAY:
            continue
        place = programme.place_in_day(wall)
        due = _due(programme, f"rule:{wall:%Y-%m-%d}{f'#{place + 1}' if place else ''}", wall, instant)
        heappush(held, due)
        # Only what a gap moved can overtake later wall times, so an unmoved one lets everything before it go.
        while held and not shift and held[0] <= due:
            yield heappop(held)
    while held:
        yield heappop(held)


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    """Give the wall time at an instant; the very ends of time are brought to where programmes can be."""
    return wall_of(min(max(instant, _EARLIEST), _LATEST), zone)


def _once(programme: Programme, trigger: Once, person: Person) -> Iterator[Due]:
    zone = person.clock
    if trigger.instant is not None:
        instant = trigger.instant.astimezone(UTC)
        yield _due(programme, f"once:{instant:%Y%m%dT%H%M%S}Z", wall_of(instant, zone), instant)
    elif trigger.on is not None and trigger.at is not None:
        wall = datetime.combine(trigger.on, trigger.at)
        yield _due(programme, f"once:{wall:%Y-%m-%dT%H:%M}", wall, resolve(wall, zone))


def _near(event: Event, after: datetime, until: datetime) -> bool:
    """Tell whether an event can have a nudge in the window at all."""
    return event.ends >= after - _REACH and event.start <= until + _REACH


def _around_events(programme: Programme, person: Person, events: Sequence[Event]) -> list[Due]:
    trigger, zone = programme.trigger, person.clock
    nearest = sorted(events, key=lambda event: (event.start, event.id))[:MAX_EVENTS]
    found: dict[str, Due] = {}
    for event in nearest:
        due = (
            _before_or_after(programme, trigger, event, zone)
            if isinstance(trigger, Relative)
            else _followed_up(programme, event, zone)
        )
        if due is not None and _within_run(programme, due.wall):
            found[due.key] = due
    return sorted(found.values())


def _before_or_after(programme: Programme, trigger: Relative, event: Event, zone: tzinfo) -> Due | None:
    if event.source == "follow_up" or (trigger.tag is not None and trigger.tag not in event.tags):
        return None
    anchor = event.start if trigger.anchor == "start" else event.ends
    if trigger.minutes is not None:
        if event.all_day:
            return None
        instant = anchor + timedelta(minutes=trigger.minutes)
        wall = wall_of(instant, zone)
    else:
        wall = wall_of(anchor, zone) + DAY * (trigger.days or 0)
        if trigger.at is not None:
            wall = datetime.combine(wall.date(), trigger.at)
        instant = resolve(wall, zone)
    key = f"event:{event.anchor}"
    worthless = event.start if instant < event.start else None
    return _due(programme, key, wall, instant, event, worthless)


def _followed_up(programme: Programme, event: Event, zone: tzinfo) -> Due | None:
    trigger = programme.trigger
    if not isinstance(trigger, Spaced) or event.source != "follow_up" or trigger.on not in event.tags:
        return None
    wall = datetime.combine(wall_of(event.start, zone).date(), trigger.at)
    if (instant := resolve(wall, zone)) < event.start:
        wall += DAY
        instant = resolve(wall, zone)
    return _due(programme, f"spaced:{event.anchor}", wall, instant, event)


def _within_run(programme: Programme, wall: datetime) -> bool:
    return programme.starts <= wall.date() and (programme.ends is None or wall.date() <= programme.ends)


def _due(
    programme: Programme,
    key: str,
    wall: datetime,
    instant: datetime,
    event: Event | None = None,
    worthless: datetime | None = None,
) -> Due:
    deadline = instant + timedelta(minutes=programme.policy.deadline_minutes)
    if worthless is not None:
        deadline = min(deadline, worthless)
    return Due(instant=instant, key=key, wall=wall, deadline=deadline, event=event)
