"""Which of the ten questions is asked today."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from server.content.words import fold
from server.conversation.coach.forms import WorkQuestion, known, work_questions

PER_ROUND: Final = 10


@dataclass(frozen=True)
class OwnEvent:
    """Something in the person's own day, given by themselves."""

    id: str
    title: str
    at: datetime

    def plain(self) -> dict[str, Any]:
        """Give it as it is kept with the conversation."""
        return {"id": self.id, "title": self.title, "at": self.at.isoformat()}


@dataclass(frozen=True)
class TodaysQuestion:
    """The question, and the event that it is about if there is one."""

    id: str
    number: int
    text: str
    why: str
    event: OwnEvent | None = None


def todays_question(
    owner_id: str, day: date, language: str, events: Sequence[OwnEvent] = ()
) -> TodaysQuestion:
    """Choose the question of one person's day: the same all day, all ten in ten days, in an own order.

    An event of the day that one of the questions fits comes first; the latest, because it is freshest.
    """
    questions = work_questions(known(language))
    for event in sorted(events, key=lambda one: one.at, reverse=True):
        for asked in questions:
            if _fits(asked, event.title):
                return TodaysQuestion(f"q{asked.number}-event", asked.number, asked.event, asked.why, event)
    cycle, place = divmod(day.toordinal(), PER_ROUND)
    order = sorted(questions, key=lambda one: _dice(owner_id, cycle, one.number))
    asked = order[place]
    way = cycle % len(asked.ways)
    return TodaysQuestion(f"q{asked.number}-{way}", asked.number, asked.ways[way], asked.why)


def _fits(asked: WorkQuestion, title: str) -> bool:
    words = fold(title).split()
    return any(_in(fold(one), fold(title), words) for one in asked.fits)


def _in(wanted: str, title: str, words: Sequence[str]) -> bool:
    """Look for a short word as a whole and for a long one also inside a compound ("klachtgesprek")."""
    return wanted in title if len(wanted) > 4 else wanted in words


def _dice(owner_id: str, cycle: int, number: int) -> bytes:
    return hashlib.sha256(f"{owner_id}:{cycle}:{number}".encode()).digest()
