"""Role-plays, each the person's alone: text, and where the talk stood after each turn. No sound."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.conversation.changing import Changing
from server.store import Base


class RoleplayRow(Changing, Base):
    """One run of a scenario."""

    __tablename__ = "roleplays"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    scenario: Mapped[str] = mapped_column(String(80))
    """Slug."""
    scenario_revision: Mapped[int | None]
    """As it was published in the studio when this began; None for a scenario of the files."""
    title: Mapped[str] = mapped_column(String(120))
    """As it was then; the scenario may go."""
    language: Mapped[str] = mapped_column(String(2))
    """Of the talk."""
    level: Mapped[int]
    chair: Mapped[str] = mapped_column(String(10))
    """Whom the person plays: ``employee``, or ``other`` where the chairs are changed."""
    turns: Mapped[list[Any]] = mapped_column(default=list)
    """See :class:`server.conversation.roleplay.store.Turn`."""
    stopped: Mapped[bool] = mapped_column(default=False)
    """The person ended it without a word of the persona."""
    hints: Mapped[list[Any]] = mapped_column(default=list)
    """Hints that were given: round and text."""
    assessment: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the person said of it first."""
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """When the person will use it, and the event that reminds of it."""
    parent: Mapped[str | None] = mapped_column(String(36))
    """The run from which this one branched."""
    parent_turn: Mapped[int | None]
    """The turn that is played again, from 1."""
