"""What the service gives: frozen pictures of rows, for whoever shows them. Instants are UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from nudges.programme import Programme

AnswerKind: TypeAlias = Literal["opened", "now", "later", "not_for_me", "useful", "not_useful"]
ANSWERS: tuple[AnswerKind, ...] = ("opened", "now", "later", "not_for_me", "useful", "not_useful")
"""What a person can do with a nudge; ``later`` needs an instant, ``not_for_me`` mutes the programme."""


@dataclass(frozen=True)
class Nudge:
    """A nudge in somebody's inbox."""

    id: str
    programme_id: str
    programme: str
    """Name of the programme."""
    moment: str
    language: str
    title: str
    body: str
    opens_kind: str
    """``card``, ``practice``, ``reflection`` or ``link``."""
    opens_target: str
    due_at: datetime
    sent_at: datetime
    deadline: datetime
    asked_for: bool
    opened_at: datetime | None
    answer: AnswerKind | None
    answered_at: datetime | None
    useful: bool | None


@dataclass(frozen=True)
class Inbox:
    """What came."""

    today: tuple[Nudge, ...]
    """Since midnight at the person's place, newest first."""
    earlier: tuple[Nudge, ...]
    """Before that, newest first, 30 days at most."""
    unanswered: int
    """Of today's, neither opened nor answered; the number on the icon."""


@dataclass(frozen=True)
class Coming:
    """What is planned for somebody."""

    id: str | None
    """Of the occurrence, where it exists already; asking why takes it."""
    programme_id: str
    programme: str
    moment: str
    at: datetime
    deferred: bool
    """Put off from its own moment."""
    reason: str
    """Why it was put off (a code), or empty."""
    event: str
    """Title of the person's own event that it belongs to, or empty."""


@dataclass(frozen=True)
class Withheld:
    """What did not come, and why not."""

    id: str
    programme_id: str
    programme: str
    moment: str
    due_at: datetime
    reason: str
    nl: str
    en: str


@dataclass(frozen=True)
class Decided:
    """One decision about an occurrence."""

    at: datetime
    verdict: Literal["sent", "deferred", "withheld"]
    reason: str
    """A stable code; ``sent`` where nothing stood in its way."""
    until: datetime | None
    probability: float | None
    """With which learned timing chose this moment; None where it had no say."""
    nl: str
    en: str


@dataclass(frozen=True)
class Why:
    """Why somebody got a nudge, or not."""

    id: str
    programme_id: str
    programme: str
    purpose: str
    moment: str
    state: Literal["planned", "sent", "withheld"]
    due_at: datetime
    audiences: tuple[str, ...]
    """The labels of this person that the programme addresses."""
    trigger_nl: str
    """When the programme comes, in words."""
    trigger_en: str
    event: str
    asked_for: bool
    decisions: tuple[Decided, ...]
    """In order of time."""


@dataclass(frozen=True)
class Feed:
    """A connected calendar. The address is a secret and is given shortened."""

    shown: str
    """Host only."""
    connected_at: datetime
    read_at: datetime | None
    problem: str
    """Code of what went wrong the last time it was read, or empty."""
    events: int
    """How many coming events were read from it."""


@dataclass(frozen=True)
class MutedProgramme:
    """A programme that somebody switched off for themselves."""

    id: str
    name: str


@dataclass(frozen=True)
class ProgrammeSummary:
    """A programme in a list."""

    id: str
    name: str
    purpose: str
    moment: str
    audience: tuple[str, ...]
    state: Literal["draft", "running", "paused", "ended"]
    revision: int
    live_revision: int | None
    """Which revision runs; None before it was published."""
    changed: bool
    """Whether there are changes that were not published yet."""
    owner_id: str
    starts: date
    ends: date | None
    changed_at: datetime
    well: bool
    """False where nudges of this programme are overdue."""


@dataclass(frozen=True)
class ProgrammeDetail:
    """A programme as it is being written, and as it runs."""

    summary: ProgrammeSummary
    programme: Programme
    live: Programme | None


@dataclass(frozen=True)
class Version:
    """One entry in the history of a programme."""

    revision: int
    what: Literal["saved", "published", "paused", "resumed", "stopped", "copied"]
    by: str
    at: datetime
    programme: Programme


@dataclass(frozen=True)
class Previewed:
    """One of the next times at which a programme comes."""

    wall: datetime
    """Local wall time, without a zone."""
    at: datetime
    title: dict[str, str]
    """By language."""
    body: dict[str, str]


@dataclass(frozen=True)
class Forecast:
    """What a programme will mean for its people."""

    people: int | None
    """In the audience; None below ten."""
    each_week: float
    """Nudges of this programme a person a week, over the next four weeks."""
    each_week_together: float
    """With all running programmes."""
    capped: int | None
    """How many people the organisation's caps would hold something back from; None where that, or the rest,
    is fewer than ten and not nobody."""
    cap_day: int | None
    cap_week: int | None


@dataclass(frozen=True)
class Trouble:
    """Something that keeps the engine from being well."""

    code: str
    """``no_tick``, ``overdue``, ``refused``, ``undecided``."""
    nl: str
    en: str


@dataclass(frozen=True)
class Health:
    """Whether nudges are being handled."""

    well: bool
    troubles: tuple[Trouble, ...]
    ticked_at: datetime | None
    """When somebody last looked for what is due."""
    due: int
    """Occurrences whose time has come and that nobody has decided on."""
    lateness_s: float
    """Of the oldest of those, in seconds."""
    planned: int
    """Occurrences within the horizon."""
    planning: int
    """Plans that wait for the planner."""
    deliveries: dict[str, int] = field(default_factory=dict)
    """Open deliveries by state."""


@dataclass(frozen=True)
class Label:
    """An audience that programmes can address."""

    label: str
    people: int | None
    """None below ten."""
