"""Rendering speech before it is asked for, in one background thread that gives way to live speech."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from voice.tts.base import Speaking

_log = logging.getLogger(__name__)

_LONGEST_QUEUE = 2_000
_LOOK_AGAIN = 60.0
_GIVE_WAY_SECONDS = 5.0
"""Longest pause in the middle of a text: its engine's connection does not wait for ever."""


class AheadWorker:
    """Works through texts one by one while nobody is being spoken to. Thread-safe.

    The thread starts with the first text, ends when nothing is left and is joined by ``join``.
    """

    def __init__(self, render: Callable[[str, Speaking], None]) -> None:
        """Keep what renders one text; it is called in the worker's thread and should call ``give_way``."""
        self._render = render
        self._changed = threading.Condition()
        self._waiting: deque[tuple[str, Speaking]] = deque()
        self._speaking = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def add(self, texts: Iterable[tuple[str, Speaking]]) -> None:
        """Queue texts; those beyond the worker's capacity are left out, which is logged."""
        with self._changed:
            if self._closed:
                return
            known = set(self._waiting)
            left_out = 0
            for item in texts:
                if len(self._waiting) >= _LONGEST_QUEUE:
                    left_out += 1
                elif item not in known:
                    known.add(item)
                    self._waiting.append(item)
            if left_out:
                _log.warning("%d texts more than are rendered ahead at a time", left_out)
            if self._waiting and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="speech-ahead")
                self._thread.start()

    @contextmanager
    def live(self) -> Iterator[None]:
        """Hold the worker back while this lasts."""
        with self._changed:
            self._speaking += 1
        try:
            yield
        finally:
            with self._changed:
                self._speaking -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait a moment if somebody is being spoken to; called between pieces of sound."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not self._speaking, _GIVE_WAY_SECONDS)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is left to render; False when it took longer than ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, timeout)

    def stop(self) -> None:
        """Drop what waits and take nothing more; the text under way still ends."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    def join(self) -> None:
        """Wait for the thread after ``stop``; an engine's own limits make this a matter of seconds."""
        with self._changed:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._changed.wait_for(lambda: self._closed or not self._speaking, _LOOK_AGAIN):
                    pass
                if self._closed or not self._waiting:
                    self._thread = None
                    self._changed.notify_all()
                    return
                text, how = self._waiting.popleft()
            try:
                self._render(text, how)
            except Exception:
                _log.exception("a text could not be rendered ahead")
