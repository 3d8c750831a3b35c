"""A chat endpoint on loopback that speaks OpenAI's streaming protocol, and misbehaves on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Reply"], None]


class Reply:
    """What a behaviour may do with one request."""

    def __init__(self, handler: BaseHTTPRequestHandler, released: threading.Event):
        self._handler = handler
        self.released = released
        """Set at the end of the test, so that a hanging behaviour lets go."""

    def begin(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", kind)
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()

    def raw(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def token(self, text: str | None, finish: str | None = None) -> None:
        delta = {} if text is None else {"content": text}
        chunk = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "test",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.raw(f"data: {json.dumps(chunk)}\n\n".encode())

    def finish(self) -> None:
        self.token(None, "stop")
        self.raw(b"data: [DONE]\n\n")


def says(text: str) -> Behaviour:
    """Stream a text word by word."""

    def behave(reply: Reply) -> None:
        reply.begin()
        for word in text.split(" "):
            reply.token(word + " ")
        reply.finish()

    return behave


class ChatServer:
    """The endpoint; ``requests`` holds what was asked."""

    def __init__(self, behaviour: Behaviour, owned_by: str = "llamacpp"):
        self.behaviour = behaviour
        self.requests: list[dict[str, Any]] = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                data = {"object": "list", "data": [{"id": "test", "object": "model", "owned_by": owned_by}]}
                body = json.dumps(data).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                outer.requests.append(json.loads(self.rfile.read(length)))
                with suppress(BrokenPipeError, ConnectionResetError):  # the client may give up
                    outer.behaviour(Reply(self, outer.released))
                self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/v1"

    @contextmanager
    def running(self) -> Iterator[ChatServer]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.released.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join(5)
