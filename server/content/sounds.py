"""What a Dutch word sounds like, so that a misheard or misspelt word still finds its card.

Our own coding after the spelling rules of Dutch: letters that are pronounced alike get one sign. Not a
transcription; two words with the same key merely cannot be told apart well by ear.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_RULES: Final[tuple[tuple[str, str], ...]] = (
    (r"tsch|tch|tj", "C"),
    (r"sch(?=[^aeiouyr]|$)", "s"),
    (r"sch", "sg"),
    (r"ch", "g"),
    (r"eeuw|eew|eeu", "ew"),
    (r"ieuw|iew|ieu", "iw"),
    (r"ij|ei|y(?=[^aeiou]|$)", "E"),
    (r"ouw|auw|ou|au", "A"),
    (r"oe", "U"),
    (r"eu", "O"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"qu", "kw"),
    (r"ck|q", "k"),
    (r"c(?=[eiyE])", "s"),
    (r"c", "k"),
    (r"x", "ks"),
    (r"z", "s"),
    (r"v", "f"),
    (r"dt\b|d\b", "t"),
    (r"b\b", "p"),
    (r"(?<=[^aeiouEAUO])h", ""),
    (r"ie", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?<=..)en?\b", ""),
)
_COMPILED = tuple((re.compile(pattern), sign) for pattern, sign in _RULES)


@lru_cache(maxsize=20_000)
def sound_key(word: str) -> str:
    """Give the sound key of one folded word; digits stay as they are.

    ``sound_key("paspoort") == sound_key("paspoord")`` and ``sound_key("bezwaar") == sound_key("beswaar")``.
    """
    for pattern, sign in _COMPILED:
        word = pattern.sub(sign, word)
    return word


def trigrams(word: str) -> frozenset[str]:
    """Give the letter trigrams of a word, with its edges marked."""
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the overlap of two sets of trigrams, 0 to 1 (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
