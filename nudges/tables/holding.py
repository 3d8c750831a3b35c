"""What the processes tell each other: who does a piece of work, who is in a conversation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nudges.store import Base


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
