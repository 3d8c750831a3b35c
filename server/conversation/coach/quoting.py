"""Quoting a person: only words that they said, in the order in which they said them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from server.content.words import STOPWORDS, fold

MOST_WORDS: Final = 12
LEAST_WORDS: Final = 2

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE = re.compile(
    r"[.!?;:\n]+|,\s+|\s+[-–]\s+|\s+(?=(?:maar|omdat|terwijl|zodat|because|but|while|so that)\s)"
)
_TIES: Final = (
    "en maar dus want nou eh ehm uh uhm ja nee oke omdat terwijl zodat toen of dat ook and but so well um "
    "because while then or that also"
)
_LEADING: Final = frozenset(_TIES.split())


@dataclass(frozen=True)
class Token:
    """A word and where it stands in the text."""

    word: str
    """Folded."""
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Give the words of a text with their places."""
    return [Token(fold(found.group()), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def verbatim(quote: str, text: str) -> str | None:
    """Find a quote in a text, whatever its capitals, accents and punctuation; None where it is not there.

    Returns:
        The words as they stand in the text, so that what is shown is the person's and not the quoter's.
    """
    wanted = [token.word for token in tokens(quote)]
    said = tokens(text)
    if not wanted:
        return None
    for place in range(len(said) - len(wanted) + 1):
        if [token.word for token in said[place : place + len(wanted)]] == wanted:
            return text[said[place].start : said[place + len(wanted) - 1].end]
    return None


def clauses(text: str) -> list[str]:
    """Cut an answer into parts of a sentence, each verbatim and without the word it is tied on with."""
    parts: list[str] = []
    start = 0
    for found in [*_CLAUSE.finditer(text), None]:
        end = found.start() if found is not None else len(text)
        part = _bare(text[start:end])
        if part:
            parts.append(part)
        start = found.end() if found is not None else end
    return parts


def excerpt(clause: str, around: tuple[int, int] | None = None) -> str:
    """Cut a long part to at most twelve words, around the place that matters, else its beginning."""
    said = tokens(clause)
    if len(said) <= MOST_WORDS:
        return clause
    first = 0
    if around is not None:
        middle = next((n for n, token in enumerate(said) if token.end > around[0]), 0)
        first = max(0, min(middle - MOST_WORDS // 2, len(said) - MOST_WORDS))
    return clause[said[first].start : said[first + MOST_WORDS - 1].end]


def opening(text: str, most: int = 200) -> str:
    """Give the beginning of an answer, whole sentences where they fit, else whole words."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    cut = plain[:most]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! "))
    return cut[: end + 1] if end > most // 3 else cut[: cut.rfind(" ")]


def weight(clause: str, language: str) -> int:
    """Count the words that say something."""
    stop = STOPWORDS.get(language, STOPWORDS["en"])
    return len({token.word for token in tokens(clause) if token.word not in stop and len(token.word) > 2})


def _bare(part: str) -> str:
    said = tokens(part)
    first = 0
    while first < len(said) - LEAST_WORDS and said[first].word in _LEADING:
        first += 1
    return part[said[first].start : said[-1].end] if len(said) >= LEAST_WORDS else ""
