"""What a pitch has or has not: five observable checks, each yes or no, each with the sentence that shows it.

Checks that can be seen are scored more alike than marks (Hyperbound's notes on scorecards); nothing is added
up. Rules per language; a sentence that says it in other words is missed, so the person reads "not found".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from voice.delivery.lexicon import lexicon
from voice.delivery.wording import is_question
from voice.delivery.words import Sentence

NAMES = ("opening", "audience", "example", "request", "close")
_FILE = Path(__file__).with_name("signs.yaml")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Check:
    """One check and the sentence that passes it."""

    name: str
    sentence: Sentence | None

    @property
    def passed(self) -> bool:
        """Tell whether it was found."""
        return self.sentence is not None


@cache
def _signs(language: str) -> dict[str, re.Pattern[str]]:
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    lists = told.get(language, told["nl"])
    return {
        name: re.compile(
            r"(?<!\w)(?:" + "|".join(part.strip() for part in text.split("|")) + r")(?!\w)", re.I
        )
        for name, text in lists.items()
    }


def checks(sentences: Sequence[Sentence], language: str, audience: str) -> list[Check]:
    """Look for the five parts in the order in which they are usually said."""
    found = {
        "opening": _opening(sentences, language),
        "audience": _audience(sentences, language, audience),
        "example": _first(sentences, _signs(language)["example"]),
        "request": _last(sentences, _signs(language)["request"]),
        "close": _close(sentences, language),
    }
    return [Check(name, found[name]) for name in NAMES]


def is_dull(sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence only says who speaks and what about."""
    return _signs(language)["dull"].search(sentence.text) is not None


def is_opening(sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence makes people listen: a question, a scene, a figure."""
    if is_question(sentence, lexicon(language)) or _signs(language)["opening"].search(sentence.text):
        return True
    return not is_dull(sentence, language) and re.search(r"\d", sentence.text) is not None


def _opening(sentences: Sequence[Sentence], language: str) -> Sentence | None:
    """An opening that makes people listen, in the first two sentences."""
    return next((one for one in sentences[:2] if is_opening(one, language)), None)


def _audience(sentences: Sequence[Sentence], language: str, audience: str) -> Sentence | None:
    """The people it is for are named or addressed."""
    wanted = {word.lower()[:6] for word in _WORD.findall(audience)} - lexicon(language).stop
    for sentence in sentences:
        plain = [word.plain for word in sentence.words]
        if any(word[:6] in wanted for word in plain) or _signs(language)["audience"].search(sentence.text):
            return sentence
    return None


def _close(sentences: Sequence[Sentence], language: str) -> Sentence | None:
    """It ends on purpose: the last two sentences round it off, look ahead or thank."""
    return _first(sentences[-2:][::-1], _signs(language)["close"])


def _first(sentences: Sequence[Sentence], sign: re.Pattern[str]) -> Sentence | None:
    return next((sentence for sentence in sentences if sign.search(sentence.text)), None)


def _last(sentences: Sequence[Sentence], sign: re.Pattern[str]) -> Sentence | None:
    return _first(sentences[::-1], sign)
