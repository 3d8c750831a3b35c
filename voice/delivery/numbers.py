"""How many syllables a figure has when it is said, in Dutch, English, French and German."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAID_BY_FIGURE = 7
"""From this many figures on a number is a telephone number or a code: it is said figure by figure."""


@dataclass(frozen=True)
class _Numerals:
    """Syllables of the number words of one language."""

    small: tuple[int, ...]
    """Zero to nineteen."""
    tens: tuple[int, ...]
    """Twenty, thirty, ... ninety; French 70 and 90 build on 60 and 80."""
    joint: int
    """What stands between tens and ones: "en", "und"; English and French have nothing to count."""
    hundred: int
    thousand: int
    one_hundred: int
    """Syllables before "hundred" in a hundred: none in Dutch ("honderd"), one in English ("a hundred")."""
    comma: int
    by_hundreds: bool
    """A year such as 1984 is said as nineteen hundred or nineteen eighty-four."""


_NUMERALS = {
    "nl": _Numerals(
        (1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2, 2, 3, 2, 3),
        (2, 2, 2, 2, 2, 3, 2, 3),
        1,
        2,
        2,
        0,
        2,
        by_hundreds=True,
    ),
    "en": _Numerals(
        (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2),
        (2, 2, 2, 2, 2, 3, 2, 2),
        0,
        2,
        2,
        1,
        1,
        by_hundreds=True,
    ),
    "fr": _Numerals(
        (2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 2),
        (1, 1, 2, 2, 2, 3, 2, 3),
        0,
        1,
        1,
        0,
        2,
        by_hundreds=False,
    ),
    "de": _Numerals(
        (1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2),
        (2, 2, 2, 2, 2, 2, 2, 2),
        1,
        2,
        2,
        1,
        2,
        by_hundreds=True,
    ),
}


_PERCENT = 2
"""Procent, percent, pour cent, Prozent."""


def number_syllables(number: str, language: str) -> int:
    """Count the syllables of a number in figures: with decimals (2,5), as a time (9:30), as a share (20%)."""
    numerals = _NUMERALS.get(language, _NUMERALS["nl"])
    count = sum(_decimal(figures, numerals) for figures in number.rstrip("%").split(":"))
    return count + (_PERCENT if number.endswith("%") else 0)


def _decimal(number: str, numerals: _Numerals) -> int:
    whole, _, part = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".").partition(".")
    count = _whole(whole, numerals)
    if part:
        count += numerals.comma + sum(numerals.small[int(figure)] for figure in part if figure.isdecimal())
    return count


def _whole(figures: str, numerals: _Numerals) -> int:
    if len(figures) >= _SAID_BY_FIGURE or figures.startswith("0"):
        return sum(numerals.small[int(figure)] for figure in figures)
    value = int(figures)
    if numerals.by_hundreds and 1100 <= value < 2000:
        hundreds, rest = divmod(value, 100)
        return numerals.small[hundreds] + (_below_hundred(rest, numerals) if rest else numerals.hundred)
    thousands, rest = divmod(value, 1000)
    count = 0
    if thousands:
        before = _below_thousand(thousands, numerals) if thousands > 1 else numerals.one_hundred
        count = before + numerals.thousand
    return count + (_below_thousand(rest, numerals) if rest or not thousands else 0)


def _below_thousand(value: int, numerals: _Numerals) -> int:
    hundreds, rest = divmod(value, 100)
    count = 0
    if hundreds:
        count = (numerals.small[hundreds] if hundreds > 1 else numerals.one_hundred) + numerals.hundred
    return count + (_below_hundred(rest, numerals) if rest or not hundreds else 0)


def _below_hundred(value: int, numerals: _Numerals) -> int:
    if value < len(numerals.small):
        return numerals.small[value]
    tens, ones = divmod(value, 10)
    count = numerals.tens[tens - 2]
    if numerals is _NUMERALS["fr"] and tens in (7, 9):
        return numerals.tens[tens - 3] + numerals.small[10 + ones]
    return count + (numerals.joint + numerals.small[ones] if ones else 0)
