"""How words sound, and how alike two words sound: for knowing what was understood, never how it was said.

The pronunciation is the dictionary's and rules' of espeak-ng, in four languages. What is compared is always
text with text: the words that were meant with the words that a recogniser wrote down. Nothing here judges a
voice; an accent that is understood is understood.
"""

# ruff: noqa: RUF001 - the signs of the IPA are meant
from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from voice.errors import VoiceEngineError
from voice.tts.espeak_library import espeak_library

Phonemes = tuple[str, ...]

VOICES: Final = {"nl": "nl", "en": "en-gb-x-rp", "fr": "fr", "de": "de"}
LENGTH_COST: Final = 0.2
NEAR_COST: Final = 0.5

_STRESS: Final = re.compile(r"[ˈˌ\-]|\([a-z-]+\)")
_VOWELS: Final = frozenset("aeiouyɑɐɒæɛəɜɪɨʏøœɔʊʌɵʉɯɤɘɚɝᵻ")
_SIMILAR: Final = "pb td kɡ fv sz ʃʒ θð xɣ çʝ ʁx rɹ rʁ rɾ wʋ vʋ lɫ"
_NEAR: Final = frozenset(frozenset(pair) for pair in _SIMILAR.split())


@lru_cache(maxsize=20_000)
def phonemes(text: str, language: str) -> Phonemes:
    """Give the phonemes of a word or a few words, without stress.

    Raises:
        VoiceEngineError: espeak-ng is not there or does not know the language.
    """
    if language not in VOICES:
        raise VoiceEngineError(f"no pronunciation for {language}")
    told = _STRESS.sub("", espeak_library().phonemes(text, VOICES[language]))
    return tuple(sign for word in told.split() for sign in word.split("_") if sign)


def unlike(one: Phonemes, other: Phonemes) -> float:
    """Tell how unlike two pronunciations are: 0 the same, 1 nothing in common.

    An edit distance (Levenshtein 1966) in which like sounds cost less, over the length of the longer.
    """
    if not one or not other:
        return 0.0 if one == other else 1.0
    return min(1.0, _table(one, other)[-1][-1] / max(len(one), len(other)))


def differences(meant: Phonemes, heard: Phonemes) -> list[tuple[str, str]]:
    """Give the sounds that became another sound, as pairs of meant and heard; an empty one was left out."""
    table = _table(meant, heard)
    row, column = len(meant), len(heard)
    found: list[tuple[str, str]] = []
    while row or column:
        here = table[row][column]
        if row and column and here == table[row - 1][column - 1] + _cost(meant[row - 1], heard[column - 1]):
            row, column = row - 1, column - 1
            if meant[row] != heard[column]:
                found.append((meant[row], heard[column]))
        elif row and here == table[row - 1][column] + 1:
            row -= 1
            found.append((meant[row], ""))
        else:
            column -= 1
            found.append(("", heard[column]))
    return found[::-1]


def _table(one: Phonemes, other: Phonemes) -> list[list[float]]:
    table = [[float(column) for column in range(len(other) + 1)]]
    for row, sign in enumerate(one, 1):
        line = [float(row)]
        for column, against in enumerate(other, 1):
            line.append(
                min(
                    table[row - 1][column] + 1,
                    line[column - 1] + 1,
                    table[row - 1][column - 1] + _cost(sign, against),
                )
            )
        table.append(line)
    return table


@lru_cache(maxsize=20_000)
def _cost(one: str, other: str) -> float:
    """Give what it costs to take one sound for another: nothing, a little, or all."""
    if one == other:
        return 0.0
    plain, against = one.replace("ː", ""), other.replace("ː", "")
    if plain == against:
        return LENGTH_COST
    if frozenset((plain, against)) in _NEAR:
        return NEAR_COST
    both_vowels = plain[:1] in _VOWELS and against[:1] in _VOWELS
    return NEAR_COST if both_vowels else 1.0
