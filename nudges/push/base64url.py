"""Base64 with the URL alphabet and without padding, as JOSE and Web Push write it (RFC 4648, section 5)."""

from __future__ import annotations

import base64
import binascii
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*={0,2}")


def encode(data: bytes) -> str:
    """Write bytes without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Read bytes, padded or not; strictly, because Python's own decoder skips what it does not know.

    Raises:
        ValueError: it is not base64url.
    """
    if not _ALPHABET.fullmatch(text):
        raise ValueError("not base64url")
    bare = text.rstrip("=")
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error as problem:
        raise ValueError("not base64url") from problem
