"""One recurrence rule: the part of RFC 5545 that happens at most a few times a day, and its limits.

A rule is read strictly: what is not understood is refused with a sentence, never guessed. ``UNTIL`` is a
wall-clock time here, as a rule without time zone has no other; a trailing ``Z`` is accepted, means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from functools import lru_cache

MAX_LENGTH = 500
MAX_INTERVAL = 1000
MAX_COUNT = 5000
MAX_TIMES_A_DAY = 12

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """How long one period of the rule is."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class RuleProblem(ValueError):
    """A rule that cannot be read; ``code`` and both sentences say why."""

    def __init__(self, code: str, nl: str, en: str):
        """Make the problem."""
        super().__init__(en)
        self.code, self.nl, self.en = code, nl, en


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule, read."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    """Last wall time that still counts."""
    by_month: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    """Negative numbers count from the end: -1 is the last day, whatever its number."""
    by_day: tuple[tuple[int, int], ...] = ()
    """Pairs (ordinal, weekday): (0, 0) is every Monday, (-1, 4) the last Friday."""
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> Rule:
    """Read a rule such as ``FREQ=WEEKLY;BYDAY=TU,TH``.

    Raises:
        RuleProblem: with what is wrong, in words.
    """
    if len(text) > MAX_LENGTH:
        raise RuleProblem("rule_too_long", "Deze herhaling is te lang.", "This rule is too long.")
    parts = _parts(text)
    frequency = _frequency(parts.pop("FREQ", ""))
    fields: dict[str, object] = {}
    for name, value in parts.items():
        reader = _READERS.get(name)
        if reader is None:
            raise _unreadable(name)
        field, read = reader
        fields[field] = read(name, value)
    rule = Rule(frequency, **fields)  # type: ignore[arg-type]
    _check(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.strip().removeprefix("RRULE:").rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        name = name.strip().upper()
        if not equals or not value.strip() or name in found:
            raise _unreadable(name[:20] or "RRULE")
        found[name] = value.strip().upper()
    return found


def _frequency(value: str) -> Frequency:
    if value in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise RuleProblem(
            "rule_too_often",
            "Vaker dan een paar keer per dag herhalen kan niet.",
            "A nudge cannot repeat more often than a few times a day.",
        )
    try:
        return Frequency(value)
    except ValueError:
        raise _unreadable("FREQ") from None


def _unreadable(name: str) -> RuleProblem:
    return RuleProblem(
        "rule_unreadable",
        f"Deze herhaling kan ik niet lezen (bij {name}).",
        f"This recurrence cannot be read (at {name}).",
    )


def _number(name: str, value: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4}", value.strip(), re.ASCII):
        raise _unreadable(name)
    return int(value)


def _within(low: int, high: int, *, negative: bool = False) -> Callable[[str, str], tuple[int, ...]]:
    def read(name: str, value: str) -> tuple[int, ...]:
        numbers = [_number(name, one) for one in value.split(",")]
        for number in numbers:
            size = abs(number) if negative else number
            if not low <= size <= high:
                raise _unreadable(name)
        return tuple(sorted(set(numbers)))

    return read


def _single(high: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        number = _number(name, value)
        if not 1 <= number <= high:
            raise _unreadable(name)
        return number

    return read


def _days(name: str, value: str) -> tuple[tuple[int, int], ...]:
    days: set[tuple[int, int]] = set()
    for one in value.split(","):
        found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", one.strip(), re.ASCII)
        if not found:
            raise _unreadable(name)
        ordinal = int(found[1] or 0)
        if (found[1] and not ordinal) or abs(ordinal) > 53:
            raise _unreadable(name)
        days.add((ordinal, WEEKDAYS.index(found[2])))
    return tuple(sorted(days))


def _until(name: str, value: str) -> datetime:
    try:
        if len(value) == 8:
            return datetime.combine(datetime.strptime(value, "%Y%m%d").date(), time.max)  # noqa: DTZ007
        return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise _unreadable(name) from None


def _week_start(name: str, value: str) -> int:
    if value not in WEEKDAYS:
        raise _unreadable(name)
    return WEEKDAYS.index(value)


_READERS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "INTERVAL": ("interval", _single(MAX_INTERVAL)),
    "COUNT": ("count", _single(MAX_COUNT)),
    "UNTIL": ("until", _until),
    "BYMONTH": ("by_month", _within(1, 12)),
    "BYWEEKNO": ("by_week_no", _within(1, 53, negative=True)),
    "BYYEARDAY": ("by_year_day", _within(1, 366, negative=True)),
    "BYMONTHDAY": ("by_month_day", _within(1, 31, negative=True)),
    "BYDAY": ("by_day", _days),
    "BYHOUR": ("by_hour", _within(0, 23)),
    "BYMINUTE": ("by_minute", _within(0, 59)),
    "BYSETPOS": ("by_set_pos", _within(1, 366, negative=True)),
    "WKST": ("week_start", _week_start),
}


def _check(rule: Rule) -> None:
    """Refuse what RFC 5545 3.3.10 forbids, and what happens too often."""
    if rule.count is not None and rule.until is not None:
        raise RuleProblem(
            "rule_count_and_until",
            "Kies een einddatum of een aantal keren, niet allebei.",
            "Choose an end date or a number of times, not both.",
        )
    if max(1, len(rule.by_hour)) * max(1, len(rule.by_minute)) > MAX_TIMES_A_DAY:
        raise _frequency_problem()
    yearly = rule.frequency is Frequency.YEARLY
    ordinals = any(ordinal for ordinal, _ in rule.by_day)
    forbidden = (
        (rule.by_week_no and not (yearly and rule.by_day and not ordinals), "BYWEEKNO"),
        (rule.by_year_day and not yearly, "BYYEARDAY"),
        (rule.by_month_day and rule.frequency is Frequency.WEEKLY, "BYMONTHDAY"),
        (ordinals and rule.frequency in (Frequency.DAILY, Frequency.WEEKLY), "BYDAY"),
        (rule.by_set_pos and not _has_parts(rule), "BYSETPOS"),
    )
    for wrong, name in forbidden:
        if wrong:
            raise _unreadable(name)


def _has_parts(rule: Rule) -> bool:
    return any(
        (
            rule.by_month,
            rule.by_week_no,
            rule.by_year_day,
            rule.by_month_day,
            rule.by_day,
            rule.by_hour,
            rule.by_minute,
        )
    )


def _frequency_problem() -> RuleProblem:
    return RuleProblem(
        "rule_too_often",
        f"Meer dan {MAX_TIMES_A_DAY} keer op een dag kan niet.",
        f"More than {MAX_TIMES_A_DAY} times on one day is not possible.",
    )
