"""The tables of the nudges.

An occurrence is one nudge for one person; its ``key`` is rule plus local date, never an instant, so that
a fold of the clock cannot fire twice and planning twice changes nothing. A delivery is that nudge on one
device. Both carry ``next_at``: when somebody has to look at the row next, be it because it is due, put off,
or because whoever took it may be dead. Rows that are done have none, and a partial index over ``next_at``
makes the question "what is there to do" cost what there is to do, not what exists.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from nudges.store import Base, new_id


class ProgrammeState(StrEnum):
    """What a programme does."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class OccurrenceState(StrEnum):
    """What became of a nudge."""

    PLANNED = "planned"
    """Waits for ``next_at``, which is when it is due or the moment it was put off to."""
    SENT = "sent"
    """In the inbox, and handed to the devices there were."""
    WITHHELD = "withheld"
    """Will not be sent; its decisions say why."""
    WITHDRAWN = "withdrawn"
    """Its event was cancelled or moved; it comes back when the event does."""


class DeliveryState(StrEnum):
    """How far a nudge is on its way to one device."""

    DUE = "due"
    CLAIMED = "claimed"
    """Somebody prepares it, until ``next_at``."""
    SENDING = "sending"
    """Committed before the request goes out: from here on it may have arrived."""
    UNKNOWN = "unknown"
    """It was being sent when its worker was lost; a receipt or a resend with the same tag settles it."""
    RETRY = "retry"
    ACCEPTED = "accepted"
    GONE = "gone"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"


class ProgrammeRow(Base):
    """A programme: what is being written (``draft``) and what runs (``live``)."""

    __tablename__ = "nudge_programmes"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(12), default=ProgrammeState.DRAFT.value, index=True)
    revision: Mapped[int] = mapped_column(default=1)
    """Raised at every change; whoever saves says which one they saw."""
    draft: Mapped[dict[str, Any]]
    live: Mapped[dict[str, Any] | None]
    live_revision: Mapped[int | None]
    generation: Mapped[int] = mapped_column(default=0)
    """Raised whenever planning has to begin anew: published, resumed."""
    since: Mapped[datetime | None]
    """From when the present generation plans."""
    enrolled_to: Mapped[str | None] = mapped_column(String(36))
    """Up to which person (by identifier) this generation has been given plans; None when all have them."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class ProgrammeVersionRow(Base):
    """A programme as it was, for its history."""

    __tablename__ = "nudge_programme_versions"

    programme_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_programmes.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(16))
    """``saved``, ``published``, ``paused``, ``resumed``, ``stopped`` or ``copied``."""
    body: Mapped[dict[str, Any]]
    by: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]


class NudgePersonRow(Base):
    """What the nudges need to know of a person; kept in step by the server."""

    __tablename__ = "nudge_people"

    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    first_name: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    zone: Mapped[str] = mapped_column(String(64))
    rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    timing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What learned timing knows, where the person switched it on."""
    looked_at: Mapped[datetime | None]
    """When they last looked at their inbox: what came before that was not ignored."""


class AudienceRow(Base):
    """A label that a person has; programmes address labels."""

    __tablename__ = "nudge_audiences"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_people.person_id", ondelete="CASCADE"), primary_key=True
    )
    label: Mapped[str] = mapped_column(String(64), primary_key=True)

    __table_args__ = (Index(None, "label", "person_id"),)


class EventRow(Base):
    """Something in a person's own calendar. The title stays with the person."""

    __tablename__ = "nudge_events"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("nudge_people.person_id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(8))
    """``own`` (typed or spoken) or ``feed``."""
    uid: Mapped[str] = mapped_column(String(255))
    """The same after the event was moved, so that its nudge moves with it."""
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    all_day: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[Any]] = mapped_column(default=list)

    __table_args__ = (
        UniqueConstraint("person_id", "source", "uid"),
        Index(None, "person_id", "starts_at"),
    )


class FeedRow(Base):
    """A calendar that a person connected; only times and titles are read."""

    __tablename__ = "nudge_feeds"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_people.person_id", ondelete="CASCADE"), primary_key=True
    )
    url: Mapped[str] = mapped_column(Text)
    connected_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    problem: Mapped[str] = mapped_column(String(40), default="")
    """Code of what went wrong the last time, or empty."""
    failures: Mapped[int] = mapped_column(default=0)


