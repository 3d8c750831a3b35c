"""Fetching a calendar feed from an address that a person typed in.

The address is not to be trusted: it may point at this machine or its network. So the name is resolved once,
every address behind it is checked, and the connection is made to the address that was checked, under the name
for TLS; a name that answers differently a moment later changes nothing. Every redirect goes through the same
door. Size, time and the number of redirects are limited, also against a server that sends a byte at a time.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from nudges.errors import FeedRefused
from nudges.events import Event
from nudges.feed import read
from nudges.ical_lines import MAX_BYTES
from nudges.localtime import DEFAULT_ZONE

MAX_REDIRECTS = 4
MAX_ADDRESS = 2000
CHUNK = 64_000
PAST, AHEAD = timedelta(days=2), timedelta(days=62)
"""How far around now events are read; the furthest any programme looks is sixty days."""

PORTS = {"https": 443, "http": 80}

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses behind a name."""


def resolve_name(name: str, port: int) -> list[str]:
    """Resolve with the system's resolver.

    Raises:
        OSError: when there is no such name.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class FetchRules:
    """What may be fetched, and how long it may take."""

    schemes: frozenset[str] = frozenset({"https"})
    private_hosts: frozenset[str] = frozenset()
    """Names or addresses that may be private all the same, such as the organisation's own calendar server."""
    any_port: bool = False
    seconds: float = 15.0
    """For everything together, redirects included."""
    max_bytes: int = MAX_BYTES


class Fetcher:
    """Fetches feeds. Thread-safe; holds nothing between two fetches."""

    def __init__(
        self,
        rules: FetchRules | None = None,
        *,
        resolve: Resolve = resolve_name,
        context: ssl.SSLContext | None = None,
    ):
        """Make a fetcher; ``context`` is for organisations with a certificate authority of their own."""
        self._rules = rules or FetchRules()
        self._resolve = resolve
        self._context = context or ssl.create_default_context()

    def __call__(self, url: str, now: datetime, zone: str = DEFAULT_ZONE) -> list[Event]:
        """Fetch a feed and read its events around ``now`` (UTC).

        Raises:
            FeedRefused: with what is wrong, in words.
        """
        now = now.astimezone(UTC)
        return list(read(self.fetch(url), zone, now - PAST, now + AHEAD).events)

    def fetch(self, url: str) -> bytes:
        """Fetch what is at an address.

        Raises:
            FeedRefused: an address that is not allowed, or an answer that does not come or is too large.
        """
        guard = _Guard(self._rules.seconds)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._one(url, guard)
                if isinstance(answer, bytes):
                    return answer
                url = answer
        except (OSError, HTTPException, ValueError, zlib.error):
            raise _refused("feed_slow" if guard.fired else "feed_unreachable") from None
        finally:
            guard.close()
        raise _refused("feed_redirects")

    def _one(self, url: str, guard: _Guard) -> bytes | str:
        """Ask one address; give its content, or the address it points on to."""
        parts = self._allowed(url)
        connection = self._connect(parts, guard)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {
                "Accept": "text/calendar, */*;q=0.1",
                "Accept-Encoding": "gzip",
                "User-Agent": "Souffleur",
            }
            connection.request("GET", target, headers={**headers, "Connection": "close"})
            # The answer keeps the socket open after the connection was closed, so it is closed as well.
            with connection.getresponse() as answer:
                content = self._answered(parts, answer)
            guard.left()  # a head or body that the guard cut off looks like a short one
            return content
        finally:
            connection.close()

    def _answered(self, parts: SplitResult, answer: HTTPResponse) -> bytes | str:
        if answer.status in (301, 302, 303, 307, 308):
            return urljoin(parts.geturl(), answer.getheader("Location") or "")
        if answer.status in (401, 403, 404, 410):
            raise _refused("feed_gone")
        if answer.status != 200:
            raise _refused("feed_unreachable")
        return self._content(answer)

    def _allowed(self, url: str) -> SplitResult:
        """Check what can be seen of an address without asking anybody."""
        if len(url) > MAX_ADDRESS or any(not 32 < ord(char) < 127 for char in url):
            raise _refused("feed_address")
        try:
            parts = urlsplit("https" + url[len("webcal") :] if url.startswith("webcal://") else url)
            port = parts.port
        except ValueError:
            raise _refused("feed_address") from None
        if parts.scheme not in self._rules.schemes or not parts.hostname or parts.username is not None:
            raise _refused("feed_address")
        if not self._rules.any_port and port not in (None, PORTS.get(parts.scheme)):
            raise _refused("feed_address")
        return parts

    def _connect(self, parts: SplitResult, guard: _Guard) -> HTTPConnection:
        """Connect to an address that was checked, under the name it was checked for."""
        name, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        addresses = self._resolve(name, port)
        private_is_fine = name.lower() in self._rules.private_hosts
        if not addresses or not (private_is_fine or all(public(address) for address in addresses)):
            raise _refused("feed_private")
        sock = _first_that_answers(addresses, port, guard)
        connection = HTTPConnection(name, port, timeout=guard.left())
        connection.default_port = PORTS[parts.scheme]
        connection.sock = guard.watch(sock)
        if parts.scheme == "https":
            secured = self._context.wrap_socket(sock, server_hostname=name, do_handshake_on_connect=False)
            connection.sock = guard.watch(secured)
            try:
                secured.do_handshake()
            except OSError:
                secured.close()
                raise
        return connection

    def _content(self, answer: HTTPResponse) -> bytes:
        """Read the body, unpacked as it comes, up to the limit of what is unpacked."""
        packed = (answer.getheader("Content-Encoding") or "").strip().lower() == "gzip"
        unpacker = zlib.decompressobj(wbits=31) if packed else None
        content = bytearray()
        while chunk := answer.read1(CHUNK):
            while chunk:
                room = self._rules.max_bytes + 1 - len(content)
                content += unpacker.decompress(chunk, room) if unpacker else chunk
                if len(content) > self._rules.max_bytes:
                    raise _refused("feed_too_large")
                chunk = unpacker.unconsumed_tail if unpacker else b""
        return bytes(content)


