"""What the networks of ``benchmarks.fit_ear`` are fitted on, as ``collect`` wrote it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from voice.stt.base import FloatArray

_FEWEST_FRAMES = 4


@dataclass(frozen=True)
class Material:
    """The states of all recordings and what is known of each.

    A recording may be there several times: as it is (``variant`` 0 of its row), and said at other speeds (1
    and 2). Its variants have the same ``line``. A row without the two is a recording of its own.
    """

    states: list[np.ndarray]
    rows: list[dict[str, Any]]
    print: FloatArray
    """Mean state of the known sound."""
    centre: FloatArray
    """Mean state of all."""

    @classmethod
    def read(cls, path: Path) -> Material:
        """Read what ``collect`` wrote."""
        with np.load(path) as kept:
            rows = json.loads(str(kept["rows"]))
            ends = np.cumsum([row["frames"] for row in rows])
            states = kept["states"]
            centre = states[::7].mean(axis=0, dtype=np.float32)
            return cls(np.split(states, ends[:-1]), rows, kept["print"], centre)

    def known(self, fold: int) -> list[list[int]]:
        """Give what a fold is fitted on: the numbers of the variants of every recording."""
        lines: dict[Any, list[int]] = {}
        for number, row in enumerate(self.rows):
            if row["fits"] and row["frames"] > _FEWEST_FRAMES and row["fold"] != fold:
                lines.setdefault(row.get("line", f"row {number}"), []).append(number)
        return list(lines.values())

    def held_out(self, fold: int, language: str) -> list[int]:
        """Give the lines of two to fifteen seconds that a fold never sees, as they were recorded."""
        return [
            number
            for number, row in enumerate(self.rows)
            if row["fold"] == fold and row["language"] == language
            and 2.0 <= row["seconds"] <= 15.0 and row.get("variant", 0) == 0
        ]  # fmt: skip

    def batch(self, numbers: Sequence[int]) -> tuple[FloatArray, list[int]]:
        """Give the states of some recordings, filled up to the longest, and their lengths."""
        lengths = [self.rows[number]["frames"] for number in numbers]
        filled = np.zeros((len(lengths), max(lengths), self.states[0].shape[1]), np.float32)
        for place, number in enumerate(numbers):
            filled[place, : lengths[place]] = self.states[number]
        return filled, lengths
