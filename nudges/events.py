"""What happens in a person's day and can anchor a nudge: own events, feed entries, follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Source = Literal["own", "feed", "follow_up"]
"""``own``: typed or spoken; ``feed``: from a connected calendar; ``follow_up``: from spaced repetition."""

USUAL_LENGTH = timedelta(minutes=30)
"""How long an event is taken to last when nobody said so."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing at one moment. Its title stays with the person and goes into their own nudge only."""

    id: str
    """Stable while the event moves: an own row, UID and occurrence in a feed, or the item followed up."""
    start: datetime
    """UTC."""
    title: str = ""
    end: datetime | None = None
    """UTC; None where nobody said how long it lasts."""
    all_day: bool = False
    tags: frozenset[str] = frozenset()
    source: Source = "own"

    @property
    def ends(self) -> datetime:
        """Give the end, or the usual length after the start."""
        return self.end if self.end is not None else self.start + USUAL_LENGTH

    @property
    def anchor(self) -> str:
        """Give a name for this event at this moment: another one once it has moved."""
        return f"{self.id}@{self.start:%Y%m%dT%H%M}Z"
