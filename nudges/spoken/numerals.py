"""Numbers in words, and the folding that all patterns are matched against."""

from __future__ import annotations

import unicodedata

Language = str
"""``nl`` or ``en``."""

_NL_UNITS = (
    "nul,een,twee,drie,vier,vijf,zes,zeven,acht,negen,tien,elf,twaalf,dertien,veertien,vijftien,zestien,"
    "zeventien,achttien,negentien"
)
_NL_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_EN_UNITS = (
    "zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,"
    "seventeen,eighteen,nineteen"
)
_EN_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}


def fold(text: str) -> str:
    """Give the text in small letters without accents, each character in its own place."""
    return "".join(_fold(char) for char in text)


def _fold(char: str) -> str:
    if char in "\u2018\u2019\u00b4`":
        return "'"
    if char.isspace():
        return " "
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char


def _dutch() -> dict[str, int]:
    units = _NL_UNITS.split(",")
    words = {word: number for number, word in enumerate(units)}
    for ten, word in _NL_TENS.items():
        words[word] = ten
        for unit in range(1, 10):
            words[f"{units[unit]}en{word}"] = words[f"{units[unit]} en {word}"] = ten + unit
    return words


def _english() -> dict[str, int]:
    units = _EN_UNITS.split(",")
    words = {word: number for number, word in enumerate(units)}
    for ten, word in _EN_TENS.items():
        words[word] = ten
        for unit in range(1, 10):
            words[f"{word} {units[unit]}"] = words[f"{word}-{units[unit]}"] = ten + unit
    return words


WORDS: dict[Language, dict[str, int]] = {"nl": _dutch(), "en": _english()}


def _pattern(words: list[str], digits: str) -> str:
    return f"(?:{digits}|" + "|".join(sorted(words, key=len, reverse=True)) + ")"


NUMBER: dict[Language, str] = {
    language: _pattern(list(words), r"\d{1,3}") for language, words in WORDS.items()
}
"""Pattern of a number in digits or words; without boundaries of its own."""

FIVES: dict[Language, str] = {
    language: _pattern([word for word, number in words.items() if number in range(10, 60, 5)], r"\d{2}")
    for language, words in WORDS.items()
}
"""Pattern of the minutes that people name after an hour; 'twee uur een gesprek' is no minute past two."""


def value(word: str, language: Language) -> int:
    """Give the number that a match of ``NUMBER`` stands for."""
    return int(word) if word.isdecimal() else WORDS[language][word]
