"""Programmes, what they were, and how far each is planned for whom."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from nudges.store import Base
from nudges.tables.due import due_index


class ProgrammeState(StrEnum):
    """What a programme does."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


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
        due_index("nudge_plans"),
        Index(None, "person_id"),
    )
