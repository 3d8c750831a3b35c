"""How much a client may send."""

from __future__ import annotations


class Bucket:
    """A token bucket: bursts up to its size, then so much a second (J. Turner, 1986, as "leaky bucket").

    Time is an argument, in seconds on any clock that only goes forward.
    """

    def __init__(self, size: float, a_second: float):
        self._size = size
        self._rate = a_second
        self._left = size
        self._at: float | None = None

    def take(self, amount: float, now: float) -> bool:
        """Take so much; False where it is not there, and then nothing is taken."""
        if self._at is not None:
            self._left = min(self._size, self._left + max(0.0, now - self._at) * self._rate)
        self._at = now
        if amount > self._left:
            return False
        self._left -= amount
        return True


def sound_bucket() -> Bucket:
    """Seconds of sound: two minutes at once (what was said while the line was gone), then twice real time."""
    return Bucket(120.0, 2.0)


def message_bucket() -> Bucket:
    """Messages: a minute of 20 ms frames at once, then three times their pace."""
    return Bucket(4_000.0, 150.0)


def byte_bucket() -> Bucket:
    """Bytes of any kind: two minutes of 48 kHz sound as base64 at once, then four times its pace."""
    return Bucket(16_000_000.0, 512_000.0)
