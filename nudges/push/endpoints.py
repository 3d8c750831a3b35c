"""Where we may send to. An endpoint is an address that a browser gave us, so it could be anybody's.

Without limits a registered "device" could make the server POST to whatever it can reach. So the host must be
a push service we know, the address that is really connected to must be a public one, and redirects are never
followed. An administrator with a push service of their own names its whole origin, which may then be private.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from nudges.push.limit import Limit

DEFAULT_HOSTS: Final = (
    "*.push.services.mozilla.com",  # Firefox
    "fcm.googleapis.com",  # Chrome, Edge on Android, Samsung Internet, Opera
    "jmt17.google.com",  # Chromium as Linux distributions build it
    "*.push.apple.com",  # Safari on iOS, iPadOS and macOS
    "*.notify.windows.com",  # Edge on Windows
)
MAX_SERVICES: Final = 256
"""Checked services that are remembered."""
MAX_LENGTH: Final = 2048
"""Characters of an endpoint; real ones have up to about 500."""
EACH_ADDRESS: Final = 4.0
"""Seconds after which the next address of a host is tried."""

_HOST: Final = re.compile(r"(\*\.)?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
_URL: Final = re.compile(r"[\x21\x22\x24-\x7e]*")
"""Printable ASCII without a fragment, so that nothing can end a line of the request."""
_EMBEDDED: Final = ipaddress.ip_network("64:ff9b::/96")


class EndpointRefused(Exception):
    """Not an address that may be sent to; the message says why, without the address."""


@dataclass(frozen=True, slots=True)
class Service:
    """A push service: everything of an endpoint before its path."""

    origin: str
    """Scheme, host and port as the VAPID audience wants them: the scheme's own port is left out."""
    secure: bool
    host: str
    port: int
    private: bool
    """True where the administrator named this origin, so that its address need not be public."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint, taken apart."""

    service: Service
    target: str
    """Path and query, as they go into the request line."""


class Endpoints:
    """Knows which endpoints may be sent to."""

    def __init__(self, allowed: Iterable[str] = DEFAULT_HOSTS):
        """Read the setting.

        Args:
            allowed: hosts (``push.example.org``, or ``*.example.org`` for every host below it), reached over
                https at its own port, at public addresses; or whole origins (``https://push.intern:8443``),
                exactly these, also at private addresses. Plain http is for origins on this machine.

        Raises:
            ValueError: an entry is neither.
        """
        self._hosts: set[str] = set()
        self._suffixes: set[str] = set()
        self._origins: set[str] = set()
        self._services: dict[str, Service] = {}
        for entry in allowed:
            self.allow(entry)

    def allow(self, entry: str) -> None:
        """Allow one more host or origin.

        Raises:
            ValueError: it is neither.
        """
        entry = entry.strip().lower()
        if "://" in entry:
            parts = urlsplit(entry)
            loopback = parts.hostname in ("localhost", "127.0.0.1", "::1")
            if parts.scheme not in (("http", "https") if loopback else ("https",)) or not parts.hostname:
                raise ValueError(f"not an origin to send to: {entry}")
            self._origins.add(_origin(parts))
        elif not _HOST.fullmatch(entry):
            raise ValueError(f"neither a host nor an origin: {entry}")
        elif entry.startswith("*."):
            self._suffixes.add(entry[1:])
        else:
            self._hosts.add(entry)

    def check(self, url: str) -> Endpoint:
        """Take an endpoint apart.

        Raises:
            EndpointRefused: it may not be sent to.
        """
        if len(url) > MAX_LENGTH or not _URL.fullmatch(url):
            raise EndpointRefused("the endpoint is too long or holds characters that no address has")
        slash = url.find("/", url.find("//") + 2)
        base, target = (url, "/") if slash < 0 else (url[:slash], url[slash:])
        service = self._services.get(base)
        if service is None:
            service = self._checked(base)
            if len(self._services) < MAX_SERVICES:
                self._services[base] = service
        return Endpoint(service, target)

    def _checked(self, base: str) -> Service:
        """Check everything before the path."""
        try:
            parts = urlsplit(base)
            port = parts.port
        except ValueError as problem:
            raise EndpointRefused("the endpoint is no address") from problem
        host = (parts.hostname or "").rstrip(".")
        if not host or parts.netloc != base.partition("://")[2] or "@" in base or "\\" in base:
            raise EndpointRefused("the endpoint is no plain address")
        secure = parts.scheme == "https"
        origin = _origin(parts)
        named = origin in self._origins
        if not named and (not secure or port not in (None, 443) or not self._known(host)):
            raise EndpointRefused("the endpoint is not at a push service that is allowed")
        return Service(origin, secure, host, port or (443 if secure else 80), named)

    def _known(self, host: str) -> bool:
        return host in self._hosts or any(host.endswith(suffix) for suffix in self._suffixes)


def _origin(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    own = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, own) else "")


def public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet, also where it hides in a longer one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _EMBEDDED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
    return ip.is_global and not ip.is_multicast


def connect(service: Service, limit: Limit) -> socket.socket:
    """Open a connection to an address that was checked, not to a name that could change in between.

    Args:
        service: of an endpoint that was checked.
        limit: for all of it; looking up the name has the system's own limit.

    Raises:
        EndpointRefused: the host has a private address.
        OSError: it cannot be reached.
    """
    found = socket.getaddrinfo(service.host, service.port, type=socket.SOCK_STREAM)
    if not service.private and not all(public(str(entry[4][0])) for entry in found):
        raise EndpointRefused("the push service has a private address")
    problem: OSError = OSError("the host has no address")
    for family, kind, protocol, _name, address in found[:3]:
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(min(limit.left(), EACH_ADDRESS))
            opened.connect(address)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as failed:
            opened.close()
            problem = failed
        else:
            return opened
    raise problem
