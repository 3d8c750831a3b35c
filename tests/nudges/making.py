"""Short ways to make programmes and people for tests of what is due and what may go."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from nudges.people import Person, PersonRules
from nudges.programme import Programme

ALWAYS = PersonRules(quiet_from=time(0), quiet_to=time(0), working_days=frozenset(range(7)))
"""Rules that hold nothing back."""


def programme(trigger: dict[str, Any] | None = None, **changed: Any) -> Programme:
    """Make a programme; what is not given is plain."""
    data: dict[str, Any] = {
        "id": "slecht-nieuws",
        "name": "Slecht nieuws",
        "purpose": "Slecht nieuws komt in de eerste zin.",
        "moment": "apply",
        "audience": ["all"],
        "texts": {"nl": {"title": "Begin met het nieuws"}},
        "opens": {"kind": "card", "target": "slecht-nieuws"},
        "trigger": {"kind": "calendar", "rrule": "FREQ=DAILY", "at": "09:00"} if trigger is None else trigger,
        "starts": "2026-01-01",
    }
    return Programme.parse({**data, **changed})


def person(zone: str = "Europe/Amsterdam", rules: PersonRules = ALWAYS, **changed: Any) -> Person:
    """Make a person; by default with rules that hold nothing back."""
    return Person("an", first_name="An", zone=zone, rules=rules, **changed)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Make an instant."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
