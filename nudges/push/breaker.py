"""A push service that does not answer is left alone for a while, so that its silence costs others nothing."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Final

FAILURES: Final = 5
"""In a row, before it is left alone."""
FIRST_PAUSE: Final = timedelta(seconds=15)
LONGEST_PAUSE: Final = timedelta(minutes=10)


class Breaker:
    """Counts failures in a row of one push service. Thread-safe; time is an argument."""

    def __init__(self) -> None:
        """Begin trusting."""
        self._lock = threading.Lock()
        self._failures = 0
        self._pauses = 0
        self._closed_until: datetime | None = None
        self._trying = False

    def wait_until(self, now: datetime) -> datetime | None:
        """Give the end of the pause, or None where it may be tried.

        After the pause one is let through to try, and the others wait for what comes of it.
        """
        with self._lock:
            if self._closed_until is None:
                return None
            if now < self._closed_until <= now + LONGEST_PAUSE:
                return self._closed_until
            self._closed_until = now + FIRST_PAUSE
            self._trying = True
            return None

    def answered(self) -> None:
        """It is there again."""
        with self._lock:
            self._failures = self._pauses = 0
            self._closed_until = None
            self._trying = False

    def failed(self, now: datetime) -> None:
        """Note silence; those that were under way when the pause began count as one."""
        with self._lock:
            self._failures += 1
            paused = self._closed_until is not None and not self._trying
            if self._failures < FAILURES or paused:
                return
            self._trying = False
            self._closed_until = now + min(FIRST_PAUSE * 2**self._pauses, LONGEST_PAUSE)
            self._pauses = min(self._pauses + 1, 10)
