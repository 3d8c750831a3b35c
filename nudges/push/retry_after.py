"""When to come back: both forms of ``Retry-After`` (RFC 9110, section 10.2.3), and what to do without it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=30)
"""Where a push service does not say how long."""
LONGEST_WAIT: Final = timedelta(hours=1)
"""A longer wish is cut: the answer of a broken service must not silence a day."""
JITTER: Final = 0.25
"""Up to this share is added, so that everybody who was sent away does not come back at once."""


def wished(header: str | None, now: datetime) -> timedelta | None:
    """Read how long the push service wants to be left alone; None where it does not say, or not clearly."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(at - now, timedelta(0)), LONGEST_WAIT)


def come_back(header: str | None, now: datetime, deadline: datetime, chance: random.Random) -> datetime:
    """Give the instant from which to try again; never past the deadline, where it would be worthless."""
    wait = wished(header, now)
    wait = max(FIRST_WAIT if wait is None else wait, timedelta(seconds=1))
    return min(now + wait * (1 + chance.uniform(0, JITTER)), deadline)
