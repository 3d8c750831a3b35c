"""Conditions of scenario files: ``irritation >= 7 and trust < 4``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

VARIABLES: Final = ("patience", "irritation", "trust", "round", "level")
"""The state, the number of the person's turn (from 1), and the level (1 to 3)."""
_OPERATORS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_PART = re.compile(rf"\s*({'|'.join(VARIABLES)})\s*(<=|>=|<|>|=)\s*(\d{{1,2}})\s*\Z")


@dataclass(frozen=True)
class Comparison:
    """One part of a condition."""

    variable: str
    sign: str
    number: int

    def holds(self, values: Mapping[str, int]) -> bool:
        """Tell whether it is true of these values."""
        return _OPERATORS[self.sign](values[self.variable], self.number)


@dataclass(frozen=True)
class Condition:
    """Comparisons that must all hold; without any it always holds."""

    parts: tuple[Comparison, ...] = ()

    def holds(self, values: Mapping[str, int]) -> bool:
        """Tell whether it is true of these values, which hold every variable."""
        return all(part.holds(values) for part in self.parts)

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Raises:
            ValueError: it is none.
        """
        parts = []
        for piece in re.split(r"\band\b|\ben\b", text):
            found = _PART.match(piece)
            if found is None:
                raise ValueError(piece.strip() or "...")
            parts.append(Comparison(found[1], found[2], int(found[3])))
        return cls(tuple(parts))
