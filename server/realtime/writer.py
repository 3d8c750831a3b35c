"""The one thread that writes messages to a socket."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Final

log = logging.getLogger(__name__)

MOST_BYTES: Final = 6_000_000
MOST_MESSAGES: Final = 8_000


class SocketWriter:
    """Takes messages without blocking and sends them in order; a client that does not read is given up."""

    def __init__(self, ws: Any, failed: Callable[[], None], name: str):
        """Prepare.

        Args:
            ws: simple-websocket's server.
            failed: Called from the writing thread when nothing can be sent any more.
            name: For the thread.
        """
        self._ws = ws
        self._failed = failed
        self._waiting: deque[tuple[int, str | bytes]] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self._closing: tuple[int, str] | None = None
        self._ended = False
        self.gone = False
        """Nothing can be sent any more."""
        self.overflowed = False
        """The client did not read."""
        self._thread = threading.Thread(target=self._work, name=f"writer-{name}")

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def put(self, number: int, payload: str | bytes) -> None:
        """Take a message; never blocks."""
        with self._changed:
            if self.gone or self._closing is not None:
                return
            self._waiting.append((number, payload))
            self._bytes += len(payload)
            if self._bytes > MOST_BYTES or len(self._waiting) > MOST_MESSAGES:
                self.overflowed = self.gone = True
                self._waiting.clear()
                self._bytes = 0
            self._changed.notify()
        if self.overflowed:
            self._failed()

    def drop(self, numbers: frozenset[int]) -> frozenset[int]:
        """Leave out these messages as far as they were not sent."""
        with self._changed:
            dropped = frozenset(number for number, _ in self._waiting if number in numbers)
            kept = [item for item in self._waiting if item[0] not in dropped]
            self._waiting = deque(kept)
            self._bytes = sum(len(payload) for _, payload in kept)
        return dropped

    def backlog(self) -> int:
        """Give the bytes that wait."""
        with self._changed:
            return self._bytes

    def finish(self, code: int, reason: str, seconds: float) -> bool:
        """Send what waits, then close with this code; False where that took too long."""
        with self._changed:
            self._closing = (code, reason)
            self._changed.notify()
        return self.join(seconds)

    def join(self, seconds: float) -> bool:
        """Wait for the thread; False where it is stuck in the network."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Send nothing more."""
        with self._changed:
            self.gone = True
            self._changed.notify()

    def _work(self) -> None:
        try:
            while (payload := self._next()) is not None:
                self._ws.send(payload)
            if self._closing is not None and not self.gone:
                code, reason = self._closing
                self._ws.close(code, reason)
        except Exception as error:  # whatever it is, this client cannot be reached any more
            log.debug("socket writer ended: %s", type(error).__name__)
            self.gone = True
            self._failed()

    def _next(self) -> str | bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing is not None or self.gone)
            if self.gone or not self._waiting:
                return None
            _, payload = self._waiting.popleft()
            self._bytes -= len(payload)
            return payload
