"""A nudge programme: what a leerprofessional plans, exactly as it was checked.

Frozen, and strict on unknown keys. A programme that can be made can be planned: rules that never happen,
an end before the start, nobody to reach or a variable that nothing fills are refused here, each with a
sentence in Dutch and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from nudges.errors import ProgrammeInvalid
from nudges.people import Language
from nudges.problems import problems_of
from nudges.rules import parse_rule
from nudges.texts import EVENT, Text, plain, problem
from nudges.triggers import At, Calendar, DailyQuestion, DareCard, Once, Recurring, Relative, Spaced, Trigger
from nudges.walls import HORIZON_YEARS, times_of, walls
from nudges.yaml_text import dump, load

__all__ = [
    "Calendar",
    "DailyQuestion",
    "DareCard",
    "Moment",
    "Once",
    "Opens",
    "Policy",
    "Programme",
    "Relative",
    "Spaced",
    "Text",
    "Trigger",
]

FIRST_YEAR, LAST_YEAR = 2000, 2200
"""Days outside of these are a slip of the finger."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Label = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([ _-][a-z0-9]+)*$", max_length=60)]
Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300), AfterValidator(plain)
]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(plain)
]


class Moment(StrEnum):
    """The five moments of need (Gottfredson & Mosher)."""

    NEW = "new"
    MORE = "more"
    APPLY = "apply"
    SOLVE = "solve"
    CHANGE = "change"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Opens(_Model):
    """What a tap opens.

    ``card``: slug of a tip card. ``practice`` and ``reflection``: a place under practice or reflection, such
    as ``pitch`` or ``gesprek/boze-inwoner``. An empty target means the obvious one: the card or practice that
    is followed up, today's question, today's dare card. ``link``: an address with ``https://``, or a path of
    the app itself.
    """

    kind: Literal["card", "practice", "reflection", "link"]
    target: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(plain)
    ] = ""

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.kind == "link":
            if not _LINK.fullmatch(self.target):
                raise problem(
                    "link_https",
                    "Een eigen link begint met https://.",
                    "Your own link begins with https://.",
                )
        elif self.target and not _PLACE.fullmatch(self.target):
            raise problem(
                "opens_target",
                "Kies een kaart, oefening of vraag uit de lijst.",
                "Choose a card, practice or question from the list.",
            )
        return self


_PLACE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_LINK = re.compile(r"https://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?|/(?![/\\])[^\s\\]*")


class Policy(_Model):
    """How this programme behaves when the moment is not a good one."""

    misfire: Literal["skip", "latest", "all"] = "latest"
    """What was missed while the server was down: nothing, the newest, or all that are not too late."""
    grace_minutes: int = Field(default=60, ge=0, le=7 * 24 * 60)
    """For ``all``: how late a missed nudge may still come."""
    deadline_minutes: int = Field(default=240, ge=1, le=14 * 24 * 60)
    """After this a nudge is worth nothing any more and is dropped."""
    urgent: bool = False
    """Time-critical: asks the push service to wake the phone. Quiet hours hold all the same."""
    asked_for: bool = False
    """The person asked for this themselves: it does not count for caps and is not held back by them."""
    window: tuple[At, At] | None = None
    """Only between these local times; across midnight where the first is later."""
    learned: bool = False
    """May move within its window for who chose learned timing."""

    @model_validator(mode="after")
    def _window_open(self) -> Self:
        if self.window is not None and self.window[0] == self.window[1]:
            raise problem(
                "window_empty",
                "Het venster begint en eindigt op dezelfde tijd.",
                "The window begins and ends at the same time.",
            )
        if self.learned and self.window is None:
            raise problem(
                "learned_window",
                "Geleerde tijden hebben een venster nodig.",
                "Learned timing needs a window.",
            )
        return self


