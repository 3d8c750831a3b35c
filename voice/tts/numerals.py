"""Dates, times, amounts, ranges and telephone numbers in the order in which they are said.

Digits stay digits wherever every engine says them right; what changes is the order and the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
_EURO = {"nl": ("euro", "euro"), "en": ("euro", "euros"), "fr": ("euro", "euros"), "de": ("Euro", "Euro")}
_CENT = {"nl": "cent", "en": "cents", "fr": "centimes", "de": "Cent"}
_PERCENT = {"nl": "procent", "en": "percent", "fr": "pour cent", "de": "Prozent"}
_TO = {"nl": "tot", "en": "to", "fr": "à", "de": "bis"}
_DECIMAL = {"nl": "komma", "en": "point", "fr": "virgule", "de": "Komma"}
_PLUS = {"nl": "plus", "en": "plus", "fr": "plus", "de": "plus"}
_DEGREES = {"nl": "graden", "en": "degrees", "fr": "degrés", "de": "Grad"}

_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
_NUMERIC_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([-/.])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)\b")
_TIME = re.compile(
    r"(?<![\d.,:-])([01]?\d|2[0-4])([:.])([0-5]\d)(?![\d:]|[.,]\d)(\s*(?:uur|uhr|h)\b)?", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?:€|\bEUR)\s?(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](\d\d|-{1,2}|–))?(?![\d.,]*\d)")
_AMOUNT_BEHIND = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d\d))?\s?€")
_THOUSANDS = {"nl": r"\.", "de": r"\.", "fr": r"[.\u00a0\u202f]", "en": ","}
_PHONE = re.compile(
    r"""(?<![\w,./-])
    (?:(?:\+|00)\d{2}[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?\d){7,9}   # with a country
      |0[1-9](?:[ -]?\d){7,8}                                     # with an area or 06
      |14[ -]?0\d{2,3})                                           # a Dutch municipality
    (?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
_LETTER_CODE = re.compile(r"\b([A-Z]{2}\d{2})((?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?)\b")
_POSTCODE = re.compile(r"\b([1-9]\d)(\d\d)\s?([A-Z])([A-Z])\b")


def say_numbers(text: str, language: str) -> str:
    """Rewrite everything made of digits that would be read out wrongly.

    Args:
        text: Plain text.
        language: ISO 639-1 code; without one of ours the text is returned as it is.
    """
    if language not in _MONTHS:
        return text
    rules: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
        (_ISO_DATE, lambda m: _date(m[3], m[2], m[1], language)),
        (_NUMERIC_DATE, lambda m: _date(m[1], m[3], m[4], language)),
        (_LETTER_CODE, lambda m: _spelled(m[0])),
        (_PHONE, lambda m: _telephone(m[0], language)),
        (_AMOUNT, lambda m: _amount(m[1], m[2], language)),
        (_AMOUNT_BEHIND, lambda m: _amount(m[1], m[2], language)),
        (_TIME, lambda m: _time(m, language)),
        (_POSTCODE, lambda m: f"{m[1]} {m[2]} {m[3]} {m[4]}" if language == "nl" else m[0]),
    ]
    for pattern, say in rules:
        text = pattern.sub(say, text)
    return _loose_numbers(text, language)


def _loose_numbers(text: str, language: str) -> str:
    thousands = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_THOUSANDS[language]}\d{{3}})+(?![\d]|[.,]\d{{3}})")
    text = thousands.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    text = re.sub(r"(?<=\d)\s?%", f" {_PERCENT[language]}", text)
    text = re.sub(r"(?<=\d)\s?°C?", f" {_DEGREES[language]}", text)
    text = re.sub(r"(?<![\w-])(\d{1,6})\s?[-–]\s?(\d{1,6})(?![\w-])", rf"\1 {_TO[language]} \2", text)
    text = re.sub(r"(?<![\w+])\+(?=\d)", f"{_PLUS[language]} ", text)
    if language == "en":
        return text
    return re.sub(r"(?<![\d.,])(\d+),(\d+)(?![\d.,]*\d)", rf"\1 {_DECIMAL[language]} \2", text)


def _date(day: str, month: str, year: str, language: str) -> str:
    name = _MONTHS[language][int(month) - 1]
    return f"{int(day)} {name} {year}"


def _time(found: re.Match[str], language: str) -> str:
    """A point is only a time when the word for hour follows; a colon always is."""
    if found[2] == "." and not found[4]:
        return found[0]
    hour, minute = str(int(found[1])), int(found[3])
    past = f" {minute}" if minute else ""
    if language == "nl":
        return f"{hour} uur{past}"
    if language == "de":
        return f"{hour} Uhr{past}"
    if language == "fr":
        return f"{hour} heures{past}"
    if minute == 0:
        return f"{hour} o'clock"
    return f"{hour} oh {minute}" if minute < 10 else f"{hour} {minute}"


def _amount(whole: str, cents: str | None, language: str) -> str:
    euros = re.sub(r"\D", "", whole)
    one, many = _EURO[language]
    said = f"{euros} {one if euros == '1' else many}"
    if not cents or not cents.isdigit() or int(cents) == 0:
        return said
    if euros == "0":
        return f"{int(cents)} {_CENT[language]}"
    if language in ("nl", "de"):
        return f"{said} {int(cents)}"
    return f"{said} {int(cents)} {_CENT[language]}"


def _telephone(number: str, language: str) -> str:
    """Digit by digit, with the pauses where the writer put them."""
    number = number.replace("(0)", "")
    groups = re.findall(r"\+?\d+", number)
    if len(groups) == 1 and len(groups[0]) == 10:
        groups = [groups[0][:3], groups[0][3:6], groups[0][6:8], groups[0][8:]]
    said = ", ".join(" ".join(group) for group in groups)
    return said.replace("+ ", f"{_PLUS[language]} ")


def _spelled(code: str) -> str:
    """An account number: sign by sign, a pause after every four."""
    signs = re.sub(r"\s", "", code)
    return ", ".join(" ".join(signs[at : at + 4]) for at in range(0, len(signs), 4))
