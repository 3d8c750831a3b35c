"""A week in the person's own words: what they did in order, and at most one pattern, as a question.

Nothing is told in other words and nothing is judged: every line is verbatim and can be opened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from server.content.words import STOPWORDS, Stemmer, fold
from server.conversation.coach.quoting import clauses, excerpt, opening, tokens
from server.identity.belongings import WeekLine

MOST_LINES: Final = 100
MOST_QUOTES: Final = 3
LEAST_TIMES: Final = 2
LEAST_LETTERS: Final = 4
_ORDINARY: Final = {
    "nl": frozenset(
        ["vandaag", "morgen", "gisteren", "werk", "dag", "moment", "idee", "gesprek", "stap", "eerste"]
    ),
    "en": frozenset(["today", "tomorrow", "yesterday", "work", "day", "moment", "idea", "step", "first"]),
}
"""Words that come back in anybody's notes and say nothing about a week."""
_QUESTION: Final = {
    "nl": "Het woord “{word}” kwam {times} keer terug. Wat hebben die momenten met elkaar te maken?",
    "en": "The word “{word}” came back {times} times. What do those moments have to do with each other?",
}
_EMPTY: Final = {
    "nl": "Deze week staat er nog niets. Zeg “noteer” en een gedachte, of beantwoord de vraag van vandaag.",
    "en": "There is nothing in this week yet. Say “note” and a thought, or answer today's question.",
}


@dataclass(frozen=True)
class Quote:
    """Words of the person, and where they stand."""

    text: str
    place: str
    id: str


@dataclass(frozen=True)
class Pattern:
    """Something that came back, as a question."""

    question: str
    word: str
    quotes: tuple[Quote, ...]
    by: str = "script"


@dataclass(frozen=True)
class Digest:
    """A week."""

    lines: tuple[WeekLine, ...]
    counts: dict[str, int]
    pattern: Pattern | None
    empty: str | None


def week_of(day: date) -> str:
    """Give the ISO week of a day, such as ``2026-W47``."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def bounds(week: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the first instant of a week and that of the next one, on the person's clock.

    A week 53 of a year that has 52 is the first one of the next year.
    """
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), 1, 1) + timedelta(days=7 * (int(number) - 1))
    return (
        datetime.combine(monday, time(), zone),
        datetime.combine(monday + timedelta(days=7), time(), zone),
    )


def digest(found: Sequence[WeekLine], language: str) -> Digest:
    """Put a week together from what every area tells of it."""
    known = "nl" if language == "nl" else "en"
    lines = sorted((line for line in found if line.text.strip()), key=lambda line: line.at)
    return Digest(
        lines=tuple(replace(line, text=opening(line.text)) for line in lines[-MOST_LINES:]),
        counts=dict(Counter(line.kind for line in lines)),
        pattern=pattern(lines, known),
        empty=None if lines else _EMPTY[known],
    )


def pattern(lines: Sequence[WeekLine], language: str) -> Pattern | None:
    """Find the word that came back most, on most days, in the person's own lines."""
    stem, stop = Stemmer(language), STOPWORDS[language] | _ORDINARY[language]
    places: dict[str, dict[tuple[str, str], WeekLine]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for line in lines:
        if line.kind == "asked" or not line.own:
            continue
        for token in tokens(line.text):
            if token.word in stop or len(token.word) < LEAST_LETTERS or token.word.isdigit():
                continue
            key = stem(token.word)
            places[key].setdefault((line.place, line.id), line)
            shown.setdefault(key, line.text[token.start : token.end].lower())
    ranked = sorted(
        (key for key in places if len({line.text for line in places[key].values()}) >= LEAST_TIMES),
        key=lambda key: (-len(places[key]), -_days(list(places[key].values())), -len(key), key),
    )
    if not ranked:
        return None
    key = ranked[0]
    told = list(places[key].values())
    found = {
        (quote := _around(line.text, key, stem)).casefold(): Quote(quote, line.place, line.id)
        for line in told
    }
    quotes = tuple(found.values())[:MOST_QUOTES]
    return Pattern(_QUESTION[language].format(word=shown[key], times=len(told)), shown[key], quotes)


def _days(lines: Sequence[WeekLine]) -> int:
    return len({line.at.date() for line in lines})


def _around(text: str, key: str, stem: Stemmer) -> str:
    """Give the part of a line that holds the word, verbatim."""
    for part in [*clauses(text), text]:
        for token in tokens(part):
            if stem(fold(token.word)) == key:
                return excerpt(part, (token.start, token.end))
    return excerpt(text)
