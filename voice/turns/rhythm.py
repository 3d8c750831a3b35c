"""This person's own rhythm: how long their turns last and how often they were interrupted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

REMEMBERED = 60
"""How many turns are remembered; older ones fall out, since people, tasks and microphones change."""
_LONGEST_TURN = 900.0
_BEFORE_ANY_TURN = (1.0, 1.5, 2.6)
"""Turns taken for granted at the start; each real turn replaces one."""
_ENOUGH_TURNS = 20


@dataclass(frozen=True)
class Habit:
    """Lengths of this person's turns, in seconds of speech."""

    early: float
    """Hardly a turn of theirs (15 %) is over by then."""
    knee: float
    """Where 38 % of their turns are over."""
    typical: float
    """The median."""
    often_interrupted: bool
    """Whether more than one in eight of the last turns had to be taken back."""


class Rhythm:
    """The lengths of the last turns of one person. Holds no words and no sound.

    That end-pointing gains by adapting the wait to where in the dialogue and the turn a pause falls: A. Raux
    and M. Eskenazi, "Optimizing the turn-taking behavior of task-oriented spoken dialog systems", ACM
    Transactions on Speech and Language Processing 9(1), 2012.
    """

    def __init__(self, turns: Iterable[tuple[float, bool]] = ()) -> None:
        self._turns: deque[tuple[float, bool]] = deque(turns, maxlen=REMEMBERED)
        self._habit: Habit | None = None

    def learn(self, spoken: float, taken_back: bool) -> None:
        """Remember a turn that is over for good.

        Args:
            spoken: From its first to its last speech, in seconds.
            taken_back: Whether it was called over too early on the way.
        """
        self._turns.append((round(min(spoken, _LONGEST_TURN), 2), taken_back))
        self._habit = None

    @property
    def known(self) -> int:
        """How many turns this is based on."""
        return len(self._turns)

    def habit(self) -> Habit:
        """Give what these turns say about the next one."""
        if self._habit is None:
            self._habit = self._measure()
        return self._habit

    def as_dict(self) -> dict[str, Any]:
        """Give plain data that a person's preferences can keep."""
        return {"turns": [[spoken, taken_back] for spoken, taken_back in self._turns]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rhythm:
        """Read what :meth:`as_dict` gave; what is not a sensible turn is left out."""
        raw = data.get("turns", ())
        turns = []
        for item in raw if isinstance(raw, list | tuple) else ():
            if not isinstance(item, list | tuple) or len(item) != 2 or isinstance(item[0], bool):
                continue
            if isinstance(item[0], int | float) and 0.0 <= item[0] <= _LONGEST_TURN:
                turns.append((float(item[0]), item[1] is True))
        return cls(turns)

    def _measure(self) -> Habit:
        lengths = sorted([*_BEFORE_ANY_TURN[len(self._turns) :], *(spoken for spoken, _ in self._turns)])
        count = len(lengths)
        interrupted = sum(taken_back for _, taken_back in self._turns)
        return Habit(
            early=lengths[int(count * 0.15)],
            knee=lengths[int(count * 0.38)],
            typical=lengths[count // 2],
            often_interrupted=len(self._turns) >= _ENOUGH_TURNS and interrupted > len(self._turns) / 8,
        )
