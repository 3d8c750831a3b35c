"""Rows and sessions."""

from server.store.base import Base, Identified, Owned, UtcDateTime, new_id, now
from server.store.engine import Database

__all__ = ["Base", "Database", "Identified", "Owned", "UtcDateTime", "new_id", "now"]
