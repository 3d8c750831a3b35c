"""Conversations with the coach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.conversation.changing import Changing
from server.store import Base


class CoachRow(Changing, Base):
    """One conversation with the coach: a form that is gone through, in the person's own words."""

    __tablename__ = "coach_sessions"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    form: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    about: Mapped[str | None] = mapped_column(String(200))
    event: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The own event that it is about, as it was then: id, title and start."""
    day: Mapped[str | None] = mapped_column(String(10), index=True)
    """The person's own date, for the daily question; ISO."""
    lines: Mapped[list[Any]] = mapped_column(default=list)
    """What was asked and answered, in order."""
    state: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Where the form stands."""
    step_text: Mapped[str | None] = mapped_column(Text)
    """The small step that the person chose."""
    nudge: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The own event that reminds of the step: its id and local time."""
    finished_at: Mapped[datetime | None]
