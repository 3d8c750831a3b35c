"""Days as people say them: 'overmorgen', 'volgende week dinsdag', '3 december', 'tomorrow afternoon'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nudges.spoken.numerals import NUMBER, Language, value
from nudges.spoken.pattern import Pattern

DAY = timedelta(days=1)

WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
MONTHS = {
    "nl": "jan(?:uari)? feb(?:ruari)? maart|mrt apr(?:il)? mei juni? juli? aug(?:ustus)? sep(?:t(?:ember)?)? "
    "okt(?:ober)? nov(?:ember)? dec(?:ember)?",
    "en": "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sep(?:t(?:ember)?)? "
    "oct(?:ober)? nov(?:ember)? dec(?:ember)?",
}
_MONTH = {
    language: "|".join(f"(?:{month})" for month in months.split()) for language, months in MONTHS.items()
}

PART_WORDS = {
    "nl": {
        "ochtend": "morning",
        "morgen": "morning",
        "middag": "afternoon",
        "avond": "evening",
        "nacht": "night",
    },
    "en": {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"},
}
_RELATIVE_DAYS = {
    "nl": {"vandaag": 0, "morgen": 1, "overmorgen": 2},
    "en": {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2},
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text, and the part of it where that was said."""

    day: date | None
    part: str | None
    repeats: bool
    """A bare weekday means the next one, so that today's counts only when its time is still to come."""
    spans: tuple[tuple[int, int], ...]


def find_day(folded: str, language: Language, today: date) -> Day:
    """Find the day and the part of the day; both may be missing."""
    spans: list[tuple[int, int]] = []
    day, part, repeats = None, None, False
    for patterns, read in _WAYS:
        match = patterns[language].search(folded)
        if match and (found := read(match, language, today)):
            day, part, repeats = found
            spans.append(match.span())
            break
    if part is None and (loose := _LOOSE_PART[language].search(folded)):
        part = PART_WORDS[language][_part_word(loose["part"], language)]
        spans.append(loose.span())
    return Day(day, part, repeats, tuple(spans))


_Found = tuple[date, str | None, bool]


def _part_word(word: str, language: Language) -> str:
    return next(known for known in PART_WORDS[language] if word.startswith(known))


def _part(found: re.Match[str], language: Language) -> str | None:
    word = found.groupdict().get("part")
    return PART_WORDS[language][_part_word(word, language)] if word else None


_THIS_PART = {
    "nl": Pattern(r"\bvan(?P<part>ochtend|morgen|middag|avond|nacht)\b"),
    "en": Pattern(r"\b(?:this\s+(?P<part>morning|afternoon|evening)|to(?P<night>night))\b"),
}
_LOOSE_PART = {
    "nl": Pattern(r"(?<!\w)(?:'?s\s+|in\s+de\s+)(?P<part>ochtend|morgen|middag|avond|nacht)s?\b"),
    "en": Pattern(r"\b(?:in\s+the|at)\s+(?P<part>morning|afternoon|evening|night)\b"),
}


def _this_part(found: re.Match[str], language: Language, today: date) -> _Found:
    part = "evening" if found.groupdict().get("night") else _part(found, language)
    return today, part, False


_RELATIVE = {
    "nl": Pattern(
        r"(?<!\w)(?<!'s )(?P<word>overmorgen|vandaag|morgen)\s?(?P<part>ochtend|middag|avond)?\b"
        rf"|\bover\s+(?P<n>{NUMBER['nl']})\s+(?P<unit>dag|week|weken)(?:en)?\b"
    ),
    "en": Pattern(
        r"(?<!\w)(?P<word>(?:the\s+)?day\s+after\s+tomorrow|today|tomorrow)(?:\s+(?P<part>morning|afternoon|evening))?\b"
        rf"|\bin\s+(?P<n>{NUMBER['en']}|a)\s+(?P<unit>day|week)s?\b"
    ),
}


def _relative(found: re.Match[str], language: Language, today: date) -> _Found:
    if found["word"]:
        days = _RELATIVE_DAYS[language][" ".join(found["word"].split())]
    else:
        days = 1 if found["n"] == "a" else value(found["n"], language)
        days *= 7 if found["unit"].startswith("we") else 1
    return today + DAY * days, _part(found, language), False


_WEEKDAY = {
    "nl": Pattern(
        r"(?<!\w)(?:op\s+)?(?:(?P<week>volgende\s+week)\s+|(?:aanstaande|komende|aankomende|volgende|deze)\s+)?"
        rf"(?P<day>{'|'.join(WEEKDAYS['nl'])})(?P<part>ochtend|middag|avond)?(?:\s+(?P<after>volgende\s+week))?\b"
    ),
    "en": Pattern(
        r"(?<!\w)(?:on\s+)?(?:(?P<week>next\s+week)\s+(?:on\s+)?|(?:this|next|coming)\s+)?"
        rf"(?P<day>{'|'.join(WEEKDAYS['en'])})(?:\s+(?P<part>morning|afternoon|evening))?(?:\s+(?P<after>next\s+week))?\b"
    ),
}


def _weekday(found: re.Match[str], language: Language, today: date) -> _Found:
    number = WEEKDAYS[language].index(found["day"])
    part = _part(found, language)
    if found["week"] or found["after"]:
        monday = today - DAY * today.weekday() + DAY * 7
        return monday + DAY * number, part, False
    return today + DAY * ((number - today.weekday()) % 7), part, True


_DATED = {
    "nl": Pattern(
        rf"(?<!\w)(?:op\s+)?(?P<d>{NUMBER['nl']})\s+(?P<m>{_MONTH['nl']})\b(?:\s+(?P<y>20\d\d))?"
        r"|(?<![\w:.])(?:op\s+)?(?P<d2>\d{1,2})[-/](?P<m2>\d{1,2})(?:[-/](?P<y2>20\d\d))?(?![\w:])"
    ),
    "en": Pattern(
        rf"(?<!\w)(?:on\s+)?(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH['en']})\b(?:\s+(?P<y>20\d\d))?"
        r"|(?<![\w:.])(?:on\s+)?(?P<d2>\d{1,2})[-/](?P<m2>\d{1,2})(?:[-/](?P<y2>20\d\d))?(?![\w:])"
        rf"|(?<!\w)(?:on\s+)?(?P<m3>{_MONTH['en']})\s+(?:the\s+)?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    ),
}


def _dated(found: re.Match[str], language: Language, today: date) -> _Found | None:
    groups = found.groupdict()
    number = groups["d"] or groups["d2"] or groups.get("d3") or ""
    name = groups["m"] or groups.get("m3")
    month = _month(name, language) if name else int(groups["m2"])
    year = groups["y"] or groups["y2"]
    try:
        day = date(int(year) if year else today.year, month, value(number, language))
        if not year and day < today:
            day = day.replace(year=today.year + 1)
    except ValueError:
        return None
    return day, None, False


def _month(name: str, language: Language) -> int:
    months = MONTHS[language].split()
    return next(index for index, month in enumerate(months, 1) if re.fullmatch(month, name))


_WAYS = ((_THIS_PART, _this_part), (_RELATIVE, _relative), (_WEEKDAY, _weekday), (_DATED, _dated))
"""The ways to name a day, in the order in which they are tried: what to look for, and how it is read."""
