"""Messages to the client: numbered, kept for a while, sent while there is a socket."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from server.realtime.binary import Frame
from server.realtime.events.base import ServerEvent

KEPT_BYTES = 4_000_000
"""What is kept for a client that comes back: more than half a minute of sound as base64."""


class Sink(Protocol):
    """Where messages go while a socket is there. Never blocks."""

    def put(self, number: int, payload: str | bytes) -> None:
        """Take a message to be sent after those before it."""

    def drop(self, numbers: frozenset[int]) -> frozenset[int]:
        """Leave out these messages as far as they were not sent; gives those that were left out."""

    def backlog(self) -> int:
        """Give the bytes that were taken and not yet sent."""


@dataclass(frozen=True)
class _Kept:
    number: int
    payload: str | bytes
    answer: int
    """Ordinal of the answer whose sound this is; 0 for everything else."""


class Outbox:
    """One session's messages, in order.

    Numbers rise by one with every message. Sound of a cancelled answer that has not left yet is dropped, so
    its numbers are missing at the client; nothing else ever is.
    """

    def __init__(self, kept_bytes: int = KEPT_BYTES):
        self._kept: deque[_Kept] = deque()
        self._kept_bytes = 0
        self._limit = kept_bytes
        self._forgotten = 0
        self._sink: Sink | None = None
        self.last = 0
        """Number of the newest message."""

    def attach(self, sink: Sink) -> None:
        """Send to this socket from now on."""
        self._sink = sink

    def detach(self) -> None:
        """There is no socket; keep what is said."""
        self._sink = None

    @property
    def attached(self) -> bool:
        """Whether a socket is there."""
        return self._sink is not None

    def backlog(self) -> int:
        """Give the bytes that wait in front of the network."""
        return self._sink.backlog() if self._sink is not None else 0

    def send(self, event: ServerEvent, answer: int = 0) -> None:
        """Number a message and send it; ``answer`` is the ordinal of the answer if it holds its sound."""
        self.last += 1
        event.event_id = f"evt_{self.last}"
        self._emit(_Kept(self.last, event.model_dump_json(), answer))

    def send_frame(self, frame: Frame) -> None:
        """Number a stretch of the answer's sound and send it."""
        self.last += 1
        numbered = Frame(frame.kind, frame.flags, frame.response, self.last, frame.first_sample, frame.sound)
        self._emit(_Kept(self.last, numbered.encode(), frame.response))

    def send_unnumbered(self, event: ServerEvent, number: int) -> None:
        """Send a message that repeats a number and is not kept: the greeting after a resume."""
        event.event_id = f"evt_{number}"
        if self._sink is not None:
            self._sink.put(number, event.model_dump_json())

    def can_replay(self, after: int) -> bool:
        """Tell whether everything after a number is still here."""
        return self._forgotten <= after <= self.last

    def replay(self, after: int) -> None:
        """Send everything after a number again."""
        if self._sink is None:
            return
        for kept in self._kept:
            if kept.number > after:
                self._sink.put(kept.number, kept.payload)

    def drop_sound(self, answer: int) -> None:
        """Leave out the sound of a cancelled answer as far as it has not left.

        Without a socket nothing is left out: a client that comes back may have heard part of it.
        """
        if self._sink is None:
            return
        numbers = frozenset(kept.number for kept in self._kept if kept.answer == answer)
        dropped = self._sink.drop(numbers)
        if dropped:
            kept = [item for item in self._kept if item.number not in dropped]
            self._kept = deque(kept)
            self._kept_bytes = sum(len(item.payload) for item in kept)

    def _emit(self, kept: _Kept) -> None:
        self._kept.append(kept)
        self._kept_bytes += len(kept.payload)
        while self._kept_bytes > self._limit:
            oldest = self._kept.popleft()
            self._kept_bytes -= len(oldest.payload)
            self._forgotten = oldest.number
        if self._sink is not None:
            self._sink.put(kept.number, kept.payload)
