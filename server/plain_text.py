"""NUL is no text: PostgreSQL refuses it and nobody can see it, so it is refused wherever text comes in."""

from __future__ import annotations

import re
from typing import Final

from werkzeug import Request

from server.errors import BadRequest

_ESCAPE: Final = b"\\u0000"
_IN_JSON: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""An escape that is not itself escaped; the letter as it is is no JSON."""


class NoText(BadRequest):
    """There is a NUL in what was sent."""

    code = "nul_refused"
    nl = "Er staat een teken in dat geen tekst is. Er is niets veranderd. Haal het weg en stuur het opnieuw."
    en = "There is a character in this that is no text. Nothing was changed. Remove it and send it again."


def nul_in_json(data: bytes) -> bool:
    """Tell whether a string in this JSON holds a NUL."""
    return _ESCAPE in data and _IN_JSON.search(data) is not None


def require_text(asked: Request) -> None:
    """Refuse an address with a NUL in its path or its query.

    Raises:
        NoText: there is one.
    """
    if "\0" in asked.path or any("\0" in text for pair in asked.args.items(multi=True) for text in pair):
        raise NoText("NUL in the address")
