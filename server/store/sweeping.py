"""Leaving nothing on disk of what was erased (SQLite): its log of changes holds it until that is emptied."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExecutionContext

log = logging.getLogger(__name__)

WAIT_MILLISECONDS = 200
"""How long emptying the log waits for whoever is reading."""
_ERASED = "souffleur.erased"


class Sweeper:
    """Empties the log as soon as a connection that erased something is given back, whoever erased it.

    Where somebody reads at that moment it is tried again, without waiting, each time a connection is given
    back. Thread-safe: what is owed is one flag, and the log may well be emptied twice.
    """

    def __init__(self, engine: Engine, busy_milliseconds: int):
        """Watch the connections of an engine.

        Args:
            engine: SQLite's.
            busy_milliseconds: How long its connections wait for a writer otherwise.
        """
        self._busy = busy_milliseconds
        self._owed = False
        event.listen(engine, "after_cursor_execute", _note)
        event.listen(engine, "checkin", self._given_back)

    def _given_back(self, connection: sqlite3.Connection | None, record: Any) -> None:
        erased = bool(record.info.pop(_ERASED, False))
        if connection is not None and (erased or self._owed):
            self._owed = not self._emptied(connection, WAIT_MILLISECONDS if erased else 0)

    def _emptied(self, connection: sqlite3.Connection, wait: int) -> bool:
        """Tell whether the log is empty now; what was erased stays erased where that fails."""
        try:
            connection.execute(f"PRAGMA busy_timeout={wait}")
            try:
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.execute(f"PRAGMA busy_timeout={self._busy}")
        except sqlite3.Error:
            log.exception("the log of changes could not be emptied")
            return False
        return not busy


def _note(
    connection: Connection, cursor: Any, _statement: str, _values: Any, context: ExecutionContext, _many: bool
) -> None:
    if getattr(context, "isdelete", False) and cursor.rowcount:
        connection.info[_ERASED] = True
