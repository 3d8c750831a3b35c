"""When to come back to a card that was used or a practice that was done: FSRS with one-tap answers.

The scheduler works in whole days and without chance, so the same answers give the same days; the time of day
is the programme's and the quiet hours are the person's. What is kept is a small record of numbers for one
person and one item; there is no score in it and nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from fsrs import Card, Rating, Scheduler

from nudges.events import Event

Kind = Literal["card", "practice"]

LONGEST = timedelta(days=365)
SOONEST = timedelta(days=1)

RATINGS = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "good": Rating.Good,
    "easy": Rating.Easy,
    "now": Rating.Good,
    "opened": Rating.Good,
    "useful": Rating.Good,
    "not_useful": Rating.Easy,
}
"""What a tap says about how well it sits. Who finds a reminder of no use has no need of it: it comes later.

'Later' and 'not for me' are about the nudge and not about the item, and change nothing here.
"""

_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST.days,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known about one item, and when it should come back."""

    state: dict[str, Any]
    """Plain numbers, to be kept as they are."""
    due: datetime
    """UTC."""


def used(state: Mapping[str, Any] | None, now: datetime) -> Memory:
    """Note that a card was used or a practice done, for the first time or again."""
    return _reviewed(state, Rating.Good, now)


def answered(state: Mapping[str, Any] | None, answer: str, now: datetime) -> Memory | None:
    """Note a one-tap answer; None when it says nothing about the item."""
    rating = RATINGS.get(answer)
    return None if rating is None else _reviewed(state, rating, now)


def follow_up(kind: Kind, ref: str, title: str, due: datetime) -> Event:
    """Make the event that a ``Spaced`` trigger waits for."""
    return Event(f"{kind}:{ref}", due, title=title, tags=frozenset({kind}), source="follow_up")


def _reviewed(state: Mapping[str, Any] | None, rating: Rating, now: datetime) -> Memory:
    now = now.astimezone(UTC)
    card, _ = _SCHEDULER.review_card(_card(state, now), rating, now)
    due = min(max(card.due, now + SOONEST), now + LONGEST)
    kept = {
        "stability": card.stability,
        "difficulty": card.difficulty,
        "last_review": now.isoformat(),
        "reviews": int((state or {}).get("reviews", 0)) + 1,
    }
    return Memory(kept, due)


def _card(state: Mapping[str, Any] | None, now: datetime) -> Card:
    """Make the library's card of what was kept; what cannot be read begins anew.

    An own number is given because the library else reads the clock and waits a millisecond for one.
    """
    try:
        kept = dict(state or {})
        last = datetime.fromisoformat(kept["last_review"]).astimezone(UTC)
        stability, difficulty = float(kept["stability"]), float(kept["difficulty"])
    except (KeyError, TypeError, ValueError):
        return Card(card_id=1, due=now)
    return Card(card_id=1, stability=stability, difficulty=difficulty, due=now, last_review=min(last, now))
