"""The index that finds what there is to do."""

from __future__ import annotations

from sqlalchemy import Index, text


def due_index(table: str) -> Index:
    """Give a partial index over ``next_at``: rows that are done are not in it."""
    there = text("next_at IS NOT NULL")
    return Index(f"ix_{table}_next_at", "next_at", sqlite_where=there, postgresql_where=there)
