"""Wall clock and instant: the one place where a local time becomes a moment.

A rule is worked out on the naive wall clock and resolved here. A time that the clocks skip moves
forward by the length of the gap (RFC 5545 3.3.5 reads it with the offset before the gap); a time that
comes twice means the first. Python's ``fold=0`` is exactly that. Aware datetimes are never compared
within one zone, because Python compares those by their wall clock; all comparison is in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Europe/Amsterdam"
"""For a person whose stored zone this machine does not know; the product is Dutch first."""

NO_SUCH_DAY = timedelta(hours=24)
"""A gap this long swallows a whole local date (Samoa, 30 December 2011): that day does not exist."""


def known_zone(name: str) -> bool:
    """Tell whether a name is a time zone that can be used; never raises, whatever the name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, UnicodeError):
        return False
    return True


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo:
    """Give the zone of an IANA name, and the default one where the name is unknown."""
    return ZoneInfo(name) if known_zone(name) else ZoneInfo(DEFAULT_ZONE)


def resolve(wall: datetime, zone: tzinfo) -> datetime:
    """Give the instant (UTC) of a naive wall time: gaps move forward, of a fold the first."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_of(instant: datetime, zone: tzinfo) -> datetime:
    """Give the naive wall time at an instant; of both passes of a fold the same."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def shift_of(wall: datetime, zone: tzinfo) -> timedelta:
    """Give how far a gap moves this wall time forward; zero where the time exists."""
    return wall_of(resolve(wall, zone), zone) - wall


def first_instant_from(wall: datetime, zone: tzinfo, after: datetime) -> datetime:
    """Give the first instant after ``after`` at which the clock shows ``wall`` or has jumped over it.

    This is for the ends of quiet hours: unlike a planned time, the end of a window that lies in a gap
    is the moment of the jump itself, and in a fold it may be the second pass.
    """
    early = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if late < early:
        return max(_jump_between(late, early, zone), after)
    return early if early > after else late


def _jump_between(low: datetime, high: datetime, zone: tzinfo) -> datetime:
    """Find the second at which the offset changes, by halving."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle <= low:
            break
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def midnight(day: date, zone: tzinfo, after: datetime) -> datetime:
    """Give the first instant of a local day that is later than ``after``."""
    return first_instant_from(datetime.combine(day, time()), zone, after)
