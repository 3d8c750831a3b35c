"""Sentences and talks that a person practises in another language."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.conversation.changing import Changing
from server.store import Base


class RoundRow(Changing, Base):
    """A sentence, or a whole pitch cut into sentences, and how often each was understood."""

    __tablename__ = "language_rounds"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    spoken: Mapped[str] = mapped_column(String(2))
    """The language that is practised."""
    language: Mapped[str] = mapped_column(String(2))
    """The language of the interface."""
    sentences: Mapped[list[Any]] = mapped_column(default=list)
    """For each its text, its number of attempts and the last one; never sound."""


class TalkRow(Changing, Base):
    """A conversation in another language."""

    __tablename__ = "language_talks"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    talk: Mapped[str | None] = mapped_column(String(64))
    """The authored talk; None for a free one."""
    spoken: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(2))
    about: Mapped[str | None] = mapped_column(String(200))
    lines: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[dict[str, Any]] = mapped_column(default=dict)
    finished: Mapped[bool] = mapped_column(default=False)
