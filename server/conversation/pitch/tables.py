"""Pitches, takes, and the sound of a take for as long as it is there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.store import Base, Owned, UtcDateTime, now


class State(StrEnum):
    """How far a take is."""

    RECORDING = "recording"
    WORKING = "working"
    READY = "ready"
    UNUSABLE = "unusable"
    """There is nothing to give feedback on; the reason is in ``problem``."""
    FAILED = "failed"
    """Recognition is broken; it is tried again."""


class Kept(StrEnum):
    """What the person decided."""

    UNDECIDED = "undecided"
    WITH_SOUND = "with_sound"
    WITHOUT_SOUND = "without_sound"


class PitchRow(Owned, Base):
    """What somebody wants to say, to whom and in how much time."""

    __tablename__ = "pitches"

    title: Mapped[str] = mapped_column(String(120), default="")
    audience: Mapped[str] = mapped_column(String(300), default="")
    goal: Mapped[str] = mapped_column(String(300), default="")
    seconds: Mapped[int] = mapped_column(default=90)
    language: Mapped[str] = mapped_column(String(2))


class TakeRow(Owned, Base):
    """One time that a pitch was said."""

    __tablename__ = "takes"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    pitch_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("pitches.id", ondelete="CASCADE"), index=True
    )
    client_id: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(16), default=State.RECORDING.value, index=True)
    problem: Mapped[str | None] = mapped_column(String(32))
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    received: Mapped[int] = mapped_column(default=0)
    """Samples that came in."""
    ends_at: Mapped[int | None]
    """Sample where the take ends, when the person stopped it by voice."""
    listened_to: Mapped[int] = mapped_column(default=0)
    """Sample up to which the phrase that stops a take was listened for."""
    done_to: Mapped[int] = mapped_column(default=0)
    """Sample up to which the sound was recognised."""
    pieces: Mapped[list[Any]] = mapped_column(default=list)
    acoustics: Mapped[dict[str, Any]] = mapped_column(default=dict)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when one process works on it; after that another one may."""
    kept: Mapped[str] = mapped_column(String(16), default=Kept.UNDECIDED.value)
    has_sound: Mapped[bool] = mapped_column(default=False)
    corrected: Mapped[bool] = mapped_column(default=False)
    judged: Mapped[bool] = mapped_column(default=False)
    went_well: Mapped[str] = mapped_column(Text, default="")
    differently: Mapped[str] = mapped_column(Text, default="")
    intended: Mapped[list[Any]] = mapped_column(default=list)
    """Findings that the person meant as they were."""
    better: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Better lines of a language model, by the words that they replace."""


class TakeSoundRow(Owned, Base):
    """A stretch of the sound of a take, as PCM16 mono at 16 kHz."""

    __tablename__ = "take_sounds"
    __table_args__ = (UniqueConstraint("take_id", "first_sample"),)

    take_id: Mapped[str] = mapped_column(String(36), ForeignKey("takes.id", ondelete="CASCADE"), index=True)
    first_sample: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
