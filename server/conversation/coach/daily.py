"""Which question is asked today: one of the built-in ten, or one that the organisation wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.content.words import fold
from server.conversation.coach.forms import WorkQuestion, known, work_questions


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
class OwnQuestion:
    """A question that the organisation wrote."""

    id: str
    number: int
    """Of the question of the didactic frame that it belongs to."""
    text: str


@dataclass(frozen=True)
class TodaysQuestion:
    """The question, and the event that it is about if there is one."""

    id: str
    number: int
    text: str
    why: str
    event: OwnEvent | None = None


def todays_question(
    owner_id: str,
    day: date,
    language: str,
    events: Sequence[OwnEvent] = (),
    own: Sequence[OwnQuestion] = (),
) -> TodaysQuestion:
    """Choose the question of one person's day: the same all day, all of them in a round, in an own order.

    An event of the day that one of the ten fits comes first; the latest, because it is freshest.

    Args:
        owner_id: Whose day it is.
        day: Which day.
        language: Of the coach.
        events: What stands in the person's own day.
        own: What the organisation asks besides the ten; each lengthens the round by a day.
    """
    questions = work_questions(known(language))
    for event in sorted(events, key=lambda one: one.at, reverse=True):
        for asked in questions:
            if _fits(asked, event.title):
                return TodaysQuestion(f"q{asked.number}-event", asked.number, asked.event, asked.why, event)
    cycle, place = divmod(day.toordinal(), len(questions) + len(own))
    all_of_them: list[WorkQuestion | OwnQuestion] = [*questions, *own]
    chosen = sorted(all_of_them, key=lambda one: _dice(owner_id, cycle, _name(one)))[place]
    if isinstance(chosen, OwnQuestion):
        why = next((one.why for one in questions if one.number == chosen.number), "")
        return TodaysQuestion(f"own-{chosen.id}", chosen.number, chosen.text, why)
    way = cycle % len(chosen.ways)
    return TodaysQuestion(f"q{chosen.number}-{way}", chosen.number, chosen.ways[way], chosen.why)


def _name(asked: WorkQuestion | OwnQuestion) -> str:
    return asked.id if isinstance(asked, OwnQuestion) else str(asked.number)


def _fits(asked: WorkQuestion, title: str) -> bool:
    words = fold(title).split()
    return any(_in(fold(one), fold(title), words) for one in asked.fits)


def _in(wanted: str, title: str, words: Sequence[str]) -> bool:
    """Look for a short word as a whole and for a long one also inside a compound ("klachtgesprek")."""
    return wanted in title if len(wanted) > 4 else wanted in words


def _dice(owner_id: str, cycle: int, name: str) -> bytes:
    return hashlib.sha256(f"{owner_id}:{cycle}:{name}".encode()).digest()
