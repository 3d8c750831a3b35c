"""A person as the rules see them: who they are, where their clock is, and what they said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo
from typing import Literal

from nudges.localtime import DEFAULT_ZONE, zone_of

EVERYBODY = "all"
"""The audience that every person belongs to."""

Language = Literal["nl", "en"]

WORKING_WEEK = frozenset(range(5))
"""Monday (0) to Friday (4)."""


@dataclass(frozen=True, slots=True)
class PersonRules:
    """What the person decided about nudges; every field is theirs to change.

    Quiet hours run from ``quiet_from`` up to and without ``quiet_to``, across midnight where the first is
    later; two equal times mean that there are none.
    """

    opted_out: bool = False
    muted_programmes: frozenset[str] = frozenset()
    snoozed_until: datetime | None = None
    """UTC; 'not now' for everything."""
    paused_until: datetime | None = None
    """UTC; a pause until a day, from the settings."""
    quiet_from: time = time(18, 0)
    quiet_to: time = time(8, 0)
    working_days: frozenset[int] = WORKING_WEEK
    """0 is Monday; empty means no day at all."""
    cap_day: int | None = None
    """Own limit a day; 0 is nothing, None leaves it to the organisation."""
    cap_week: int | None = None
    learned_timing: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One person to whom nudges may go."""

    id: str
    first_name: str = ""
    language: Language = "nl"
    zone: str = DEFAULT_ZONE
    audiences: frozenset[str] = frozenset()
    rules: PersonRules = field(default_factory=PersonRules)

    @property
    def clock(self) -> tzinfo:
        """Give the time zone itself."""
        return zone_of(self.zone)

    def belongs_to(self, audience: tuple[str, ...]) -> bool:
        """Tell whether one of these labels is this person's, or means everybody."""
        return EVERYBODY in audience or not self.audiences.isdisjoint(audience)
