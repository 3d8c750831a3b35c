"""What is erased when its time is over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from server.store import Database, now

log = logging.getLogger(__name__)

EVERY_SECONDS = 24 * 3600.0
JOIN_SECONDS = 10.0
REST_SECONDS = 0.05
"""Between two steps of erasing, so that others come to write."""
SILENT = timedelta(days=183)
"""Not every push service says that a browser is gone; whoever opens the product again is known again."""


class Housekeeper:
    """Erases old conversations, nudges and devices when the server starts and once a day."""

    def __init__(
        self, database: Database, keep_days: int, nudge_keep_days: int, every_seconds: float = EVERY_SECONDS
    ):
        """Prepare; nothing runs before :meth:`start`."""
        self._database = database
        self._keep_days = keep_days
        self._nudge_keep_days = nudge_keep_days
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
                purge_nudges(self._database, self._nudge_keep_days, self._stop.wait)
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


def purge_nudges(database: Database, keep_days: int, rest: Callable[[float], bool]) -> int:
    """Erase nudges that were decided on ``keep_days`` ago, and events of before that; gives how many.

    Args:
        database: where they are.
        keep_days: how long they are kept.
        rest: waits for so many seconds between two steps; True ends it early, the rest goes the next time.
    """
    from nudges.purging import purge_step
    from nudges.store import Store

    store, before, erased = Store(database.engine), now() - timedelta(days=keep_days), 0
    while step := purge_step(store, before):
        erased += step
        if rest(REST_SECONDS):
            break
    if erased:
        log.info("erased %d nudges and events older than %d days", erased, keep_days)
    return erased


def forget_silent_devices(database: Database) -> int:
    """Forget devices on which nobody opened the product for half a year; gives how many."""
    from nudges.push.devices import forget_silent
    from nudges.store import Store

    forgotten = forget_silent(Store(database.engine), now() - SILENT)
    if forgotten:
        log.info("forgot %d devices that nobody opened for half a year", forgotten)
    return forgotten
