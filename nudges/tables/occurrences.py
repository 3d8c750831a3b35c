"""The nudges themselves: each for one person, on its way to their devices, why, and what they did with it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from nudges.store import Base, new_id
from nudges.tables.due import due_index


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
        due_index("nudge_occurrences"),
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
        due_index("nudge_deliveries"),
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
