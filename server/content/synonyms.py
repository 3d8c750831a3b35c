"""The thesaurus: words and phrases that stand in for each other at a municipal desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from server.content.words import Stemmer, words

FOLDER: Final = Path(__file__).parent / "thesaurus"
SAME_WEIGHT: Final = 0.8
NEAR_WEIGHT: Final = 0.65


@dataclass(frozen=True)
class Thesaurus:
    """For a stem, or for a phrase as a tuple of stems: what it may stand for, and how surely."""

    stands_for: Mapping[tuple[str, ...], tuple[tuple[float, tuple[str, ...]], ...]]
    longest: int
    """Number of words in the longest phrase."""


NOTHING: Final = Thesaurus({}, 1)


@cache
def thesaurus(language: str) -> Thesaurus:
    """Read the thesaurus of a language; a language without one has none."""
    path = FOLDER / f"{language}.txt"
    if not path.is_file():
        return NOTHING
    stem = Stemmer(language)
    found: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        left, _, right = line.partition(">")
        says = [_entry(word, stem) for word in left.split()]
        means = [_entry(word, stem) for word in right.split()] or says
        weight = NEAR_WEIGHT if right else SAME_WEIGHT
        for entry in says:
            options = found.setdefault(entry, {})
            for other in means:
                if other != entry:
                    options[other] = max(weight, options.get(other, 0.0))
    readings = {
        entry: tuple((weight, other) for other, weight in options.items()) for entry, options in found.items()
    }
    return Thesaurus(readings, max(map(len, readings), default=1))


def _entry(word: str, stem: Stemmer) -> tuple[str, ...]:
    return tuple(stem(part) for part in words(word.replace("_", " ")))
