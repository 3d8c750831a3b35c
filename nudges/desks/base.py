"""What every part of the service works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from nudges.caps import Caps
from nudges.events import Event
from nudges.store import Store

ReadFeed: TypeAlias = Callable[[str, datetime, str], list[Event]]
"""Reads the calendar at an address, now, for somebody in this time zone; raises
:class:`nudges.errors.FeedRefused`."""


def nothing() -> None:
    """Wake nobody."""


def nobody_new(_person: str) -> None:
    """Introduce nobody."""


@dataclass(frozen=True)
class Tools:
    """What the service is given by whoever makes it."""

    store: Store
    organisation: Caps
    read_feed: ReadFeed | None = None
    wake: Callable[[], None] = field(default=nothing)
    """Called after something became due at once, so that nobody waits for the next tick."""
    introduce: Callable[[str], None] = field(default=nobody_new)
    """Asked to make somebody known who is not: new here, or somebody who erased everything and stayed."""


class Desk:
    """One part of the service."""

    def __init__(self, tools: Tools):
        """Work with these tools."""
        self._tools = tools
        self._store = tools.store
