"""A limit on a piece of work that waits several times: what one wait takes, the next has less of."""

from __future__ import annotations

from collections.abc import Callable


class Limit:
    """So many seconds for everything together."""

    __slots__ = ("_ticks", "_until")

    def __init__(self, seconds: float, ticks: Callable[[], float]):
        """Begin now.

        Args:
            seconds: for all waits together.
            ticks: a clock that never goes back, in seconds (``time.monotonic``).
        """
        self._ticks = ticks
        self._until = ticks() + seconds

    def left(self) -> float:
        """Give the seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        rest = self._until - self._ticks()
        if rest <= 0:
            raise TimeoutError("the time is up")
        return rest
