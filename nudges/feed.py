"""Events from an iCalendar feed: when they are and what they are called, inside a window.

The text is cut down first (``nudges.ical_lines``). Rules are worked out by ``nudges.walls``, whose work
is bounded by the window, and handed on as plain dates; ``recurring_ical_events`` then puts moved, cancelled
and excepted occurrences in their place. What cannot be read of one event costs that event and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from nudges.events import Event
from nudges.ical_lines import Line, RawCalendar, RawEvent, raw_calendar, refused
from nudges.labels import labels_of
from nudges.localtime import resolve, wall_of, zone_of
from nudges.rules import Rule, RuleProblem, parse_rule
from nudges.walls import HORIZON_YEARS, walls

MAX_WRITTEN = 50_000
"""Events in the text, of all years."""
MAX_EVENTS = 3000
"""Events in the window."""
MAX_YEARS_COUNTED = 2000
"""Years of rules that are worked out for one feed, all its series together; about a second of work."""
MAX_DATES = 4000
"""Occurrences and exceptions of all series within reach; about a second of work."""

REACH = timedelta(days=32)
"""How far around the window an event may begin, or have been moved from."""

_STAMP = re.compile(r"\d{8}(?:T\d{6}Z?)?")
_DURATION = re.compile(r"P(?=.)(?:\d{1,3}W|(?:\d{1,3}D)?(?:T(?:\d{1,4}H)?(?:\d{1,5}M)?(?:\d{1,6}S)?)?)")


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What was read."""

    events: tuple[Event, ...]
    """By start."""
    skipped: int
    """Events that could not be understood."""


def read(data: bytes, zone: str, after: datetime, until: datetime) -> FeedRead:
    """Read the events of a feed that touch ``[after, until)``.

    Args:
        data: the feed as it was received.
        zone: IANA name of the person's zone, for times that name none.
        after: UTC.
        until: UTC, at most a year or so later.

    Raises:
        FeedRefused: when it is no calendar, or more of one than can be read.
    """
    raw = raw_calendar(data, MAX_WRITTEN)
    if raw.cancelled:
        return FeedRead((), 0)
    reading = _Reading(raw, raw.zone or zone, after.astimezone(UTC), until.astimezone(UTC))
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *reading.lines(), "END:VCALENDAR", ""])
    try:
        calendar = icalendar.Calendar.from_ical(text)
        found: Iterable[Any] = recurring_ical_events.of(calendar, skip_bad_series=True).between(
            reading.after, reading.until
        )
        events = list(reading.events(found))
    except (ValueError, TypeError, OverflowError, KeyError, AttributeError):
        raise refused("feed_unreadable") from None
    if len(events) > MAX_EVENTS:
        raise refused("feed_too_many")
    return FeedRead(tuple(sorted(events, key=lambda event: (event.start, event.id))), reading.skipped)


