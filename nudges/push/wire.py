"""One kept connection to a push service: as much of HTTP/1.1 as a POST with a short answer needs.

Why not a client library: beside encryption (a quarter of a millisecond) sending is most of the work, and here
it takes a fifth of what ``http.client`` takes and a tenth of ``urllib3`` (docs/adr). What is left out is left
out on purpose: no redirects, no cookies, no compression, no proxy. And it knows the one thing that decides
about a second try: whether the whole request was written.
"""

from __future__ import annotations

import contextlib
import re
import select
import socket
import ssl
from dataclasses import dataclass
from typing import Final

from nudges.push.endpoints import Service, connect
from nudges.push.limit import Limit

MAX_HEAD: Final = 16_384
"""Bytes of status line and headers that are read at most."""
MAX_BODY: Final = 16_384
"""Bytes of an answer's body that are read so that the connection can be kept; a longer one closes it."""
DETAIL: Final = 300
"""Bytes of the body that are kept, to report."""

_STATUS: Final = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9][0-9])(?: [^\r\n]*)?")


class NotSent(Exception):
    """The request was not written as a whole, so the push service cannot have taken it."""


class NoAnswer(Exception):
    """The request was written, and no answer that makes sense came back."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a push service answered."""

    status: int
    headers: dict[str, str]
    """By name in small letters."""
    body: bytes
    """The beginning of it."""


class Connection:
    """One connection. Used by one thread at a time."""

    def __init__(self, service: Service, tls: ssl.SSLContext, limit: Limit):
        """Connect, and shake hands where the service is secure.

        Raises:
            EndpointRefused: the host has a private address.
            NotSent: it cannot be reached, or does not prove who it is.
        """
        try:
            opened = connect(service, limit)
        except (OSError, UnicodeError) as problem:
            raise NotSent(_said(problem)) from problem
        try:
            if service.secure:
                opened.settimeout(limit.left())
                opened = tls.wrap_socket(opened, server_hostname=service.host)
        except (OSError, ValueError) as problem:
            opened.close()
            raise NotSent(_said(problem)) from problem
        self._socket: socket.socket = opened
        self.keep = True
        """Whether another request may follow."""

    def fresh(self) -> bool:
        """Tell whether nothing came in while it was idle: that could only be the end of it."""
        with contextlib.suppress(OSError, ValueError):
            poll = select.poll()
            poll.register(self._socket, select.POLLIN | select.POLLHUP | select.POLLERR)
            return not poll.poll(0)
        return False

    def post(self, head: bytes, body: bytes, limit: Limit) -> Reply:
        """Send one request and read its answer.

        Args:
            head: request line and headers, with the empty line at their end.
            body: as long as the headers say.
            limit: for all of it.

        Raises:
            NotSent: it cannot have been taken.
            NoAnswer: it may have been taken.
        """
        self.keep = False
        try:
            self._socket.settimeout(limit.left())
            self._socket.sendall(head + body)
        except OSError as problem:
            raise NotSent(_said(problem)) from problem
        try:
            return self._reply(limit)
        except (OSError, ValueError) as problem:
            raise NoAnswer(_said(problem)) from problem

    def close(self) -> None:
        """Close it, without a farewell that would have to be waited for."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def _reply(self, limit: Limit) -> Reply:
        data = b""
        while True:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                if len(data) > MAX_HEAD:
                    raise ValueError("endless headers")
                data += self._receive(limit)
                continue
            status, headers, reusable = _head(data[:end])
            data = data[end + 4 :]
            if status >= 200:
                return Reply(status, headers, self._body(status, headers, data, reusable, limit)[:DETAIL])

    def _body(self, status: int, headers: dict[str, str], data: bytes, reusable: bool, limit: Limit) -> bytes:
        """Read to the end of the answer, so that the connection can be kept; the status is known already."""
        length = 0 if status in (204, 304) else _length(headers)
        chunked = headers.get("transfer-encoding", "").lower() == "chunked"
        try:
            if chunked:
                while not (data.endswith(b"\r\n0\r\n\r\n") or data == b"0\r\n\r\n") and len(data) <= MAX_BODY:
                    data += self._receive(limit)
                data = data.partition(b"\r\n")[2]
                self.keep = reusable and len(data) <= MAX_BODY
            elif length is not None and length <= MAX_BODY:
                while len(data) < length:
                    data += self._receive(limit)
                self.keep = reusable and len(data) == length
        except (OSError, ValueError):
            self.keep = False
        return data

    def _receive(self, limit: Limit) -> bytes:
        self._socket.settimeout(limit.left())
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionResetError("closed without an answer")
        return data


def _head(data: bytes) -> tuple[int, dict[str, str], bool]:
    """Read status, headers, and whether the connection stays open."""
    first, *lines = data.split(b"\r\n")
    matched = _STATUS.fullmatch(first)
    if matched is None:
        raise ValueError("not HTTP")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            raise ValueError("a header without a colon")
        headers[name.lower()] = value.strip()
    reusable = matched[1] == b"1" and "close" not in headers.get("connection", "").lower()
    return int(matched[2]), headers, reusable


def _length(headers: dict[str, str]) -> int | None:
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:100]
