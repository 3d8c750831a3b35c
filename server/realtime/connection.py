"""One socket and the conversation that it carries for now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from simple_websocket import ConnectionClosed

from server.realtime.close_codes import CloseCode
from server.realtime.events.base import ServerEvent
from server.realtime.events.own import Bye
from server.realtime.faults import INTERNAL, TAKEN_OVER, TOO_MANY, TOO_MUCH_SOUND, Fault, Refused
from server.realtime.inbound import Inbound
from server.realtime.limits import message_bucket
from server.realtime.session import Session
from server.realtime.transport import GuardedSocket, Mailbox
from server.realtime.writer import SocketWriter

log = logging.getLogger(__name__)

LONGEST_WAIT: Final = 1.0
"""Every wait has a limit; nothing depends on this one."""
MESSAGES_AT_ONCE: Final = 64
"""Messages obeyed before looking at everything else again."""
IDLE_SECONDS: Final = 900.0
"""A socket on which nothing came in for so long gives its place to somebody else."""
FINISH_SECONDS: Final = 2.0


class Connection:
    """Carries messages between one socket and one session, in the thread of the request."""

    def __init__(self, ws: Any, guard: GuardedSocket, name: str, clock: Callable[[], float] = time.monotonic):
        self._ws = ws
        self._guard = guard
        self._clock = clock
        self._wake: threading.Event = ws.event
        self._messages = message_bucket()
        self._heard_at = clock()
        self._end: CloseCode | None = None
        self._fault: Fault | None = None
        self.name = name
        self.left = threading.Event()
        """The session is free for another socket."""
        self.close_code: int = CloseCode.NORMAL
        """How it ended, for the log."""
        self.writer = SocketWriter(ws, self._wake.set, name)
        mailbox = Mailbox()
        ws.input_buffer = mailbox
        guard.open_gate(mailbox)
        self.writer.start()

    @property
    def wake(self) -> Callable[[], None]:
        """Wake this connection's thread, from any thread."""
        return self._wake.set

    def stop(self, code: CloseCode) -> None:
        """Ask the connection to end with this code; from any thread."""
        self._end = code
        self._wake.set()

    def run(self, session: Session) -> None:
        """Carry messages until the socket closes, whoever closes it."""
        inbound = Inbound(session)
        try:
            while self._end is None:
                self._wait(session)
                self._obey(inbound)
                session.poll(self._clock())
                self._look_at_limits()
        except ConnectionClosed as closed:
            self.close_code = closed.reason or 1006
            return
        except Refused as refused:
            self._fault = refused.fault
        except Exception:
            log.exception("socket %s failed", self.name)
            self._fault = INTERNAL
        self._say_goodbye(session)

    def refuse(self, fault: Fault, language: str) -> None:
        """Close a socket that gets no session."""
        event = fault.event(language)
        event.event_id = "evt_1"
        self.writer.put(1, event.model_dump_json())
        self.close_code = fault.close or CloseCode.FAULT

    def finish(self) -> None:
        """Send what waits, close, and join the threads of this socket."""
        if self.writer.gone or not self._ws.connected:
            self.writer.stop()
            stuck = not self.writer.join(0.1)
        else:
            stuck = not self.writer.finish(self.close_code, "", FINISH_SECONDS)
        if stuck:
            self.writer.stop()
            self._guard.abort()
        else:
            self._guard.finish()
        self.writer.join(FINISH_SECONDS)
        self._ws.thread.join(FINISH_SECONDS)

    def _wait(self, session: Session) -> None:
        wanted = session.wait(self._clock())
        self._wake.wait(LONGEST_WAIT if wanted is None else min(wanted, LONGEST_WAIT))
        self._wake.clear()

    def _obey(self, inbound: Inbound) -> None:
        for _ in range(MESSAGES_AT_ONCE):
            message = self._ws.receive(timeout=0)
            if message is None:
                return
            now = self._heard_at = self._clock()
            if not self._messages.take(1.0, now):
                raise Refused(TOO_MANY)
            inbound.take(message, now)
            if self._end is not None:
                return
        self._wake.set()

    def _look_at_limits(self) -> None:
        if self._guard.flooded:
            raise Refused(TOO_MUCH_SOUND)
        if self.writer.gone:
            code = CloseCode.TOO_MUCH_SOUND if self.writer.overflowed else 1006
            raise ConnectionClosed(code, "the client does not read")
        if self._clock() - self._heard_at > IDLE_SECONDS:
            self._end = CloseCode.NORMAL

    def _say_goodbye(self, session: Session) -> None:
        if self._end is CloseCode.TAKEN_OVER:
            self._fault = TAKEN_OVER
        if self._fault is not None:
            self._tell(session, self._fault.event(session.desk.config.language))
            self.close_code = self._fault.close or CloseCode.FAULT
        elif self._end is not None:
            idle = self._end is CloseCode.NORMAL
            self._tell(session, Bye(reason="idle" if idle else "restart"))
            self.close_code = self._end

    @staticmethod
    def _tell(session: Session, event: ServerEvent) -> None:
        """Send last words: they belong to this socket, not to the conversation, and are not sent again."""
        session.desk.outbox.send_unnumbered(event, session.desk.outbox.last)
