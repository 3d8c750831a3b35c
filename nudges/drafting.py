"""From 'elke dinsdag en donderdag om kwart voor negen een tip over slecht nieuws, zes weken' to a draft.

By rules and without a model: what is understood becomes part of the draft, what is missing is named, and a
person checks it before anything is saved. A chat endpoint, where there is one, may do better; this is what
the studio always has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from nudges.labels import labels_of
from nudges.localtime import wall_of, zone_of
from nudges.recurring_words import recurrence
from nudges.spoken.clock import find_clock
from nudges.spoken.days import find_day
from nudges.spoken.numerals import NUMBER, fold, value
from nudges.spoken.pattern import Pattern

MAX_LENGTH = 1000
DAY = timedelta(days=1)

Opens = Literal["card", "practice", "reflection"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was understood of a sentence; every part may be missing."""

    trigger: dict[str, Any] | None
    """As in ``nudges.triggers``, ready for ``Programme.parse``."""
    opens: Opens | None
    subject: str
    """Words after 'over': what to search a card with."""
    starts: date
    ends: date | None
    missing: tuple[Literal["when", "at", "subject"], ...]
    """What a person still has to fill in."""


def draft(sentence: str, now: datetime, zone: str, language: str = "nl") -> Draft:
    """Understand a sentence about a programme.

    Args:
        sentence: as it was typed or spoken.
        now: UTC.
        zone: IANA name of the writer's zone; gives today.
        language: ``nl`` or ``en``.
    """
    spoken = "en" if language == "en" else "nl"
    text = sentence[:MAX_LENGTH]
    folded = fold(text)
    today = wall_of(now.astimezone(UTC), zone_of(zone)).date()
    starts, ends, rest = _run(folded, spoken, today)
    at = _at(rest, spoken)
    trigger = _around(rest, spoken, at) or _named(rest, at) or _recurring(rest, spoken, at)
    trigger = trigger or _once(rest, spoken, wall_of(now.astimezone(UTC), zone_of(zone)), at)
    opens = _opens(folded)
    by_itself = trigger is not None and trigger["kind"] in ("daily_question", "dare_card")
    subject = "" if by_itself else _subject(text, folded, spoken)
    missing: list[Literal["when", "at", "subject"]] = []
    if trigger is None:
        missing.append("when")
    elif "at" not in trigger and trigger["kind"] in ("calendar", "once"):
        missing.append("at")
    if not subject and not by_itself and opens in (None, "card"):
        missing.append("subject")
    return Draft(trigger, opens, subject, starts, ends, tuple(missing))


def _at(folded: str, language: str) -> time | None:
    clock = find_clock(folded, language)
    if clock is None:
        return None
    part = next((name for name, words in _PARTS.items() if re.search(words, folded)), None)
    return clock.at(part)


_PARTS = {
    "morning": r"\b(?:'?s (?:ochtends|morgens)|\w*ochtend|in the morning)\b",
    "afternoon": r"\b(?:'?s middags|\w+middag|in the afternoon)\b",
    "evening": r"\b(?:'?s avonds|\w+avond|in the evening)\b",
}


def _recurring(folded: str, language: str, at: time | None) -> dict[str, Any] | None:
    rule = recurrence(folded, language)
    if rule is None:
        return None
    return {"kind": "calendar", "rrule": rule} | ({"at": f"{at:%H:%M}"} if at else {})


_NAMED = (
    (
        "daily_question",
        re.compile(r"\b(?:vraag van de dag|dagelijkse vraag|question of the day|daily question)\b"),
    ),
    ("dare_card", re.compile(r"\b(?:durfkaart\w*|dare cards?)\b")),
)


def _named(folded: str, at: time | None) -> dict[str, Any] | None:
    """Find the triggers that have a name of their own."""
    for kind, pattern in _NAMED:
        if pattern.search(folded):
            trigger: dict[str, Any] = {"kind": kind}
            rule = recurrence(folded, "nl") or recurrence(folded, "en")
            return trigger | ({"rrule": rule} if rule else {}) | ({"at": f"{at:%H:%M}"} if at else {})
    return None


