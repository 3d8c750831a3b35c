"""The encoder writes what browsers read."""

from __future__ import annotations

import base64
import os
from typing import Final

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.push import base64url
from nudges.push.encoder import MAX_PLAINTEXT, Receiver, encrypt

PRIVATE: Final = ec.generate_private_key(ec.SECP256R1())
AUTH: Final = os.urandom(16)
POINT: Final = PRIVATE.public_key().public_bytes(
    serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
)
RECEIVER: Final = Receiver(base64url.encode(POINT), base64url.encode(AUTH))


def decrypted(body: bytes) -> bytes:
    plain: bytes = http_ece.decrypt(body, private_key=PRIVATE, auth_secret=AUTH, version="aes128gcm")
    return plain


@given(st.binary(min_size=1, max_size=MAX_PLAINTEXT))
@settings(max_examples=60, deadline=None)
def test_http_ece_reads_it(plain: bytes) -> None:
    assert decrypted(encrypt(plain, RECEIVER)) == plain


def test_the_largest_message_fills_a_record() -> None:
    assert MAX_PLAINTEXT == 3993
    assert len(encrypt(b"x" * MAX_PLAINTEXT, RECEIVER)) == 4096
    with pytest.raises(ValueError, match="3994"):
        encrypt(b"x" * (MAX_PLAINTEXT + 1), RECEIVER)


def test_every_message_has_its_own_salt_and_key_pair() -> None:
    bodies = [encrypt(b"hetzelfde", RECEIVER) for _ in range(20)]

    assert len({body[:16] for body in bodies}) == 20
    assert len({body[21:86] for body in bodies}) == 20


def test_the_example_of_the_standard_is_understood_by_the_judge() -> None:
    """RFC 8291, appendix A: so that ``http_ece``, which judges the encoder, is judged as well."""
    body = base64url.decode(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    private = ec.derive_private_key(
        int.from_bytes(base64url.decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"), ec.SECP256R1()
    )
    auth = base64url.decode("BTBZMqHH6r4Tts7J_aSIgg")

    plain = http_ece.decrypt(body, private_key=private, auth_secret=auth, version="aes128gcm")

    assert plain == b"When I grow up, I want to be a watermelon"


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", ""),
        (base64url.encode(POINT), "kort"),
        (base64url.encode(POINT[:-1]), base64url.encode(AUTH)),
        (base64url.encode(b"\x04" + b"\x01" * 64), base64url.encode(AUTH)),
        (base64url.encode(b"\x00" * 65), base64url.encode(AUTH)),
        ("geen base64!", base64url.encode(AUTH)),
        (base64url.encode(POINT), "é" * 22),
    ],
    ids=["empty", "short secret", "short point", "no point", "zeros", "no base64", "other letters"],
)
def test_bad_keys_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of several libraries, each with its own words
        Receiver(p256dh, auth)


def test_padded_keys_are_read() -> None:
    padded = base64.urlsafe_b64encode(AUTH).decode()

    assert padded.endswith("==")
    receiver = Receiver(base64.urlsafe_b64encode(POINT).decode(), padded)
    assert decrypted(encrypt(b"ja", receiver)) == b"ja"
