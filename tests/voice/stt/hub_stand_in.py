"""A model hub on loopback that answers as huggingface.co does, and can be told to misbehave.

The addresses, headers and answers follow the hub's documented interface: ``/api/models/<repo>?blobs=True``
for the list, ``/<repo>/resolve/<revision>/<file>`` with ``X-Repo-Commit`` and a redirect to content-addressed
storage for large files, ranges there.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

SMALL_FILES = {
    "config.json": b'{"alignment_heads": []}',
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.txt": b"een\ntwee\n",
    "README.md": b"not wanted",
}


class Hub:
    """What the hub holds and how it behaves."""

    def __init__(self, weights: bytes) -> None:
        self.files = {**SMALL_FILES, "model.bin": weights}
        self.revision = "0123456789abcdef0123456789abcdef01234567"
        self.announced_sha256 = hashlib.sha256(weights).hexdigest()
        self.list_status = 200
        self.list_body: bytes | None = None
        self.hang = False
        self.hang_after: int | None = None
        """Send so many bytes of the weights, then nothing more."""
        self.break_after: int | None = None
        """Send so many bytes of the weights, then drop the connection."""
        self.ranges = True
        self.asked: list[str] = []
        self.ranges_asked: list[str] = []
        self.closing = threading.Event()
        self.address = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # a connection that is kept open must not hold up the end of a test
    hub: Hub

    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.hub.asked.append(path)
        if self.hub.hang:
            self.hub.closing.wait(30)
            self.close_connection = True
        elif path.startswith("/api/models/"):
            self._list()
        elif match := re.fullmatch(r"/[\w.-]+/[\w.-]+/resolve/(\w+)/(.+)", path):
            self._resolve(match[1], match[2])
        elif path.startswith("/storage/"):
            self._weights()
        else:
            self._answer(404, b"")

    def _list(self) -> None:
        if self.hub.list_body is not None:
            self._answer(200, self.hub.list_body)
            return
        if self.hub.list_status != 200:
            self._answer(self.hub.list_status, b"{}", {"X-Error-Code": "RepoNotFound"})
            return
        siblings: list[dict[str, Any]] = []
        for name, content in self.hub.files.items():
            entry: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": "0" * 40}
            if name == "model.bin":
                sha256 = self.hub.announced_sha256
                entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 134}
            siblings.append(entry)
        body = {"id": "Systran/faster-whisper-small", "sha": self.hub.revision, "siblings": siblings}
        self._answer(200, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def _resolve(self, revision: str, name: str) -> None:
        if revision != self.hub.revision or name not in self.hub.files:
            self._answer(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        headers = {"X-Repo-Commit": revision}
        if name == "model.bin":
            headers["X-Linked-Size"] = str(len(self.hub.files[name]))
            headers["X-Linked-Etag"] = f'"{self.hub.announced_sha256}"'
            headers["Location"] = f"{self.hub.address}/storage/{self.hub.announced_sha256}"
            self._answer(302, b"", headers)
        else:
            self._answer(200, self.hub.files[name], headers)

    def _weights(self) -> None:
        content = self.hub.files["model.bin"]
        asked = self.headers.get("Range")
        first = 0
        if asked is not None:
            self.hub.ranges_asked.append(asked)
            if self.hub.ranges:
                first = int(asked.removeprefix("bytes=").rstrip("-"))
        part = content[first:]
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(part)))
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        stop = self.hub.break_after if self.hub.break_after is not None else self.hub.hang_after
        self.wfile.write(part[:stop])
        self.wfile.flush()
        if self.hub.hang_after is not None:
            self.hub.closing.wait(30)
        if stop is not None:
            self.close_connection = True

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """Serve the hub on a free port of loopback until the block ends."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False  # so that closing waits for them
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
