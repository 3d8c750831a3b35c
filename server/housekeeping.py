"""What is erased when its time is over."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from server.store import Database, now

log = logging.getLogger(__name__)

EVERY_SECONDS = 24 * 3600.0
JOIN_SECONDS = 10.0
SILENT = timedelta(days=183)
"""Not every push service says that a browser is gone; whoever opens the product again is known again."""


class Housekeeper:
    """Erases old conversations and devices when the server starts and once a day."""

    def __init__(self, database: Database, keep_days: int, every_seconds: float = EVERY_SECONDS):
        """Prepare; nothing runs before :meth:`start`."""
        self._database = database
        self._keep_days = keep_days
        self._every = every_seconds
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="housekeeper")
            self._thread.start()

    def close(self) -> None:
        """Stop and join."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(JOIN_SECONDS)

    def _work(self) -> None:
        while True:
            try:
                purge_expired(self._database, self._keep_days)
                forget_silent_devices(self._database)
            except Exception:
                log.exception("erasing what is old failed; it is tried again tomorrow")
            if self._stop.wait(self._every):
                return


def purge_expired(database: Database, keep_days: int) -> int:
    """Erase the conversations that nobody touched for ``keep_days``; gives how many."""
    from server.conversation.store import erase_older_than

    erased = erase_older_than(database, now() - timedelta(days=keep_days))
    if erased:
        log.info("erased %d conversations older than %d days", erased, keep_days)
    return erased


def forget_silent_devices(database: Database) -> int:
    """Forget devices on which nobody opened the product for half a year; gives how many."""
    from nudges.push.devices import forget_silent
    from nudges.store import Store

    forgotten = forget_silent(Store(database.engine), now() - SILENT)
    if forgotten:
        log.info("forgot %d devices that nobody opened for half a year", forgotten)
    return forgotten