def _once(folded: str, language: str, now: datetime, at: time | None) -> dict[str, Any] | None:
    found = find_day(folded, language, now.date())
    if found.day is None:
        return None
    past = found.repeats and at is not None and datetime.combine(found.day, at) <= now
    day = found.day + DAY * 7 if past else found.day
    return {"kind": "once", "on": day.isoformat()} | ({"at": f"{at:%H:%M}"} if at else {})


_LENGTH = {
    "nl": r"(?P<fixed>een kwartier|een half\s?uur|anderhalf uur|een uur|een dag|de dag)|"
    rf"(?P<n>{NUMBER['nl']}) (?P<unit>minuten|minuut|uur|dagen)",
    "en": r"(?P<fixed>a quarter of an hour|half an hour|an hour and a half|an hour|a day|the day)|"
    rf"(?P<n>{NUMBER['en']}) (?P<unit>minutes?|hours?|days?)",
}
_AROUND = {
    "nl": Pattern(
        rf"\b(?:{_LENGTH['nl']}) (?P<side>voor|na)(?P<end> afloop van| het einde van)? "
        r"(?P<what>(?:elke?|iedere?|een|het|de) .+)"
    ),
    "en": Pattern(
        rf"\b(?:{_LENGTH['en']}) (?P<side>before|after)(?P<end> the end of)? "
        r"(?P<what>(?:every|each|an?|the) .+)"
    ),
}
_FIXED = {
    "een kwartier": 15,
    "a quarter of an hour": 15,
    "een half uur": 30,
    "een halfuur": 30,
    "half an hour": 30,
    "anderhalf uur": 90,
    "an hour and a half": 90,
    "een uur": 60,
    "an hour": 60,
}


def _around(folded: str, language: str, at: time | None) -> dict[str, Any] | None:
    """Find 'een kwartier voor elk lastig gesprek' and 'tien minuten na een overleg'."""
    found = _AROUND[language].search(folded)
    if not found:
        return None
    sign = -1 if found["side"] in ("voor", "before") else 1
    trigger: dict[str, Any] = {"kind": "event"}
    unit = found["unit"] or ""
    if (found["fixed"] or "").endswith(("dag", "day")) or unit.startswith("da"):
        days = value(found["n"], language) if found["n"] else 1
        trigger |= {"days": sign * days} | ({"at": f"{at:%H:%M}"} if at else {})
    else:
        size = 60 if unit.startswith(("uur", "hour")) else 1
        minutes = value(found["n"], language) * size if found["n"] else _FIXED[found["fixed"]]
        trigger["minutes"] = sign * minutes
    if sign > 0:
        trigger["anchor"] = "end"
    what = re.split(r"[,.;]| een tip| een kaart| een vraag| a tip| a card| a question", found["what"])[0]
    for label in ("difficult", "pitch", "meeting", "conversation"):
        if label in labels_of(what):
            return trigger | {"tag": label}
    return trigger


_FOR = {
    "nl": Pattern(rf"\b(?P<n>{NUMBER['nl']}) (?P<unit>weken|week|maanden|maand|dagen)(?: lang)?\b"),
    "en": Pattern(rf"\b(?P<n>{NUMBER['en']}) (?P<unit>weeks?|months?|days)(?: long)?\b"),
}
_FROM = {
    "nl": re.compile(r"\b(?:vanaf|met ingang van) "),
    "en": re.compile(r"\b(?:starting|beginning|from) (?:on )?"),
}
_UNTIL = {"nl": re.compile(r"\btot(?: en met)? "), "en": re.compile(r"\b(?:until|till|up to) ")}
_NOT_A_RUN = re.compile(r" (?:voor|na|before|after)\b")
_EVERY_BEFORE = re.compile(r"(?:elke?|iedere?|om de|every|each)\s*$")
_CLOSE = re.compile(r"[,;.]| (?:elke?|iedere?|om|every|each|at|a|een)\b")
_UNITS = {"w": 7, "m": 30, "d": 1}


