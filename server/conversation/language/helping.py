"""The phrase book, asked in one's own language: "hoe zeg ik ...?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from server.content.lexical import LexicalIndex
from server.content.synonyms import thesaurus
from server.content.words import words
from server.conversation.language.data import NAMES, Phrase, phrases

FITS_FROM: Final = 0.75
"""Share of what is asked that a phrase must speak of to be the answer."""
NEAR_FROM: Final = 0.3
_SAME: Final = 2.0
_OPPOSITE: Final = 0.5
"""At most this for a phrase that denies what is asked for, or the other way round: near, never the answer."""
_DENIES: Final = frozenset({"niet", "geen", "nee", "not", "no"})
MOST_NEAR: Final = 3

_ASKING: Final = re.compile(
    r"^\W*(?:(?:en )?hoe (?:zeg|zeggen|vraag|noem) (?:ik|je|we)(?: in het (?:frans|engels|duits|nederlands))?"
    r"(?: dat| netjes| beleefd)?|wat is|how do (?:i|you) (?:say|ask)(?: in (?:french|english|german|dutch))?|"
    r"what is|comment (?:dit-on|on dit|dire)|wie sagt man)\b\W*|\b(?:in het|op z'n|in)\s+"
    r"(?:frans|engels|duits|nederlands|french|english|german|dutch)\W*$",
    re.I,
)
_MESSAGES: Final = {
    "nl": {
        "book": "Zo zeg je het in het {name}.",
        "model": "Zo zou je het in het {name} kunnen zeggen. Dit komt van een taalmodel, controleer het.",
        "none": "Dit staat niet in mijn boekje. Zeg het eens anders.",
        "near": "Dit staat niet in mijn boekje. Zeg het eens anders, of kies iets dat erop lijkt.",
    },
    "en": {
        "book": "This is how you say it in {name}.",
        "model": "This is how you could say it in {name}. It comes from a language model, check it.",
        "none": "This is not in my phrase book. Put it differently.",
        "near": "This is not in my phrase book. Put it differently, or choose something like it.",
    },
}


@dataclass(frozen=True)
class Near:
    """A phrase like the one that was asked for."""

    text: str
    nl: str


@dataclass(frozen=True)
class Help:
    """How something is said."""

    text: str | None
    meaning: str
    by: str | None
    """``phrase_book``, ``model``, or None where it is not known."""
    near: tuple[Near, ...]
    message: str


def asks_how(text: str) -> bool:
    """Tell whether somebody asks how something is said."""
    return _ASKING.match(text) is not None and not re.match(r"^\W*(?:wat is|what is)\b", text, re.I)


def wanted(text: str) -> str:
    """Give what it is that is to be said: "hoe zeg ik: mag ik even onderbreken?" without the asking."""
    bare = text
    while (shorter := _ASKING.sub("", bare, count=1)) != bare:
        bare = shorter
    return bare.strip(" \"'“”:,.?") or text


def look_up(text: str, spoken: str, language: str) -> Help:
    """Look something up in the phrase book."""
    known = "nl" if language == "nl" else "en"
    asked = wanted(text)
    ranked = _ranked(asked, known)
    meaning = asked
    best: Phrase | None = None
    if ranked and ranked[0][0] >= FITS_FROM:
        best = ranked[0][1]
        meaning = best.said(known)
    near = tuple(
        Near(one.said(spoken), one.said(known))
        for score, one in ranked
        if one is not best and score >= NEAR_FROM
    )[:MOST_NEAR]
    return Help(
        best.said(spoken) if best is not None else None,
        meaning,
        "phrase_book" if best is not None else None,
        near,
        _message("book" if best is not None else "near" if near else "none", known, spoken),
    )


def by_model(found: Help, text: str, spoken: str, language: str) -> Help:
    """Put what a language model made beside what the book has near."""
    return Help(text, found.meaning, "model", found.near, _message("model", language, spoken))


def _message(key: str, language: str, spoken: str) -> str:
    known = "nl" if language == "nl" else "en"
    return _MESSAGES[known][key].format(name=NAMES[known][spoken])


def _ranked(text: str, language: str) -> list[tuple[float, Phrase]]:
    """Rank the phrases by how much of what is asked they speak of; the same words count in full."""
    index, book = _index(language), phrases()
    scores = index.scores(index.units(text))
    asked = words(text)
    ranked = []
    for number, phrase in enumerate(book):
        there = words(phrase.said(language))
        shared = len(set(asked) & set(there)) / max(len(set(asked) | set(there)), 1)
        covered = scores[number].coverage if number in scores else 0.0
        score = 0.7 * min(1.0, covered) + 0.6 * shared
        if (_DENIES & set(asked)) != (_DENIES & set(there)):
            score = min(score, _OPPOSITE)
        if asked == there:
            score = _SAME
        ranked.append((score, phrase))
    return sorted(ranked, key=lambda pair: -pair[0])


@cache
def _index(language: str) -> LexicalIndex:
    return LexicalIndex([{1.0: one.said(language)} for one in phrases()], language, thesaurus(language))