class Programme(_Model):
    """One programme of nudges."""

    id: Slug
    name: Name
    purpose: Sentence
    """What should be different at work, in one sentence."""
    moment: Moment
    audience: tuple[Label, ...]
    """Labels of people; ``all`` is everybody."""
    texts: dict[Language, Text]
    """Dutch always; who reads English and finds none gets the Dutch."""
    opens: Opens
    trigger: Trigger
    policy: Policy = Policy()
    starts: date
    """First local day."""
    ends: date | None = None
    """Last local day; none is without end."""
    owner: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(plain)] = (
        ""
    )
    revision: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.audience:
            raise problem(
                "audience_empty",
                "Kies voor wie dit programma is.",
                "Choose for whom this programme is.",
            )
        if "nl" not in self.texts:
            raise problem(
                "text_nl", "Schrijf in elk geval de Nederlandse tekst.", "Write the Dutch text at least."
            )
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (self.starts, self.ends or self.starts)):
            raise problem(
                "date_range",
                f"Kies een dag tussen {FIRST_YEAR} en {LAST_YEAR}.",
                f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.",
            )
        if self.ends is not None and self.ends < self.starts:
            raise problem(
                "ends_before_start", "Het einde ligt voor het begin.", "The end lies before the start."
            )
        if not isinstance(self.trigger, Relative | Spaced) and self.mentions_event:
            raise problem(
                "text_event",
                "{gebeurtenis} kan alleen bij een afspraak of een opvolging.",
                "{event} only works with an appointment or a follow-up.",
            )
        self._happens()
        return self

    def _happens(self) -> None:
        """Refuse a programme of which no nudge will ever be due."""
        if isinstance(self.trigger, Once):
            day = self.trigger.on
            missed = day is not None and not (self.starts <= day <= (self.ends or date.max))
        else:
            missed = isinstance(self.trigger, Recurring) and next(self.walls(), None) is None
        if missed:
            raise problem(
                "never_happens",
                "Zo komt dit seintje nooit: kijk naar de herhaling, het begin en het einde.",
                "Like this the nudge never comes: look at the recurrence, the start and the end.",
            )

    @property
    def mentions_event(self) -> bool:
        """Tell whether a text names the event."""
        return any(text.variables & EVENT for text in self.texts.values())

    @property
    def first(self) -> datetime:
        """Give the naive wall time from which the rule of a recurring programme counts."""
        at = self.trigger.at if isinstance(self.trigger, Recurring) else time()
        return datetime.combine(self.starts, at)

    def walls(self, low: datetime | None = None, high: datetime | None = None) -> Iterator[datetime]:
        """Give the naive wall times of a recurring programme in ``[low, high)``, lazily and in order.

        Without ``high`` it ends after thirty years, so that a rule that never happens ends as well.
        """
        if not isinstance(self.trigger, Recurring):
            return iter(())
        stop = high or datetime(self.starts.year + HORIZON_YEARS, 1, 1)  # noqa: DTZ001 - a wall clock
        if self.ends is not None:
            stop = min(stop, datetime.combine(self.ends, time.max))
        return walls(parse_rule(self.trigger.rrule), self.first, low or self.first, stop)

    def place_in_day(self, wall: datetime) -> int:
        """Give which of the day's times a wall time of a recurring programme is, from 0."""
        if not isinstance(self.trigger, Recurring):
            return 0
        return times_of(parse_rule(self.trigger.rrule), self.first).index(wall.time())

    def text(self, language: str) -> Text:
        """Give the text in this language, or the Dutch one."""
        return self.texts.get("en" if language == "en" else "nl") or self.texts["nl"]

    @classmethod
    def parse(cls, data: Any) -> Programme:
        """Make a programme of plain data (JSON, YAML).

        Raises:
            ProgrammeInvalid: with every field that is wrong.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as wrong:
            raise ProgrammeInvalid(problems_of(wrong)) from None

    def to_text(self) -> str:
        """Write the programme as readable YAML, without what is as usual."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        data["trigger"] = {"kind": self.trigger.kind, **data["trigger"]}
        return dump(data)

    @classmethod
    def from_text(cls, text: str) -> Programme:
        """Read what ``to_text`` wrote, or a person.

        Raises:
            ProgrammeInvalid: when it is not such a text.
        """
        return cls.parse(load(text))
