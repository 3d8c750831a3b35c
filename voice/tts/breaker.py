"""A circuit breaker: remembers that an engine failed, so that not every sentence waits for it again.

Source: the pattern as described by M. Nygard, "Release It!" (2007). Time is an argument.
"""

from __future__ import annotations

import threading

_TRIAL_SECONDS = 60.0
"""A trial that was never reported back counts as lost after this."""


class Breaker:
    """Closed (working), open (resting) or half-open (one caller tries). Thread-safe.

    The first failure opens it, because each failure costs a listener more than a second of silence. The rest
    doubles with every failed trial.
    """

    def __init__(self, *, first_rest: float = 15.0, longest_rest: float = 300.0) -> None:
        """Make a closed breaker; rests are in seconds."""
        self._first_rest = first_rest
        self._longest_rest = longest_rest
        self._lock = threading.Lock()
        self._rest = 0.0
        self._open_until: float | None = None
        self._trial_since: float | None = None
        self.reason = ""

    def allows(self, now: float) -> bool:
        """Tell whether to try the engine. A True while half-open is this caller's trial: report back."""
        with self._lock:
            if self._open_until is None:
                return True
            if now < self._open_until:
                return False
            if self._trial_since is not None and now - self._trial_since < _TRIAL_SECONDS:
                return False
            self._trial_since = now
            return True

    def succeeded(self) -> None:
        """The engine spoke."""
        with self._lock:
            self._rest, self._open_until, self._trial_since, self.reason = 0.0, None, None, ""

    def failed(self, now: float, reason: str) -> None:
        """The engine did not speak, or not to the end.

        Several calls that were under way when it broke count as one failure: an open breaker that is not on
        trial keeps its rest.
        """
        with self._lock:
            self.reason = reason
            if self._open_until is not None and self._trial_since is None:
                return
            self._rest = min(self._longest_rest, self._rest * 2 or self._first_rest)
            self._open_until, self._trial_since = now + self._rest, None

    def abandoned(self) -> None:
        """The caller stopped before the engine showed whether it works; somebody else may try."""
        with self._lock:
            self._trial_since = None

    def resting(self, now: float) -> float:
        """Seconds until the next trial; 0 when closed or when a trial may begin."""
        with self._lock:
            return max(0.0, (self._open_until or now) - now)
