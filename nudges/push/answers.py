"""What the answer of a push service means for a message."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Final

from nudges.push.retry_after import come_back
from nudges.push.wire import Reply
from nudges.sender import Accepted, Gone, Outcome, Refused, TooLarge, Wait

_ENDED: Final = (404, 410)
_TOO_LARGE: Final = 413
_TOO_MANY: Final = 429


def outcome_of(reply: Reply, now: datetime, deadline: datetime, chance: random.Random) -> Outcome:
    """Translate.

    400, 401 and 403 are about us (a wrong contact address, a wrong clock), not about the device, so they are
    told and the device stays; what else is unknown is treated the same. Redirects are never followed.

    Args:
        reply: status, headers, and the beginning of the body.
        now: waits are counted from here.
        deadline: no wait goes beyond it.
        chance: for the jitter of waits.
    """
    status = reply.status
    if 200 <= status < 300:
        return Accepted()
    if status in _ENDED:
        return Gone()
    if status == _TOO_LARGE:
        return TooLarge()
    if status == _TOO_MANY or status >= 500:
        return Wait(come_back(reply.headers.get("retry-after"), now, deadline, chance))
    return Refused(status, _readable(reply.body))


def _readable(body: bytes) -> str:
    """Keep what a log can show: one line of printable characters."""
    text = body.decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:200]
