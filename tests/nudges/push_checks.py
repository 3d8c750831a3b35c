"""What a strict push service asks of a message, beyond what the real ones do.

Written from the RFCs, and sharing no code with ``nudges.push``: it judges it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

AUTHORIZATION = re.compile(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)")
SUBJECT = re.compile(r"mailto:\S+@[\w-]+(\.[\w-]+)+|https://[\w-]+(\.[\w-]+)+\S*")
TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
URGENCIES = ("very-low", "low", "normal", "high")
MAX_BODY = 4096
DAY = 86_400


class Violation(Exception):
    """A message that breaks a rule."""

    def __init__(self, status: int, reason: str):
        """Refuse with this HTTP status, for this reason."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Checked:
    """What is left of a message that breaks no rule."""

    ttl: int
    topic: str | None
    urgency: str


def unbase64(text: str) -> bytes:
    """Read base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check(
    headers: Mapping[str, str], body: bytes, *, origin: str, server_key: str | None, now: datetime
) -> Checked:
    """Check a message (RFC 8030, 8188, 8291, 8292).

    Args:
        headers: by name in small letters.
        body: as it came.
        origin: of this service.
        server_key: the key with which was subscribed, if any.
        now: by the service's clock.
    """
    vapid(headers.get("authorization", ""), origin=origin, server_key=server_key, now=now)
    ttl = headers.get("ttl", "")
    if not ttl.isdigit():
        raise Violation(400, "no TTL")
    topic = headers.get("topic")
    if topic is not None and not TOPIC.fullmatch(topic):
        raise Violation(400, "a topic is at most 32 base64url characters")
    urgency = headers.get("urgency", "normal")
    if urgency not in URGENCIES:
        raise Violation(400, "unknown urgency")
    if headers.get("content-encoding") != "aes128gcm":
        raise Violation(400, "not aes128gcm")
    if len(body) > MAX_BODY:
        raise Violation(413, "more than 4096 bytes")
    if len(body) < 103 or body[20] != 65 or int.from_bytes(body[16:20], "big") < len(body) - 86:
        raise Violation(400, "not one record with the sender's key as its identifier")
    return Checked(int(ttl), topic, urgency)


def vapid(authorization: str, *, origin: str, server_key: str | None, now: datetime) -> None:
    """Check the signature and what it claims."""
    matched = AUTHORIZATION.fullmatch(authorization)
    if matched is None:
        raise Violation(401, "no VAPID authorization")
    header, claims, signature, key = matched.groups()
    if server_key is not None and key != server_key:
        raise Violation(403, "another key than was subscribed with")
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unbase64(key))
        raw = unbase64(signature)
        written = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        public.verify(written, f"{header}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        said = json.loads(unbase64(claims))
        algorithm = json.loads(unbase64(header))
    except (InvalidSignature, ValueError) as problem:
        raise Violation(401, "the signature is not right") from problem
    if len(raw) != 64 or algorithm != {"typ": "JWT", "alg": "ES256"}:
        raise Violation(401, "not an ES256 token")
    if said.get("aud") != origin:
        raise Violation(401, f"meant for {said.get('aud')}, not for {origin}")
    expires = said.get("exp")
    if not isinstance(expires, int) or not 0 < expires - now.timestamp() <= DAY:
        raise Violation(401, "expired, or valid for more than a day")
    if not SUBJECT.fullmatch(str(said.get("sub", ""))):
        raise Violation(403, "no contact address that can be used")
