"""The lines of an iCalendar text, cut down to what a nudge needs before any library sees them.

Kept of every VEVENT: when it is, whether it repeats, whether it was cancelled, and its title. Descriptions,
places, guests, alarms and attachments are dropped here, so that nothing later can read them. Time zones of
the file's own are dropped too: the ``icalendar`` package keeps those for the whole process, where one
person's file would change another's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from nudges.errors import FeedRefused
from nudges.localtime import known_zone
from nudges.texts import clean

MAX_BYTES = 5_000_000
MAX_DEPTH = 6
MAX_HEAD = 1000
"""Longest name and parameters of a line that is looked at, in characters."""

_WANTED = frozenset(
    ("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "STATUS")
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}")
_PARAMETER = re.compile(r';([A-Za-z-]{1,30})=("[^"]*"|[^;"]*)')
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its value, and the parameters that matter."""

    value: str
    zone: str | None = None
    """IANA name; None for UTC, for a date and for a time without zone."""
    future: bool = False
    """RANGE=THISANDFUTURE."""


@dataclass(slots=True)
class RawEvent:
    """One VEVENT as it was written, cut down."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    title: str = ""

    def first(self, name: str) -> Line | None:
        """Give the first property of this name."""
        found = self.lines.get(name)
        return found[0] if found else None

    @property
    def uid(self) -> str:
        """Give a name for the event that does not show what its calendar called it."""
        given, start = self.first("UID"), self.first("DTSTART")
        told = given.value if given else f"{self.title}@{start.value if start else ''}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RawCalendar:
    """What is left of the text."""

    events: tuple[RawEvent, ...]
    zone: str | None
    """Zone for times without one (X-WR-TIMEZONE), when it is a known one."""
    cancelled: bool
    """METHOD:CANCEL: the whole of it was called off."""


def raw_calendar(data: bytes, most_events: int) -> RawCalendar:
    """Read the lines.

    Raises:
        FeedRefused: too large, no calendar, cut off, nested too deeply, or more events than ``most_events``.
    """
    if len(data) > MAX_BYTES:
        raise refused("feed_too_large")
    text = data.decode("utf-8-sig", errors="replace")
    if not text[:2000].lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise refused("feed_not_calendar")
    stack: list[str] = []
    events: list[RawEvent] = []
    zone, cancelled, current = None, False, RawEvent()
    for name, line in _lines(text):
        if name == "BEGIN":
            stack.append(_after_colon(line))
            if len(stack) > MAX_DEPTH:
                raise refused("feed_nested")
            if stack == ["VCALENDAR", "VEVENT"]:
                current = RawEvent()
        elif name == "END":
            if stack == ["VCALENDAR", "VEVENT"]:
                events.append(current)
                if len(events) > most_events:
                    raise refused("feed_too_many")
            if stack and stack[-1] == _after_colon(line):
                stack.pop()
        elif stack == ["VCALENDAR", "VEVENT"]:
            _add(current, name, line)
        elif stack == ["VCALENDAR"] and name == "X-WR-TIMEZONE":
            zone = zone_name(_after_colon(line, upper=False))
        elif stack == ["VCALENDAR"] and name == "METHOD":
            cancelled = _after_colon(line) == "CANCEL"
    if stack:
        raise refused("feed_cut_off")
    return RawCalendar(tuple(events), zone, cancelled)


def zone_name(given: str) -> str | None:
    """Give the IANA name of a TZID: itself, a Windows name, or what a long identifier ends in."""
    name = given.strip('" ').strip("/")[:200]
    name = WINDOWS_TO_OLSON.get(name, name)
    parts = name.split("/")
    for begin in range(len(parts)):
        candidate = "/".join(parts[begin:])
        if candidate not in ("", "localtime", "Factory") and known_zone(candidate):
            return candidate
    return None


def _lines(text: str) -> Iterator[tuple[str, str]]:
    unfolded = re.sub(r"\n[ \t]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    for found in re.finditer(r"[^\n]+", unfolded):
        line = found[0]
        if name := _NAME.match(line):
            yield name[0].upper(), line


def _after_colon(line: str, *, upper: bool = True) -> str:
    value = line.partition(":")[2].strip()[:200]
    return value.upper() if upper else value


def _add(event: RawEvent, name: str, line: str) -> None:
    if name == "SUMMARY":
        event.title = event.title or _title(line)
    elif name in _WANTED and (split := _split(line)):
        head, value = split
        parameters = {found[1].upper(): found[2] for found in _PARAMETER.finditer(head)}
        zone = zone_name(parameters["TZID"]) if "TZID" in parameters else None
        future = parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        event.lines.setdefault(name, []).append(Line(value.strip(), zone, future))


def _split(line: str) -> tuple[str, str] | None:
    """Cut a line at the first colon that is not inside quotes."""
    quoted = False
    for place, char in enumerate(line[:MAX_HEAD]):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[:place], line[place + 1 :]
    return None


def _title(line: str) -> str:
    split = _split(line)
    told = split[1][:1000] if split else ""
    return clean(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], told))


_REFUSALS = {
    "feed_too_large": (
        "Deze agenda is te groot om te lezen. Kies een agenda met minder jaren.",
        "This calendar is too large to read. Choose one with fewer years.",
    ),
    "feed_not_calendar": (
        "Op dit adres staat geen agenda. Kopieer het iCal-adres uit je agenda.",
        "There is no calendar at this address. Copy the iCal address from your calendar.",
    ),
    "feed_nested": (
        "Deze agenda zit vreemd in elkaar en is niet gelezen.",
        "This calendar is built in a strange way and was not read.",
    ),
    "feed_too_many": (
        "Deze agenda heeft te veel afspraken om te lezen.",
        "This calendar has too many events to read.",
    ),
    "feed_cut_off": (
        "Deze agenda kwam niet helemaal binnen. We proberen het later opnieuw.",
        "This calendar did not arrive completely. It will be tried again later.",
    ),
    "feed_unreadable": (
        "Deze agenda kon niet worden gelezen. Je eerdere afspraken blijven staan.",
        "This calendar could not be read. Your earlier events stay as they are.",
    ),
}


def refused(code: str) -> FeedRefused:
    """Make the error with its sentences."""
    nl, en = _REFUSALS[code]
    return FeedRefused(code=code, nl=nl, en=en)
