"""Every live conversation of this server, and those that wait for their client to come back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server.realtime.close_codes import CloseCode
from server.realtime.connection import Connection
from server.realtime.session import Session

log = logging.getLogger(__name__)

TAKE_OVER_SECONDS: Final = 5.0
"""How long the newest socket waits for the one before it to let go."""
JOIN_SECONDS: Final = 5.0
TALKING_SECONDS: Final = 30.0
"""So long after the last sound of the microphone somebody is in conversation: an answer may be playing."""


@dataclass(eq=False)
class Room:
    """One conversation, with or without a socket."""

    session: Session
    owner: str
    connection: Connection | None = None
    expires_at: float = 0.0


class Rooms:
    """Conversations by session id; each belongs to one person."""

    def __init__(
        self, max_sockets: int, resume_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._max = max_sockets
        self._resume = resume_seconds
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._changed = threading.Condition()
        self._sweeper: threading.Thread | None = None
        self._live = 0
        self._closing = False

    @property
    def live(self) -> int:
        """Sockets that are open."""
        with self._changed:
            return self._live

    @property
    def waiting(self) -> int:
        """Conversations without a socket."""
        with self._changed:
            return sum(room.connection is None for room in self._rooms.values())

    def talking(self, seconds: float = TALKING_SECONDS) -> list[str]:
        """Give who is in the middle of a spoken conversation."""
        with self._changed:
            since = self._clock() - seconds
            return [
                room.owner
                for room in self._rooms.values()
                if room.connection is not None and room.session.heard_at >= since
            ]

    def admit(self) -> bool:
        """Take a place for a socket; False where all are taken. :meth:`dismiss` gives it back."""
        with self._changed:
            if self._live >= self._max or self._closing:
                return False
            self._live += 1
            return True

    def dismiss(self) -> None:
        """Give a place back."""
        with self._changed:
            self._live -= 1
            self._changed.notify_all()

    def open(self, session: Session, owner: str, connection: Connection) -> Room:
        """Begin a conversation."""
        room = Room(session, owner, connection)
        with self._changed:
            self._rooms[session.session_id] = room
            surplus = self._surplus()
        for other in surplus:
            other.session.close()
        return room

    def rejoin(self, session_id: str, owner: str, connection: Connection) -> Room | None:
        """Give a conversation to the newest socket; the one before is sent away first.

        Returns:
            The conversation, or None where it is not there, is somebody else's, or is not let go.
        """
        with self._changed:
            room = self._rooms.get(session_id)
            if room is None or room.owner != owner:
                return None
            before, room.connection = room.connection, connection
        if before is not None:
            before.stop(CloseCode.TAKEN_OVER)
            if not before.left.wait(TAKE_OVER_SECONDS):
                log.warning("socket %s does not let go of its session", before.name)
                with self._changed:
                    room.connection = before
                return None
        return room

    def leave(self, room: Room, connection: Connection, *, keep: bool) -> None:
        """A socket is gone; its conversation waits, or ends where it is not to be kept."""
        with self._changed:
            mine = room.connection is connection
            if mine:
                room.session.detach()
                room.connection = None
                room.expires_at = self._clock() + self._resume
                if keep and not self._closing:
                    self._watch()
                else:
                    self._rooms.pop(room.session.session_id, None)
            self._changed.notify_all()
        connection.left.set()
        if mine and (not keep or self._closing):
            room.session.close()

    def shut_down(self, seconds: float = JOIN_SECONDS) -> None:
        """Tell every client that the server restarts, and wait until they have left."""
        with self._changed:
            self._closing = True
            connections = [room.connection for room in self._rooms.values() if room.connection]
            waiting = [room for room in self._rooms.values() if room.connection is None]
            for room in waiting:
                self._rooms.pop(room.session.session_id, None)
            sweeper = self._sweeper
            self._changed.notify_all()
        for connection in connections:
            connection.stop(CloseCode.RESTART)
        for room in waiting:
            room.session.close()
        with self._changed:
            self._changed.wait_for(lambda: self._live == 0, seconds)
        if sweeper is not None:
            sweeper.join(seconds)

    def _surplus(self) -> list[Room]:
        """Take out the oldest waiting conversations above the limit, so that they cannot fill the memory."""
        waiting = [room for room in self._rooms.values() if room.connection is None]
        waiting.sort(key=lambda room: room.expires_at)
        surplus = waiting[: max(0, len(waiting) - self._max)]
        for room in surplus:
            self._rooms.pop(room.session.session_id, None)
        return surplus

    def _watch(self) -> None:
        """Have somebody close this conversation when its time is over."""
        if self._sweeper is None:
            self._sweeper = threading.Thread(target=self._sweep, name="rooms", daemon=True)
            self._sweeper.start()

    def _sweep(self) -> None:
        while True:
            with self._changed:
                waiting = [room for room in self._rooms.values() if room.connection is None]
                if not waiting or self._closing:
                    self._sweeper = None
                    return
                now = self._clock()
                over = [room for room in waiting if room.expires_at <= now]
                for room in over:
                    self._rooms.pop(room.session.session_id, None)
                if not over:
                    self._changed.wait(min(room.expires_at for room in waiting) - now)
            for room in over:
                room.session.close()
