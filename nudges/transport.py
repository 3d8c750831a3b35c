"""Huey carries identifiers to whoever works: in memory within one process, or through Redis to many.

Huey takes a message out of its queue before it is handled, so a worker that dies loses it; that is why it
never carries anything but identifiers, and why nothing here uses its schedule, retries or locks. The database
knows what is open, and the sweeper finds it again.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from huey import Huey, MemoryHuey, RedisHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from redis import ConnectionPool

log = logging.getLogger(__name__)

Handle: TypeAlias = Callable[[str, Sequence[str]], None]

NAME = "souffleur-nudges"
TASK = "work"
LONGEST_WAIT = 0.25
"""Seconds until an idle thread looks into the queue in memory again."""
JOIN_SECONDS = 20.0


class _Json(Serializer):  # type: ignore[misc]
    """Messages as JSON: whoever can write into Redis must not be able to have code run here."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        fields = json.loads(data)
        return Message(*fields) if isinstance(fields, list) else fields


class _Consumer(Consumer):  # type: ignore[misc]
    """A consumer within a program that has its own way of stopping."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals to the program."""


class HueyQueue:
    """A queue of identifiers with threads that work it off."""

    def __init__(self, handle: Handle, *, redis_url: str = "", threads: int = 2):
        """Make the queue; nothing runs before :meth:`start`.

        Args:
            handle: does the work; its errors are logged and end nothing.
            redis_url: where the queue is; empty keeps it in this process.
            threads: that work in this process.
        """
        self._huey: Huey = _make(redis_url)
        self._threads = threads
        self._consumer: Any = None
        self._lock = threading.Lock()

        def work(kind: str, ids: list[str]) -> None:
            try:
                handle(kind, ids)
            except Exception:
                log.exception("work of the nudges failed: %s", kind)

        self._work = self._huey.task(name=TASK)(work)

    def put(self, kind: str, ids: Sequence[str]) -> None:
        """Have somebody do this kind of work for these."""
        self._work(kind, list(ids))

    def waiting(self) -> int:
        """Count the messages that nobody has taken yet."""
        count: int = self._huey.storage.queue_size()
        return count

    def start(self) -> None:
        """Start the threads. Doing it twice does nothing."""
        with self._lock:
            if self._consumer is not None:
                return
            self._consumer = _Consumer(
                self._huey,
                workers=self._threads,
                periodic=False,
                initial_delay=0.02,
                max_delay=LONGEST_WAIT,
                check_worker_health=False,
                shutdown_timeout=JOIN_SECONDS,
            )
            self._consumer.start()

    def close(self) -> None:
        """Stop after the present message, and join."""
        with self._lock:
            consumer, self._consumer = self._consumer, None
        if consumer is not None:
            consumer.stop(graceful=True)
        self._huey.storage.close()


def _make(redis_url: str) -> Huey:
    if not redis_url:
        return MemoryHuey(NAME, results=False, serializer=_Json())
    pool = ConnectionPool.from_url(redis_url, socket_timeout=10, socket_connect_timeout=5)
    return RedisHuey(NAME, results=False, serializer=_Json(), connection_pool=pool, read_timeout=1)