class SpacedRow(Base):
    """When a person should see a card or practice again, by its own forgetting curve."""

    __tablename__ = "nudge_spaced"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_people.person_id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    ref: Mapped[str] = mapped_column(String(100), primary_key=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[dict[str, Any]]
    used_at: Mapped[datetime]
    due_at: Mapped[datetime]


class PlanRow(Base):
    """How far one programme has been planned for one person, and when to look again."""

    __tablename__ = "nudge_plans"

    programme_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_programmes.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    generation: Mapped[int]
    version: Mapped[int] = mapped_column(default=0)
    """Raised when the plan is upset from outside, so that a planner at work cannot undo that."""
    planned_to: Mapped[datetime]
    next_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_nudge_plans_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index(None, "person_id"),
    )


class OccurrenceRow(Base):
    """One nudge for one person."""

    __tablename__ = "nudge_occurrences"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    programme_id: Mapped[str] = mapped_column(ForeignKey("nudge_programmes.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(String(36))
    key: Mapped[str] = mapped_column(String(255))
    generation: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=OccurrenceState.PLANNED.value)
    wall: Mapped[str] = mapped_column(String(19))
    due_at: Mapped[datetime]
    scheduled_at: Mapped[datetime]
    """When it should come: when it is due, or the moment it was put off to."""
    deadline: Mapped[datetime]
    next_at: Mapped[datetime | None]
    deferrals: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often deciding about it ended in an error, in a row."""
    asked_for: Mapped[bool] = mapped_column(default=False)
    """The person asked for this very one (put it off, sent it to themselves): no cap holds it back."""
    event_id: Mapped[str | None] = mapped_column(String(255))
    event_source: Mapped[str | None] = mapped_column(String(10))
    """``own``, ``feed`` or ``follow_up``: where to look whether it still stands."""
    sent_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    """When it was sent or withheld for good."""
    reason: Mapped[str] = mapped_column(String(32), default="")
    """Of the last decision."""
    counted: Mapped[bool] = mapped_column(default=False)
    """Whether it counts for the caps."""
    content: Mapped[dict[str, Any] | None]
    """Texts and what it opens, as they were when it was sent: a later change rewrites no history."""
    opened_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(16))
    answered_at: Mapped[datetime | None]
    useful: Mapped[bool | None]

    __table_args__ = (
        UniqueConstraint("programme_id", "person_id", "key"),
        Index(
            "ix_nudge_occurrences_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index(None, "person_id", "sent_at"),
        Index(None, "programme_id", "decided_at"),
    )


class DeliveryRow(Base):
    """A nudge on its way to one device."""

    __tablename__ = "nudge_deliveries"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    occurrence_id: Mapped[str] = mapped_column(ForeignKey("nudge_occurrences.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(String(36), index=True)
    device_id: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    token: Mapped[str | None] = mapped_column(String(36))
    """Of whoever holds it; a writer without this token writes nothing."""
    not_before: Mapped[datetime]
    next_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    secret: Mapped[str] = mapped_column(String(43))
    """With it the service worker tells that the nudge arrived."""
    accepted_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    """When the receipt came."""
    detail: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (
        UniqueConstraint("occurrence_id", "device_id"),
        Index(
            "ix_nudge_deliveries_next_at",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
    )


class DecisionRow(Base):
    """What was decided about an occurrence, and why. The person may see it; nobody else."""

    __tablename__ = "nudge_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_occurrences.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(10))
    """``sent``, ``deferred`` or ``withheld``."""
    reason: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime | None]
    probability: Mapped[float | None]
    """Of the moment that learned timing chose; None where the window decided."""


class AnswerRow(Base):
    """What a person did with a nudge."""

    __tablename__ = "nudge_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[str] = mapped_column(
        ForeignKey("nudge_occurrences.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[str] = mapped_column(String(36))
    answer: Mapped[str] = mapped_column(String(16))
    """``opened``, ``now``, ``later``, ``not_for_me``, ``useful`` or ``not_useful``."""
    at: Mapped[datetime]
    until: Mapped[datetime | None]


class LeaseRow(Base):
    """Who does a piece of work that one process does at a time."""

    __tablename__ = "nudge_leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(36))
    until: Mapped[datetime]
    taken_at: Mapped[datetime]


class TalkingRow(Base):
    """Who is in a spoken conversation, for workers in other processes; short-lived."""

    __tablename__ = "nudge_talking"

    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    until: Mapped[datetime]
