"""Encrypts a message for one browser: ``aes128gcm`` (RFC 8188) with the keys of RFC 8291.

The same bytes as ``http_ece`` and pywebpush write, in about two thirds of their time: the HMACs of HKDF are
called directly, each point is written once, and nothing is copied. The key pair of the sender is fresh for
each message, as RFC 8291 (section 2) asks; it is never kept. Tests decode what comes out with ``http_ece``,
and a real Firefox does.
"""

from __future__ import annotations

import hmac
import os
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from nudges.push import base64url

RECORD_SIZE: Final = 4096
"""Bytes of the one record that push services take (RFC 8291, section 4)."""
HEADER_SIZE: Final = 16 + 4 + 1 + 65
"""Salt, record size, length of the key identifier, and the sender's public key as that identifier."""
MAX_PLAINTEXT: Final = RECORD_SIZE - HEADER_SIZE - 16 - 1
"""3993 bytes: header, text, its last-record delimiter and the tag fill exactly 4096."""

_CURVE: Final = ec.SECP256R1()
_ECDH: Final = ec.ECDH()
_SIZES: Final = RECORD_SIZE.to_bytes(4, "big") + b"\x41"
_KEY_INFO: Final = b"Content-Encoding: aes128gcm\x00\x01"
_NONCE_INFO: Final = b"Content-Encoding: nonce\x00\x01"
_INFO: Final = b"WebPush: info\x00"


class Receiver:
    """The public half of one subscription, checked."""

    __slots__ = ("auth", "key", "point")

    def __init__(self, p256dh: str, auth: str):
        """Check and parse what a browser gave.

        Args:
            p256dh: uncompressed point on P-256, base64url (65 bytes).
            auth: authentication secret, base64url (16 bytes).

        Raises:
            ValueError: keys that no message can be encrypted for.
        """
        self.point = base64url.decode(p256dh)
        self.auth = base64url.decode(auth)
        if len(self.auth) != 16:
            raise ValueError("the authentication secret must be 16 bytes")
        if len(self.point) != 65:
            raise ValueError("the public key must be an uncompressed point on P-256")
        self.key = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, self.point)


def encrypt(plaintext: bytes, receiver: Receiver) -> bytes:
    """Encrypt one message; what comes out is the body of the POST.

    Args:
        plaintext: at most :data:`MAX_PLAINTEXT` bytes.
        receiver: whom it is for.

    Raises:
        ValueError: it does not fit.
    """
    if len(plaintext) > MAX_PLAINTEXT:
        raise ValueError(f"{len(plaintext)} bytes do not fit into one record")
    private = ec.generate_private_key(_CURVE)
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = private.exchange(_ECDH, receiver.key)
    salt = os.urandom(16)
    mac = hmac.digest
    # HKDF of RFC 5869, of which every output here fits into one block: extract, then one expand.
    secret = mac(
        mac(receiver.auth, shared, "sha256"), b"".join((_INFO, receiver.point, public, b"\x01")), "sha256"
    )
    extracted = mac(salt, secret, "sha256")
    key = mac(extracted, _KEY_INFO, "sha256")[:16]
    nonce = mac(extracted, _NONCE_INFO, "sha256")[:12]
    return b"".join((salt, _SIZES, public, AESGCM(key).encrypt(nonce, plaintext + b"\x02", None)))
