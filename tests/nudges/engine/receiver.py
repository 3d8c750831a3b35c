"""A push service and its phones in one: it counts what is visible where.

One line in, one line out. A message with a tag that is on the screen replaces it, as the Notifications API
says, so the same nudge sent again is one nudge; the same nudge under two tags would be two.
"""

from __future__ import annotations

import socket
import socketserver
import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from nudges.sender import Accepted, Handover, Outcome, Unreachable
from nudges.store import Store


class Screens(socketserver.ThreadingTCPServer):
    """Takes messages on a free port of this machine."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.visible: dict[str, set[str]] = defaultdict(set)
        """Tags on the screen by device."""
        self.messages: Counter[str] = Counter()
        """How often each tag came."""
        self.lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="screens")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End, and join."""
        self.shutdown()
        self.server_close()
        self._thread.join(10)

    @property
    def reached_by(self) -> int:
        """Give what a worker needs: the port."""
        return int(self.server_address[1])

    @property
    def arrived(self) -> Collection[str]:
        """Give the devices for which something came."""
        return self.visible.keys()

    def join(self, store: Store, names: Sequence[str], now: datetime) -> None:
        """Everybody has a phone already."""

    def finish(self) -> None:
        """Everybody was online all the time."""

    def show(self, device: str, tag: str) -> None:
        """Put something on a screen."""
        with self.lock:
            self.visible[device].add(tag)
            self.messages[tag] += 1


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        screens = self.server
        assert isinstance(screens, Screens)
        try:
            for line in self.rfile:
                device, tag = line.decode().split()
                screens.show(device, tag)
                self.wfile.write(b"ok\n")
        except OSError:  # its worker was killed in the middle of a message
            return


class LineSender:
    """Sends to the screens over one connection a thread."""

    def __init__(self, port: int):
        self._port = port
        self._local = threading.local()

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give everybody one device."""
        return {person: (f"{person}-phone",) for person in people}

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Send one after the other."""
        del now
        for one in handovers:
            yield one.delivery, self._send(one)

    def close(self) -> None:
        """The process ends anyway."""

    def _send(self, one: Handover) -> Outcome:
        try:
            stream = getattr(self._local, "stream", None)
            if stream is None:
                stream = socket.create_connection(("127.0.0.1", self._port), 10).makefile("rwb")
                self._local.stream = stream
            stream.write(f"{one.device} {one.tag}\n".encode())
            stream.flush()
            return Accepted() if stream.readline() == b"ok\n" else Unreachable()
        except OSError:
            self._local.stream = None
            return Unreachable()
