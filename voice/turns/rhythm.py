"""How long this person's own pauses inside a turn are, learned from turn to turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

REMEMBERED = 60
"""How many pauses are remembered; older ones fall out, since people and microphones change."""
_SHORTEST, _LONGEST = 0.2, 3.0


class Rhythm:
    """The last inner pauses of one person, in seconds. Holds no words and no sound."""

    def __init__(self, pauses: tuple[float, ...] = ()) -> None:
        self._pauses: deque[float] = deque(pauses, maxlen=REMEMBERED)

    def learn(self, pause: float) -> None:
        """Remember a pause after which the person went on with the same turn."""
        if _SHORTEST <= pause <= _LONGEST:
            self._pauses.append(round(pause, 3))

    @property
    def known(self) -> int:
        """How many pauses this is based on."""
        return len(self._pauses)

    def long_pause(self, share: float = 0.9) -> float | None:
        """Give the pause that ``share`` of the inner pauses stay under; nothing until ten are known."""
        if len(self._pauses) < 10:
            return None
        ordered = sorted(self._pauses)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def as_dict(self) -> dict[str, Any]:
        """Give plain data that a person's preferences can keep."""
        return {"pauses": list(self._pauses)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rhythm:
        """Read what :meth:`as_dict` gave; what is not a sensible pause is left out."""
        raw = data.get("pauses", ())
        values = raw if isinstance(raw, list | tuple) else ()
        fitting = (float(value) for value in values if isinstance(value, int | float))
        return cls(tuple(value for value in fitting if _SHORTEST <= value <= _LONGEST))
