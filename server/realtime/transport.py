"""The TCP socket under a WebSocket, made safe for two threads that write and a client that floods.

simple-websocket lets its reading thread answer pings while another thread sends, keeps what came in in an
unbounded list and closes with data unread, so that the last words get lost. This stands between it and the
socket; whoever replaces simple-websocket replaces this file and :mod:`server.realtime.writer`.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from typing import Any, Final

from server.realtime.limits import byte_bucket

MAX_MESSAGE_BYTES: Final = 1_000_000
SEND_SECONDS: Final = 10
"""A client that takes nothing for so long is gone."""
SEND_BUFFER: Final = 131_072
"""Small on purpose: what the system has taken cannot be overtaken by an interruption."""
MOST_WAITING: Final = 4_000_000
"""Bytes of messages that were read and not yet handled; above it reading pauses."""
LINGER_SECONDS: Final = 1.0
LINGER_BYTES: Final = 32_000_000
GATE_SECONDS: Final = 5.0
OPTIONS: Final[dict[str, Any]] = {"max_message_size": MAX_MESSAGE_BYTES, "receive_bytes": 65_536}
"""For simple-websocket."""


class Mailbox(list[Any]):
    """simple-websocket's list of messages that came in, with its size in bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def append(self, message: str | bytes) -> None:
        """Take a message that came in."""
        self.size += len(message)
        super().append(message)

    def pop(self, index: Any = -1) -> Any:
        """Give a message away."""
        message = super().pop(index)
        self.size -= len(message)
        return message


class GuardedSocket:
    """What simple-websocket gets instead of the socket."""

    def __init__(self, raw: socket.socket):
        self._raw = raw
        self._lock = threading.Lock()
        self._gate = threading.Event()
        self._bytes = byte_bucket()
        self._mailbox: Mailbox | None = None
        self.flooded = False
        """More came in than is allowed; reading has stopped."""
        self._closed = threading.Event()
        with contextlib.suppress(OSError):
            raw.settimeout(None)
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("@ll", SEND_SECONDS, 0))
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def open_gate(self, mailbox: Mailbox) -> None:
        """Let reading begin, now that what comes in is counted."""
        self._mailbox = mailbox
        self._gate.set()

    def fileno(self) -> int:
        """Give the descriptor, for the selector."""
        return self._raw.fileno()

    def recv(self, size: int) -> bytes:
        """Read; waits while too much is unread, and ends the stream where a client sends too much.

        Raises:
            OSError: the socket is gone.
        """
        if not self._gate.wait(GATE_SECONDS):
            return b""
        while self._mailbox is not None and self._mailbox.size > MOST_WAITING:
            if self._closed.wait(0.01):
                return b""
        data = self._raw.recv(size)
        if data and not self._bytes.take(len(data), time.monotonic()):
            self.flooded = True
            return b""
        return data

    def send(self, data: bytes) -> int:
        """Send everything, one thread at a time.

        Raises:
            OSError: the client takes nothing, or is gone.
        """
        with self._lock:
            self._raw.sendall(data)
        return len(data)

    def close(self) -> None:
        """Called by simple-websocket's thread at its end; the owner closes for good (:meth:`finish`)."""

    def abort(self) -> None:
        """Wake whoever is blocked on this socket; nothing more can be sent or read."""
        self._closed.set()
        self._gate.set()
        with contextlib.suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        """Close so that the last message arrives: say that nothing follows, then read what still comes in.

        Closing with unread data would make the system reset the connection and throw our last words away.
        """
        self._closed.set()
        self._gate.set()
        with contextlib.suppress(OSError):
            self._raw.shutdown(socket.SHUT_WR)
            self._raw.settimeout(LINGER_SECONDS)
            until, left = time.monotonic() + LINGER_SECONDS, LINGER_BYTES
            while left > 0 and time.monotonic() < until:
                data = self._raw.recv(65_536)
                if not data:
                    break
                left -= len(data)
        self.abort()
