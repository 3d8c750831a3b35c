"""Learned timing: which half hour of a window this person answers in. Opt-in, and every choice is logged.

The default is a fixed time, because a study of timing found no gain over fixed windows (Morrison 2017,
PMC5207732). Who switches this on gets a choice between half hours, drawn with probabilities that are logged,
so that its effect can be worked out honestly afterwards (inverse propensity; micro-randomised trials,
Bidargaddi 2018). Each half hour keeps a share of the draws, so the person may change.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nudges.localtime import resolve
from nudges.people import Person
from nudges.programme import Programme
from nudges.recurrence import Due

SLOT = timedelta(minutes=30)
MAX_SLOTS = 24
MIN_ANSWERS = 8
"""Below this many nudges with a known response, there is nothing to learn from."""
EXPLORE = 0.2
"""Share of the probability that is spread evenly over all half hours."""
WARMTH = 0.15
"""Of the softmax: the smaller, the more the best half hour is preferred."""
FADE = 0.97
"""Weight that what was seen before keeps with each new response."""

History = Mapping[str, Sequence[float]]
"""By half hour ("09:30"): how many nudges were answered and how many were not, faded."""


@dataclass(frozen=True, slots=True)
class Choice:
    """When a nudge goes; without ``probability`` the programme's own time was kept."""

    instant: datetime
    """UTC."""
    slot: str
    """Half hour under which the response is to be learned."""
    probability: float | None


def choose(programme: Programme, person: Person, due: Due, history: History) -> Choice:
    """Choose the moment of one occurrence: its own, or a later half hour of the programme's window.

    The same occurrence is chosen the same, however often it is planned.

    Args:
        programme: with its window.
        person: who must have switched learned timing on.
        due: the occurrence.
        history: from ``learned``.
    """
    own = Choice(due.instant, slot_of(due.wall), None)
    if not (programme.policy.learned and person.rules.learned_timing) or _seen(history) < MIN_ANSWERS:
        return own
    walls = _walls(programme, due)
    moments = [(wall, resolve(wall, person.clock)) for wall in walls]
    moments = [(wall, instant) for wall, instant in moments if due.instant <= instant < due.deadline]
    if len(moments) < 2:
        return own
    odds = probabilities([slot_of(wall) for wall, _ in moments], history)
    place = _place(odds, draw_of(person.id, programme.id, due.key))
    wall, instant = moments[place]
    return Choice(instant, slot_of(wall), odds[place])


def learned(history: History, slot: str, *, answered: bool) -> dict[str, list[float]]:
    """Give the history with one more response."""
    faded = {
        name: [FADE * count for count in counts[:2]] for name, counts in history.items() if len(counts) == 2
    }
    counts = faded.setdefault(slot, [0.0, 0.0])
    counts[0 if answered else 1] += 1.0
    return faded


def probabilities(slots: Sequence[str], history: History) -> list[float]:
    """Give with what probability each half hour is chosen; they add up to one and none is zero."""
    means = [_mean(history.get(slot, (0.0, 0.0))) for slot in slots]
    best = max(means)
    weights = [math.exp((mean - best) / WARMTH) for mean in means]
    total = sum(weights)
    return [(1 - EXPLORE) * weight / total + EXPLORE / len(slots) for weight in weights]


def slot_of(wall: datetime) -> str:
    """Give the half hour of a wall time."""
    return f"{wall.hour:02}:{wall.minute // 30 * 30:02}"


def draw_of(*names: str) -> float:
    """Give a number in [0, 1) that belongs to these names for ever."""
    digest = hashlib.sha256("\x00".join(names).encode()).digest()
    return int.from_bytes(digest[:7]) / 2**56


def _mean(counts: Sequence[float]) -> float:
    """Give the expected response with one imagined answer and one imagined silence before all."""
    return (counts[0] + 1) / (counts[0] + counts[1] + 2) if len(counts) == 2 else 0.5


def _seen(history: History) -> float:
    return sum(sum(counts) for counts in history.values())


def _walls(programme: Programme, due: Due) -> list[datetime]:
    """Give the occurrence's own time and the half hours after it within the window."""
    window = programme.policy.window
    if window is None:
        return [due.wall]
    end = datetime.combine(due.wall.date(), window[1])
    if window[0] > window[1]:
        end += timedelta(days=1)
    begin = due.wall.replace(minute=due.wall.minute // 30 * 30) + SLOT
    later = [begin + SLOT * step for step in range(MAX_SLOTS - 1)]
    return [due.wall, *(wall for wall in later if wall < end)]


def _place(odds: Sequence[float], draw: float) -> int:
    for place, share in enumerate(odds):
        draw -= share
        if draw < 0:
            return place
    return len(odds) - 1
