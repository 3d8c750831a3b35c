"""The head of the request that hands a message to a push service (RFC 8030)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Final

from nudges.push import base64url
from nudges.push.endpoints import Endpoint
from nudges.sender import Handover

LONGEST_TTL: Final = 28 * 86_400
"""Seconds; services cut at four weeks or thirty days without a word."""

_TOPIC: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")


def topic_of(name: str) -> str:
    """Make a topic of any name: base64url of a hash, 32 characters, the most that there may be."""
    return base64url.encode(hashlib.sha256(name.encode()).digest()[:24])


def ttl(expires_at: datetime, now: datetime) -> int:
    """Give the seconds for which a push service should keep the message for a device that is not there."""
    return max(0, min(int((expires_at - now).total_seconds()), LONGEST_TTL))


def head(handover: Handover, endpoint: Endpoint, authorization: str, length: int, now: datetime) -> bytes:
    """Write request line and headers.

    Args:
        handover: the nudge.
        endpoint: where it goes, checked: no character in it can end a line.
        authorization: the header of :class:`nudges.push.vapid.VapidHeaders`.
        length: bytes of the body.
        now: the TTL is counted from here.
    """
    topic = handover.topic if _TOPIC.fullmatch(handover.topic) else topic_of(handover.topic)
    lines = (
        f"POST {endpoint.target} HTTP/1.1",
        f"Host: {endpoint.service.origin.partition('://')[2]}",
        f"Authorization: {authorization}",
        f"TTL: {ttl(handover.expires_at, now)}",
        f"Urgency: {'high' if handover.urgent else 'normal'}",
        f"Topic: {topic}",
        "Content-Encoding: aes128gcm",
        "Content-Type: application/octet-stream",
        f"Content-Length: {length}",
        "\r\n",
    )
    return "\r\n".join(lines).encode("ascii")
