"""Scenarios that were written in the studio: of the organisation, not of whoever wrote them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store import Base, Identified


class AuthoredScenarioRow(Base):
    """A scenario as it is being written, and which revision of it everybody practises."""

    __tablename__ = "authored_scenarios"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    """Of a starter scenario where this one takes its place."""
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(120))
    """As far as it can be read; else the slug."""
    text: Mapped[str] = mapped_column(Text)
    """The file, with whatever is still wrong with it."""
    state: Mapped[str] = mapped_column(String(10), default="draft")
    """``draft`` (never published), ``published`` or ``withdrawn``."""
    revision: Mapped[int] = mapped_column(default=1)
    """Raised at every change; whoever changes it says which one they saw."""
    live_revision: Mapped[int | None] = mapped_column(index=True)
    """The version that everybody practises; None while there is none."""
    changed_by: Mapped[str] = mapped_column(String(36))
    changed_at: Mapped[datetime]


class ScenarioVersionRow(Identified, Base):
    """A scenario as it was: its history, and what runs that were begun with it go on with."""

    __tablename__ = "authored_scenario_versions"

    slug: Mapped[str] = mapped_column(ForeignKey("authored_scenarios.slug", ondelete="CASCADE"))
    revision: Mapped[int]
    what: Mapped[str] = mapped_column(String(10))
    """``saved``, ``published``, ``withdrawn``, or ``overtaken``: written on an older revision."""
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(36))

    __table_args__ = (Index(None, "slug", "revision"),)
