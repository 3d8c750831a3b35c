"""A push service that only says yes, for ``benchmarks.push``: HTTPS, kept connections, little work.

    python -m benchmarks.push_stub CERTIFICATE_AND_KEY.pem

Prints its port, then serves until its standard input ends. It checks nothing (the tests have a strict
one), so that it does not hold up whom it measures; at its end it prints how many requests there were.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from typing import Final, cast

YES: Final = (
    b"HTTP/1.1 201 Created\r\n"
    b"Location: https://localhost/m/4d9b119d8d062744\r\n"
    b"TTL: 3600\r\n"
    b"Date: Sun, 22 Nov 2026 05:00:00 GMT\r\n"
    b"Content-Length: 0\r\n\r\n"
)


class Service(asyncio.Protocol):
    """One connection."""

    requests = 0

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end].lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            if len(self._data) < end + 4 + length:
                return
            self._data = self._data[end + 4 + length :]
            Service.requests += 1
            self._transport.write(YES)


async def serve(pem: str) -> None:
    """Listen until the standard input ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Service, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    print(Service.requests, flush=True)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
