"""From 'elke eerste maandag van de maand' to a recurrence rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from nudges.rules import WEEKDAYS as CODES
from nudges.spoken.days import WEEKDAYS
from nudges.spoken.numerals import NUMBER, value
from nudges.spoken.pattern import Pattern

WORKING_DAYS = "MO,TU,WE,TH,FR"

_NTH = {
    "nl": {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1},
    "en": {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1},
}
_EVERY = {"nl": r"(?:elke?|iedere?|alle|op|op de|elke? week op)", "en": r"(?:every|each|all|on|on the)"}
_AND = {"nl": r"(?:, ?| en (?:op )?)", "en": r"(?:, ?| and (?:on )?)"}
_DAY = {language: "(?:" + "|".join(names) + ")(?:en|s)?" for language, names in WEEKDAYS.items()}
_PART = {"nl": r"(?:ochtend|middag|avond)?", "en": r"(?: (?:morning|afternoon|evening))?"}

Reader = Callable[[re.Match[str], str], str]


def recurrence(folded: str, language: str) -> str | None:
    """Give the rule that a text speaks of, without its end; None when it speaks of none.

    Args:
        folded: text from ``numerals.fold``.
        language: ``nl`` or ``en``.
    """
    for pattern, read in _PATTERNS[language]:
        if found := pattern.search(folded):
            return read(found, language)
    return None


def _days(text: str, language: str) -> str:
    return ",".join(
        code for name, code in zip(WEEKDAYS[language], CODES, strict=True) if re.search(rf"\b{name}", text)
    )


def _nth_day(found: re.Match[str], language: str) -> str:
    place = _NTH[language][found["nth"]]
    if found["day"].startswith(("werkdag", "working")):
        return f"FREQ=MONTHLY;BYDAY={WORKING_DAYS};BYSETPOS={place}"
    if found["day"] in ("dag", "day"):
        return f"FREQ=MONTHLY;BYMONTHDAY={place}"
    return f"FREQ=MONTHLY;BYDAY={place}{_days(found['day'], language)}"


def _month_day(found: re.Match[str], language: str) -> str:
    day = value(found["n"], language)
    return f"FREQ=MONTHLY;BYMONTHDAY={day if 1 <= day <= 31 else -1}"


def _every_weeks(found: re.Match[str], language: str) -> str:
    n = found.groupdict().get("n")
    interval = value(n, language) if n else 2
    days = _days(found["days"] or "", language)
    return f"FREQ=WEEKLY;INTERVAL={max(interval, 1)}" + (f";BYDAY={days}" if days else "")


def _weekdays(found: re.Match[str], language: str) -> str:
    return f"FREQ=WEEKLY;BYDAY={_days(found[0], language)}"


def _every_days(found: re.Match[str], language: str) -> str:
    n = found.groupdict().get("n")
    return f"FREQ=DAILY;INTERVAL={max(value(n, language), 1) if n else 2}"


def _always(rule: str) -> Reader:
    return lambda _found, _language: rule


def _of(language: str) -> tuple[tuple[Pattern, Reader], ...]:
    day, also, number, every = _DAY[language], _AND[language], NUMBER[language], _EVERY[language]
    list_of_days = rf"{day}{_PART[language]}(?:{also}{day}{_PART[language]})*"
    nths = "|".join(_NTH[language])
    words = _WORDS[language]
    pairs: tuple[tuple[str, Reader], ...] = (
        (
            rf"\b(?P<nth>{nths}) (?P<day>{day}|{words['working_day']}|{words['day']}) {words['of_month']}",
            _nth_day,
        ),
        (words["month_day"].format(n=f"(?P<n>{number})"), _month_day),
        (words["weeks"].format(n=f"(?P<n>{number})", days=f"(?P<days>{list_of_days})"), _every_weeks),
        (words["other_week"].format(days=f"(?P<days>{list_of_days})"), _every_weeks),
        (words["days"].format(n=f"(?P<n>{number})"), _every_days),
        (words["other_day"], _every_days),
        (words["working_days"], _always(f"FREQ=WEEKLY;BYDAY={WORKING_DAYS}")),
        (rf"\b{every} {list_of_days}", _weekdays),
        (rf"\b{list_of_days.replace('(?:en|s)?', '(?:en|s)')}\b", _weekdays),
        (words["daily"], _always("FREQ=DAILY")),
        (words["weekly"], _always("FREQ=WEEKLY")),
        (words["monthly"], _always("FREQ=MONTHLY")),
    )
    return tuple((Pattern(pattern), read) for pattern, read in pairs)


_WORDS = {
    "nl": {
        "working_day": "werkdag",
        "day": "dag",
        "of_month": r"van (?:de|elke|iedere) maand\b",
        "month_day": r"\b(?:elke maand|maandelijks) op de {n}e?\b",
        "weeks": r"\belke {n} weken(?: op {days})?",
        "other_week": r"\bom de (?:andere )?week(?: op {days})?",
        "days": r"\belke {n} dagen\b",
        "other_day": r"\bom de (?:andere )?dag\b",
        "working_days": r"\b(?:elke|iedere|op|alle) werkdag(?:en)?\b",
        "daily": r"\b(?:dagelijks|(?:elke|iedere) (?:dag|ochtend|middag|avond))\b",
        "weekly": r"\b(?:wekelijks|(?:elke|iedere) week|een keer per week)\b",
        "monthly": r"\b(?:maandelijks|(?:elke|iedere) maand)\b",
    },
    "en": {
        "working_day": "working day",
        "day": "day",
        "of_month": r"of (?:the|every|each) month\b",
        "month_day": r"\b(?:every month|monthly) on (?:the |day )?{n}(?:st|nd|rd|th)?\b",
        "weeks": r"\bevery {n} weeks(?: on {days})?",
        "other_week": r"\bevery other week(?: on {days})?",
        "days": r"\bevery {n} days\b",
        "other_day": r"\bevery other day\b",
        "working_days": r"\b(?:every|each|on|all) (?:working|week)\s?days?\b",
        "daily": r"\b(?:daily|(?:every|each) (?:day|morning|afternoon|evening))\b",
        "weekly": r"\b(?:weekly|(?:every|each) week|once a week)\b",
        "monthly": r"\b(?:monthly|(?:every|each) month)\b",
    },
}
_PATTERNS = {language: _of(language) for language in ("nl", "en")}