def _run(folded: str, language: str, today: date) -> tuple[date, date | None, str]:
    """Find from when and how long it runs; gives the rest of the text with that blanked out."""
    starts, ends, rest = today, None, folded
    begin, rest = _day_after(_FROM[language], rest, language, today)
    until, rest = _day_after(_UNTIL[language], rest, language, today)
    starts = begin or today
    if until is not None:
        ends = until
    for found in _FOR[language].finditer(rest):
        if _EVERY_BEFORE.search(rest[: found.start("n")]) or _NOT_A_RUN.match(rest, found.end()):
            continue
        ends = starts + DAY * (value(found["n"], language) * _UNITS[found["unit"][0]] - 1)
        rest = rest[: found.start()] + "," * (found.end() - found.start()) + rest[found.end() :]
        break
    return starts, ends if ends is None or ends >= starts else None, rest


def _day_after(marker: re.Pattern[str], folded: str, language: str, today: date) -> tuple[date | None, str]:
    """Find the day that stands directly behind a word such as 'vanaf'."""
    for found in marker.finditer(folded):
        behind = _CLOSE.split(folded[found.end() : found.end() + 40])[0]
        day = find_day(behind, language, today)
        if day.day is not None and day.spans[0][0] <= 1:
            stop = found.end() + day.spans[0][1]
            return day.day, folded[: found.start()] + "," * (stop - found.start()) + folded[stop:]
    return None, folded


_SUBJECT = {
    "nl": (
        re.compile(r"\b(?:over|rond het thema) (?P<what>[^,.;]+)"),
        re.compile(r"\b(?:tip|kaart|tipkaart|oefening|oefenen)(?: (?:met|van|voor))? (?P<what>[^,.;]+)"),
        re.compile(r"\bvraag:? (?P<what>[^,.;]+)"),
    ),
    "en": (
        re.compile(r"\babout (?P<what>[^,.;]+)"),
        re.compile(r"\b(?:tip|card|practice|practise)(?: (?:with|on|how to))? (?P<what>[^,.;]+)"),
        re.compile(r"\bquestion:? (?P<what>[^,.;]+)"),
    ),
}
_ARTICLE = re.compile(r"^(?:een|a|an) ")
_NO_SUBJECT = re.compile(
    r"(?:elke?|iedere?|om|voor|na|op|van de dag|every|each|at|before|after|on|of the day|\d)\b"
)
_ENDS = re.compile(
    r"\s+(?:elke?|iedere?|every|each|gedurende|vanaf|tot|from|until|om (?:\d|kwart|half|\w+ uur)|at [\d\w]+|"
    r"for (?:\d|one|two|three|four|six|eight|ten))\b.*$"
)


def _subject(text: str, folded: str, language: str) -> str:
    """Find what it is about, in the writer's own words."""
    for pattern in _SUBJECT[language]:
        for found in pattern.finditer(folded):
            what = _ENDS.sub("", found["what"])
            article = _ARTICLE.match(what)
            begin, end = (
                found.start("what") + (article.end() if article else 0),
                found.start("what") + len(what),
            )
            if begin < end and not _NO_SUBJECT.match(folded, begin):
                return " ".join(text[begin:end].split())[:120]
    return ""


_OPENS: tuple[tuple[Opens, re.Pattern[str]], ...] = (
    ("card", re.compile(r"\b(?:tip|tips|kaart|tipkaart|durfkaart|card)\b")),
    ("practice", re.compile(r"\b(?:oefen\w*|pitch\w*|practi[cs]e|role-?play|rollenspel)\b")),
    ("reflection", re.compile(r"\b(?:vraag|reflectie\w*|hoe ging het|question|reflection|how did it go)\b")),
)


def _opens(folded: str) -> Opens | None:
    return next((kind for kind, pattern in _OPENS if pattern.search(folded)), None)
