"""Who is sending: the signed header of RFC 8292, one for each push service, made twice in twelve hours.

``webpush()`` signs for each message and parses the key each time; here the key is parsed once and a header
is kept for as long as at least six of its twelve hours are left. Push services refuse more than twenty-four
hours; twelve leave room for clocks that are wrong in either direction.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from nudges.push import base64url

LIFETIME: Final = 12 * 3600
"""Seconds that a header is valid."""
RENEW_BELOW: Final = 6 * 3600
"""Seconds left at which a new one is made."""
KEPT_ORIGINS: Final = 64
"""There are four large push services; more than this many is not expected, and not kept."""

_SUBJECT = re.compile(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^\s/]+\.[^\s/]+(/\S*)?")


def usable_subject(subject: str) -> bool:
    """Tell whether a contact address is one that push services accept (Apple refuses ``localhost``)."""
    return _SUBJECT.fullmatch(subject) is not None


class VapidKeys:
    """The parsed key pair and the contact address behind it. Thread-safe."""

    def __init__(self, private_pem: str, subject: str):
        """Parse once.

        Args:
            private_pem: a P-256 private key (PKCS 8, PEM).
            subject: ``mailto:`` or ``https:`` address at which a push service can reach the operator.

        Raises:
            ValueError: another kind of key, or a contact address that push services refuse.
        """
        key = serialization.load_pem_private_key(private_pem.encode(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
            raise ValueError("VAPID needs a P-256 key")
        if not usable_subject(subject):
            raise ValueError("the contact of VAPID must be a real mailto: or https: address")
        self._key = key
        self.subject = subject
        point = key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.public: Final = base64url.encode(point)
        """Uncompressed point, base64url: the ``applicationServerKey`` of the browsers that we may send to."""

    def header(self, origin: str, expires: int) -> str:
        """Sign the value of ``Authorization`` for one push service.

        Args:
            origin: scheme, host and, unless it is the scheme's own, port of the endpoint.
            expires: seconds since 1970 (UTC).
        """
        claims = {"aud": origin, "exp": expires, "sub": self.subject}
        signed = ".".join(
            base64url.encode(json.dumps(part, separators=(",", ":")).encode())
            for part in ({"typ": "JWT", "alg": "ES256"}, claims)
        )
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = base64url.encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={signed}.{signature}, k={self.public}"


class VapidHeaders:
    """Keeps one header for each push service. Thread-safe."""

    def __init__(self, keys: VapidKeys):
        """Begin with none."""
        self._keys = keys
        self._kept: OrderedDict[str, tuple[int, str]] = OrderedDict()
        self._lock = threading.Lock()

    def header(self, origin: str, now: datetime) -> str:
        """Give the header for a push service, signing a new one only when it is time.

        One that would last longer than a new one is made again as well: the clock was set back.
        """
        seconds = int(now.timestamp())
        with self._lock:
            expires, header = self._kept.get(origin, (0, ""))
            if RENEW_BELOW <= expires - seconds <= LIFETIME:
                return header
            expires = seconds + LIFETIME
            header = self._keys.header(origin, expires)
            self._kept[origin] = (expires, header)
            self._kept.move_to_end(origin)
            if len(self._kept) > KEPT_ORIGINS:
                self._kept.popitem(last=False)
            return header

    def forget(self, origin: str) -> None:
        """Sign anew next time: this header was refused."""
        with self._lock:
            self._kept.pop(origin, None)
