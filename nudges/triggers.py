"""What makes a nudge due: six kinds, each one small frozen model."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from nudges.rules import RuleProblem, parse_rule
from nudges.texts import problem

MAX_MINUTES = 7 * 24 * 60
MAX_DAYS = 60


def _readable(rule: str) -> str:
    try:
        parse_rule(rule)
    except RuleProblem as wrong:
        raise problem(wrong.code, wrong.nl, wrong.en) from None
    return rule


def _whole_minute(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise problem(
            "time_minutes",
            "Geef een tijd in uren en minuten, zoals 08:45.",
            "Give a time in hours and minutes, such as 08:45.",
        )
    return at


At = Annotated[
    time,
    AfterValidator(_whole_minute),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str, when_used="json"),
]
RuleText = Annotated[str, AfterValidator(_readable)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Calendar(_Model):
    """By the calendar, in each person's own local time."""

    kind: Literal["calendar"] = "calendar"
    rrule: RuleText
    at: At


class Relative(_Model):
    """Before or after an event: in exact minutes, or in days on the wall clock.

    ``minutes: -15`` is a quarter of an hour before, also across a change of the clocks; ``days: -1`` is the
    same wall time the day before, or ``at`` when that is given.
    """

    kind: Literal["event"] = "event"
    minutes: int | None = Field(default=None, ge=-MAX_MINUTES, le=MAX_MINUTES)
    days: int | None = Field(default=None, ge=-MAX_DAYS, le=MAX_DAYS)
    at: At | None = None
    anchor: Literal["start", "end"] = "start"
    tag: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")] | None = None
    """Only events with this label (see ``nudges.labels``); absent is every event."""

    @model_validator(mode="after")
    def _one_way(self) -> Relative:
        if (self.minutes is None) == (self.days is None):
            raise problem(
                "offset_one",
                "Kies minuten of dagen voor of na de gebeurtenis, een van beide.",
                "Choose minutes or days before or after the event, one of the two.",
            )
        if self.at is not None and self.days is None:
            raise problem(
                "offset_at",
                "Een vaste tijd hoort bij dagen, niet bij minuten.",
                "A fixed time goes with days, not with minutes.",
            )
        return self


class Spaced(_Model):
    """A follow-up on a card used or a practice done, ever further apart as it goes better."""

    kind: Literal["spaced"] = "spaced"
    on: Literal["card", "practice"]
    at: At = time(9, 30)


class DailyQuestion(_Model):
    """The question of the day."""

    kind: Literal["daily_question"] = "daily_question"
    at: At = time(16, 0)
    rrule: RuleText = "FREQ=DAILY"


class DareCard(_Model):
    """Something small to dare today."""

    kind: Literal["dare_card"] = "dare_card"
    at: At = time(9, 0)
    rrule: RuleText = "FREQ=DAILY"


class Once(_Model):
    """Once: at a local date and time, or at one instant for everybody (now)."""

    kind: Literal["once"] = "once"
    on: date | None = None
    at: At | None = None
    instant: AwareDatetime | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Once:
        local = self.on is not None and self.at is not None
        if local == (self.instant is not None) or (self.on is None) != (self.at is None):
            raise problem(
                "once_when",
                "Kies een dag en een tijd, of nu.",
                "Choose a day and a time, or now.",
            )
        return self

    @classmethod
    def now(cls, instant: datetime) -> Once:
        """Make the trigger for 'now', the same instant for everybody."""
        return cls(instant=instant)


Trigger = Annotated[
    Calendar | Relative | Spaced | DailyQuestion | DareCard | Once, Field(discriminator="kind")
]
Recurring = Calendar | DailyQuestion | DareCard
