"""Why a socket closes."""

from __future__ import annotations

from enum import IntEnum


class CloseCode(IntEnum):
    """Close codes that this server sends; clients decide by them whether to come back.

    The codes below 3000 are those of RFC 6455, section 7.4; the others are ours and follow HTTP's numbers.
    """

    NORMAL = 1000
    """The conversation is over; do not come back by yourself."""
    UNREADABLE = 1007
    """Message after message could not be read."""
    TOO_MUCH_SOUND = 1008
    """Sound came in faster, or lay waiting longer, than the limits allow; or the pings were not answered."""
    TOO_LARGE = 1009
    """One message was larger than is accepted."""
    FAULT = 1011
    """A fault on our side; come back with the session id."""
    RESTART = 1012
    """The server restarts; come back with the session id."""
    FULL = 1013
    """No room for another conversation; try again later."""
    NOT_SIGNED_IN = 4401
    """Nobody is signed in."""
    NOT_ALLOWED = 4403
    """This person or origin may not."""
    TAKEN_OVER = 4409
    """The same session was opened elsewhere; the newest wins."""
    TOO_MANY = 4429
    """Too many messages or connections; wait before coming back."""