class _Reading:
    """One reading of one feed: what is within reach, and what has been seen."""

    def __init__(self, raw: RawCalendar, zone: str, after: datetime, until: datetime):
        self.after, self.until = after, until
        self.skipped = 0
        self._raw, self._zone = raw, zone_of(zone)
        self._low = after.replace(tzinfo=None) - REACH
        self._high = until.replace(tzinfo=None) + REACH
        self._repeating: set[str] = set()
        self._years = 0
        self._dates_written = 0

    def lines(self) -> Iterator[str]:
        """Write what is within reach as a calendar again."""
        written = 0
        for event in self._raw.events:
            try:
                lines = list(self._event(event))
            except (ValueError, OverflowError):
                self.skipped += 1
                continue
            if lines:
                written += 1
                if written > MAX_EVENTS:
                    raise refused("feed_too_many")
                yield from ("BEGIN:VEVENT", *lines, "END:VEVENT")

    def _event(self, event: RawEvent) -> Iterator[str]:
        start = event.first("DTSTART")
        if start is None:
            raise ValueError("no start")
        wall = _wall(start.value)
        moved = event.first("RECURRENCE-ID")
        repeats = any(name in event.lines for name in ("RRULE", "RDATE"))
        if not repeats and moved is None and not self._low <= wall <= self._high:
            return
        if repeats or moved is not None:
            self._repeating.add(event.uid)
        yield f"UID:{event.uid}"
        yield _dated("DTSTART", start, start.value)
        yield from self._end(event)
        if moved is not None:
            _wall(moved.value)
            yield _dated("RECURRENCE-ID", moved, moved.value, ";RANGE=THISANDFUTURE" if moved.future else "")
        yield from self._dates(event, "EXDATE")
        yield from self._dates(event, "RDATE")
        for rule in event.lines.get("RRULE", ())[:2]:
            yield from self._repeated(rule.value, start, wall)
        for name, pattern in (("SEQUENCE", r"\d{1,9}"), ("STATUS", r"[A-Za-z-]{1,20}")):
            line = event.first(name)
            if line is not None and re.fullmatch(pattern, line.value, re.ASCII):
                yield f"{name}:{line.value.upper()}"
        yield "SUMMARY:" + event.title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")

    def _end(self, event: RawEvent) -> Iterator[str]:
        end, duration = event.first("DTEND"), event.first("DURATION")
        if end is not None:
            _wall(end.value)
            yield _dated("DTEND", end, end.value)
        elif duration is not None and _DURATION.fullmatch(duration.value):
            yield f"DURATION:{duration.value}"

    def _dates(self, event: RawEvent, name: str) -> Iterator[str]:
        low, high = f"{self._low:%Y%m%d}", f"{self._high:%Y%m%d}"
        for line in event.lines.get(name, ()):
            for value in line.value.split(","):
                stamp = value.strip().partition("/")[0].upper()
                if low <= stamp[:8] <= high and _STAMP.fullmatch(stamp):
                    self._date()
                    yield _dated(name, line, stamp)

    def _date(self) -> None:
        """Count a date that is handed on; a feed has a budget of them."""
        self._dates_written += 1
        if self._dates_written > MAX_DATES:
            raise refused("feed_too_many")

    def _repeated(self, text: str, start: Line, first: datetime) -> Iterator[str]:
        """Write the occurrences of a rule within reach as dates."""
        try:
            rule = parse_rule(_local_until(text, start))
        except RuleProblem as wrong:
            raise ValueError(wrong.code) from None
        self._spend(rule, first)
        pattern = "%Y%m%d" if len(start.value) == 8 else "%Y%m%dT%H%M%S"
        suffix = "Z" if start.value.upper().endswith("Z") else ""
        second = timedelta(seconds=first.second)
        for wall in walls(rule, first - second, self._low, self._high):
            self._date()
            yield _dated("RDATE", start, f"{wall + second:{pattern}}{suffix}")

    def _spend(self, rule: Rule, first: datetime) -> None:
        """Count the years that a rule makes us look at; a feed has a budget of them."""
        self._years += self._high.year - self._low.year + 1
        if rule.count is not None:
            self._years += min(max(self._high.year - first.year, 0), HORIZON_YEARS) + 1
        if self._years > MAX_YEARS_COUNTED:
            raise refused("feed_too_many")

    def events(self, found: Iterable[Any]) -> Iterator[Event]:
        """Make events of what the library found."""
        seen: set[str] = set()
        for component in found:
            if str(component.get("STATUS", "")) == "CANCELLED":
                continue
            begin, end = component["DTSTART"].dt, component["DTEND"].dt if "DTEND" in component else None
            start = self._instant(begin)
            uid, title = str(component["UID"]), str(component.get("SUMMARY", ""))
            name = f"feed:{uid}"
            if uid in self._repeating:
                name += f":{self._instant(component['RECURRENCE-ID'].dt):%Y%m%dT%H%M}"
            if name in seen:
                name += f":{start:%Y%m%dT%H%M}"
            if name in seen or not start < self.until:
                continue
            seen.add(name)
            yield Event(
                name,
                start,
                title=title,
                end=self._instant(end) if end is not None and end != begin else None,
                all_day=not isinstance(begin, datetime),
                tags=labels_of(title),
                source="feed",
            )

    def _instant(self, when: date | datetime) -> datetime:
        if not isinstance(when, datetime):
            when = datetime(when.year, when.month, when.day)  # noqa: DTZ001 - a local date
        if when.tzinfo is None:
            return resolve(when, self._zone)
        return when.replace(fold=0).astimezone(UTC)


def _wall(stamp: str) -> datetime:
    """Read a date or time as a naive datetime, and refuse what no calendar means."""
    if not _STAMP.fullmatch(stamp.upper()):
        raise ValueError("no date")
    form = "%Y%m%d" if len(stamp) == 8 else "%Y%m%dT%H%M%S"
    wall = datetime.strptime(stamp.upper().removesuffix("Z"), form)  # noqa: DTZ007
    if not 1900 <= wall.year <= 2200:
        raise ValueError("a strange year")
    return wall


def _dated(name: str, line: Line, stamp: str, more: str = "") -> str:
    """Write a line with a date or a time in the zone of the line it came from."""
    stamp = stamp.upper()
    kind = (
        ";VALUE=DATE" if len(stamp) == 8 else f";TZID={line.zone}" if line.zone and stamp[-1] != "Z" else ""
    )
    return f"{name}{more}{kind}:{stamp}"


def _local_until(text: str, start: Line) -> str:
    """Bring an UNTIL in UTC to the wall clock on which the rule runs."""
    found = re.search(r"UNTIL=(\d{8}T\d{6})Z", text, re.IGNORECASE)
    parts = [part for part in text.split(";") if not part.upper().startswith(("BYSECOND=", "X-"))]
    text = ";".join(parts)
    if not found or start.zone is None:
        return text
    until = datetime.strptime(found[1].upper(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return text.replace(found[0], f"UNTIL={wall_of(until, zone_of(start.zone)):%Y%m%dT%H%M%S}")
