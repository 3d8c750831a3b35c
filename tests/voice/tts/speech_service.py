"""A stand-in for a server with OpenAI's ``/v1/audio/speech`` on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class SpeechService(ThreadingHTTPServer):
    """Answers every request with ``pieces`` as ``kind``."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.kind = "audio/pcm"
        self.pieces: list[bytes] = []
        self.hang_after: int | None = None
        """Pieces after which nothing more comes until ``going_on``."""
        self.break_after: int | None = None
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.going_on = threading.Event()
        self.gone = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address
        self.gone.set()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SpeechService

    def do_POST(self) -> None:
        service = self.server
        assert self.path == "/v1/audio/speech"
        service.keys.append(self.headers["Authorization"])
        service.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(service.status)
        self.send_header("Content-Type", service.kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        for number, piece in enumerate(service.pieces):
            if number == service.hang_after:
                service.going_on.wait(10)
            if number == service.break_after:
                return
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def speech_service() -> Iterator[SpeechService]:
    """Run the stand-in in a thread."""
    with SpeechService() as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield service
        finally:
            service.going_on.set()
            service.shutdown()
            thread.join(5)
