"""The address of the push service of the tests: HTTP/1.1 with kept connections, over TLS or not."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.nudges.certificates import self_signed

HANG_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What is answered, if at all."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang: bool = False
    reset: bool = False


Handler = Callable[[str, Mapping[str, str], bytes], Answer]


class HttpDoor:
    """Listens on a free port of this machine."""

    def __init__(self, handler: Handler, *, tls: bool):
        """Make it; nothing listens yet."""
        self.connections = 0
        self.certificate = ""
        self._handler = handler
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._closing = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def origin(self) -> str:
        """Give scheme, host and port."""
        assert self._server is not None
        return f"{'https' if self._tls else 'http'}://localhost:{self._server.server_address[1]}"

    def open(self) -> None:
        """Listen."""
        door = self

        class Request(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                if isinstance(self.request, ssl.SSLSocket):
                    self.request.settimeout(HANG_SECONDS)
                    self.request.do_handshake()
                door.connections += 1
                door._open.add(self.request)
                super().setup()

            def finish(self) -> None:
                door._open.discard(self.request)
                with contextlib.suppress(OSError, ValueError):
                    super().finish()

            def do_POST(self) -> None:
                door._serve(self)

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = False
            request_queue_size = 128

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Connections that end in the middle are what these tests are about."""

        self._server = Server(("127.0.0.1", 0), Request)
        if self._tls:
            self._server.socket = self._context().wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="push-service")
        self._thread.start()

    def close(self) -> None:
        """Stop, and end every connection."""
        assert self._server is not None
        assert self._thread is not None
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self.hang_up()
        self._server.server_close()

    def hang_up(self) -> None:
        """End every connection, as a service does with those that are idle; new ones are welcome."""
        for opened in list(self._open):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def _context(self) -> ssl.SSLContext:
        self.certificate, key = self_signed()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "both.pem"
            file.write_text(self.certificate + key)
            context.load_cert_chain(file)
        return context

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = self._handler(request.path, headers, body)
        if answer.hang:
            self._closing.wait(HANG_SECONDS)
        if answer.hang or answer.reset:
            request.close_connection = True
            # An RST instead of a farewell, as when the machine behind it goes away.
            with contextlib.suppress(OSError):
                request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                socket.socket.shutdown(request.connection, socket.SHUT_RD)
                request.connection.close()
            return
        request.send_response(answer.status)
        for name, value in answer.headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(answer.body)))
        request.end_headers()
        request.wfile.write(answer.body)
