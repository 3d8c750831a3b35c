"""What a device is told: one JSON document that Safari shows by itself and our service worker reads.

The form is that of a declarative push message (W3C Push API, "declarative push message"; WebKit since Safari
18.4): where the service worker fails or was thrown away, the system shows the notification all the same. Only
the text of the programme goes in, because this is what a locked screen shows; what the nudge opens comes
later, from the server, to a person who is signed in.

``app_badge`` and ``mutable`` stand twice: the standard reads them beside the notification, Safari 18.4 in it.
"""

from __future__ import annotations

import json
from typing import Any, Final

from nudges.push.encoder import MAX_PLAINTEXT
from nudges.sender import Handover

ACTIONS: Final = {
    "nl": (("now", "Nu"), ("later", "Later"), ("not_for_me", "Niet voor mij")),
    "en": (("now", "Now"), ("later", "Later"), ("not_for_me", "Not for me")),
}
"""Identifier and words of each answer; the service worker sends the identifier, and where there is none the
page finds it in its address (``?answer=``)."""
SHORT: Final = 2744
"""Bytes of plaintext that every way to a device takes; Mozilla's bridge to FCM takes no more
(autopush, ``docs/src/http.md``). To this a message is cut when a service finds it too large."""

_WRITER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TITLE_KEPT: Final = 60
_BODY_KEPT: Final = 40
"""Characters that cutting leaves at least."""


def payload(handover: Handover, origin: str, limit: int = MAX_PLAINTEXT) -> bytes | None:
    """Write the message for one device, as long as it may be.

    Args:
        handover: the nudge.
        origin: scheme, host and port under which this person uses the product, or "" where unknown; Safari
            needs whole addresses.
        limit: bytes of plaintext.

    Returns:
        UTF-8 JSON of at most ``limit`` bytes: the text is cut first, then the answers are left out; None
        where even that does not fit.
    """
    full = _document(handover, origin)
    written = _write(full)
    if len(written) <= limit:
        return written
    notification = full["notification"]
    _shorten(full, "body", limit, _BODY_KEPT)
    _shorten(full, "title", limit, _TITLE_KEPT)
    if len(_write(full)) > limit:
        notification.pop("actions", None)
    written = _write(full)
    return written if len(written) <= limit else None


def _document(handover: Handover, origin: str) -> dict[str, Any]:
    actions = ACTIONS.get(handover.language, ACTIONS["en"])
    notification: dict[str, Any] = {
        "title": handover.title,
        "body": handover.body,
        "navigate": origin + handover.navigate,
        "tag": handover.tag,
        "lang": handover.language,
        "dir": "ltr",
        "actions": [
            {"action": name, "title": words, "navigate": origin + _answered(handover.navigate, name)}
            for name, words in actions
        ],
        "data": {
            "occurrence": handover.occurrence,
            "delivery": handover.delivery,
            "receipt": handover.receipt,
            "navigate": handover.navigate,
        },
        "mutable": True,
    }
    document: dict[str, Any] = {"web_push": 8030, "notification": notification, "mutable": True}
    if handover.badge is not None:
        document["app_badge"] = notification["app_badge"] = handover.badge
    return document


def _answered(navigate: str, answer: str) -> str:
    place, mark, fragment = navigate.partition("#")
    return f"{place}{'&' if '?' in place else '?'}answer={answer}{mark}{fragment}"


def _shorten(document: dict[str, Any], field: str, limit: int, kept: int) -> None:
    """Cut one text at a word, by as many bytes as are too many, but not below what is to be kept."""
    notification = document["notification"]
    surplus = len(_write(document)) - limit
    text: str = notification[field]
    if surplus <= 0 or len(text) <= kept:
        return
    # What is written after escaping is what counts; halving finds the longest beginning that fits.
    fits, too_long = kept, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        notification[field] = text[:middle] + "…"
        if len(_write(document)) <= limit:
            fits = middle
        else:
            too_long = middle
    beginning = text[:fits]
    at_word = beginning.rpartition(" ")[0]
    notification[field] = (at_word if len(at_word) >= kept else beginning).rstrip() + "…"


def _write(document: dict[str, Any]) -> bytes:
    return _WRITER.encode(document).encode("utf-8", "replace")
