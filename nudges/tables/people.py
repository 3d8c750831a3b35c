"""What the nudges know of a person: how they want them, and what a nudge may hang on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from nudges.store import Base, new_id


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
