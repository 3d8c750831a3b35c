"""Encrypts a message for one browser: ``aes128gcm`` (RFC 8188) with the keys of RFC 8291, by pywebpush.

The encoder of the library that everybody tests, without its sender. The key pair of the sender is fresh for
each message, as RFC 8291 (section 2) asks. The keys of a browser are checked once, here; the library takes
more than it can encrypt for.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from nudges.push import base64url

RECORD_SIZE: Final = 4096
"""Bytes of the one record that push services take (RFC 8291, section 4)."""
HEADER_SIZE: Final = 16 + 4 + 1 + 65
"""Salt, record size, length of the key identifier, and the sender's public key as that identifier."""
MAX_PLAINTEXT: Final = RECORD_SIZE - HEADER_SIZE - 16 - 1
"""3993 bytes: header, text, its last-record delimiter and the tag fill exactly 4096."""


class Receiver:
    """The public half of one subscription, checked."""

    __slots__ = ("_pusher",)

    def __init__(self, p256dh: str, auth: str):
        """Check and parse what a browser gave.

        Args:
            p256dh: uncompressed point on P-256, base64url (65 bytes).
            auth: authentication secret, base64url (16 bytes).

        Raises:
            ValueError: keys that no message can be encrypted for.
        """
        # Here, because with it come two HTTP clients that are never used: most of a second at every start.
        from pywebpush import WebPusher

        point, secret = base64url.decode(p256dh), base64url.decode(auth)
        if len(secret) != 16:
            raise ValueError("the authentication secret must be 16 bytes")
        if len(point) != 65:
            raise ValueError("the public key must be an uncompressed point on P-256")
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        keys = {"p256dh": base64url.encode(point), "auth": base64url.encode(secret)}
        self._pusher = WebPusher({"endpoint": "", "keys": keys})

    def encode(self, plaintext: bytes) -> bytes:
        """Encrypt; see :func:`encrypt`."""
        body: bytes = self._pusher.encode(plaintext)["body"]
        return body


def encrypt(plaintext: bytes, receiver: Receiver) -> bytes:
    """Encrypt one message; what comes out is the body of the POST.

    Args:
        plaintext: one to :data:`MAX_PLAINTEXT` bytes.
        receiver: whom it is for.

    Raises:
        ValueError: it does not fit.
    """
    if not 0 < len(plaintext) <= MAX_PLAINTEXT:
        raise ValueError(f"{len(plaintext)} bytes do not fit into one record")
    return receiver.encode(plaintext)
