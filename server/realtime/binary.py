"""Sound as binary frames.

Twelve bytes of header, little-endian, then mono PCM16: a phone sends a third less than with base64.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

_HEADER = struct.Struct("<BBHII")
HEADER_BYTES = _HEADER.size
LAST_OF_SENTENCE = 0x01

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("kind", "u8", "1 = sound of the microphone, 2 = sound of the answer"),
    ("flags", "u8", "bit 0: the last frame of this sentence"),
    (
        "response",
        "u16",
        "ordinal of the answer in this session, from 1; 0 for the microphone",
    ),
    ("seq", "u32", "to the client: the message number N; from the client: a counter of its own"),
    (
        "first_sample",
        "u32",
        "index of the first sample: of the microphone since the session began, at the declared rate; of the "
        "answer within its message, at 24 kHz",
    ),
)
"""The header, as the documentation shows it: name, width, meaning."""


class FrameKind(IntEnum):
    """What a binary frame holds."""

    MICROPHONE = 1
    ANSWER = 2


class FrameError(ValueError):
    """These bytes are not one of our frames."""


@dataclass(frozen=True)
class Frame:
    """One stretch of sound with its place in the stream."""

    kind: FrameKind
    flags: int
    response: int
    seq: int
    first_sample: int
    sound: bytes

    def encode(self) -> bytes:
        """Give the bytes that go over the wire; counters wrap at their width."""
        header = _HEADER.pack(
            self.kind,
            self.flags & 0xFF,
            self.response & 0xFFFF,
            self.seq & 0xFFFFFFFF,
            self.first_sample & 0xFFFFFFFF,
        )
        return header + self.sound


def decode_frame(data: bytes) -> Frame:
    """Read a frame.

    Raises:
        FrameError: it is too short or of an unknown kind.
    """
    if len(data) < HEADER_BYTES:
        raise FrameError(f"{len(data)} bytes are fewer than a header")
    kind, flags, response, seq, first_sample = _HEADER.unpack_from(data)
    try:
        known = FrameKind(kind)
    except ValueError as error:
        raise FrameError(f"kind {kind} is unknown") from error
    return Frame(known, flags, response, seq, first_sample, data[HEADER_BYTES:])