def public(address: str) -> bool:
    """Tell whether an address is one of the open internet, also when it is wrapped in IPv6."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not public(str(inner)):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _first_that_answers(addresses: Sequence[str], port: int, guard: _Guard) -> socket.socket:
    last: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout=guard.left())
        except OSError as problem:
            last = problem
    raise last


class _Guard:
    """Ends everything at its time, also a server that sends one byte now and then.

    A timeout of a socket begins anew with every byte; so a thread shuts the socket down instead.
    """

    def __init__(self, seconds: float):
        self.fired = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.name = "feed-guard"
        self._timer.daemon = True
        self._timer.start()

    def left(self) -> float:
        """Give how long one wait may take; never nothing, for that would mean 'do not wait'."""
        if self.fired:
            raise TimeoutError
        return self._seconds

    def watch(self, sock: socket.socket) -> socket.socket:
        """Shut this one down when the time is over."""
        with self._lock:
            self._socket = sock
            if self.fired:
                _shut(sock)
        return sock

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._timer.cancel()
        self._timer.join()

    def _fire(self) -> None:
        with self._lock:
            self.fired = True
            if self._socket is not None:
                _shut(self._socket)


def _shut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


_REFUSALS = {
    "feed_address": (
        "Dit adres kan niet. Kopieer het iCal-adres uit je agenda; het begint met https://.",
        "This address cannot be used. Copy the iCal address from your calendar; it begins with https://.",
    ),
    "feed_private": (
        "Dit adres ligt binnen een netwerk waar we niet bij mogen.",
        "This address lies inside a network that may not be reached.",
    ),
    "feed_gone": (
        "Deze agenda is niet (meer) te openen. Maak in je agenda een nieuw iCal-adres.",
        "This calendar cannot be opened (any more). Make a new iCal address in your calendar.",
    ),
    "feed_unreachable": (
        "De agenda antwoordt niet. Je eerdere afspraken blijven staan; we proberen het later opnieuw.",
        "The calendar does not answer. Your earlier events stay; it will be tried again later.",
    ),
    "feed_slow": (
        "De agenda antwoordt te langzaam. Je eerdere afspraken blijven staan; we proberen het later opnieuw.",
        "The calendar answers too slowly. Your earlier events stay; it will be tried again later.",
    ),
    "feed_redirects": (
        "Dit adres verwijst steeds verder. Kopieer het iCal-adres opnieuw uit je agenda.",
        "This address keeps pointing on. Copy the iCal address from your calendar again.",
    ),
    "feed_too_large": (
        "Deze agenda is te groot om te lezen. Kies een agenda met minder jaren.",
        "This calendar is too large to read. Choose one with fewer years.",
    ),
}


def _refused(code: str) -> FeedRefused:
    nl, en = _REFUSALS[code]
    return FeedRefused(code=code, nl=nl, en=en)
