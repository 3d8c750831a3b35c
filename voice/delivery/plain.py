"""Is the spoken text easy to follow? Length of sentences, passives, officialese.

What is told is what was counted. A level of the European framework is not told: it grades what people can,
not texts, and nothing in a text measures it (C. Jansen in "Duidelijke taal", Gebruiker Centraal).
Spoken sentences are longer than written ones, and a recogniser sets the full stops; so the bounds are wide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from voice.delivery.words import Sentence, SpokenWord

_FILE = Path(__file__).with_name("plainer.yaml")
LONG_SENTENCE = 20
"""Words from which a sentence is long: the usual advice for plain Dutch is 15, with 20 as a warning."""
_BECOME = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden"})
_PARTICIPLE = re.compile(
    r"^(?:(?:aan|af|bij|door|in|mee|na|op|over|toe|uit|voor|weg|terug|vast|samen)?ge\w{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her|er)\w{2,}(?:d|t|en)|\w+eerd)$"
)
_ACTIVE = frozenset(["een", "geen", "eens", "geheel", "gewoon", "beiden", "verder", "vergeten"])
_NEAR = 9


@cache
def plainer() -> dict[str, str]:
    """Give the Dutch words of the office, and what people say instead."""
    told: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return told


@dataclass(frozen=True)
class Jargon:
    """A word of the office and what people say instead."""

    words: tuple[SpokenWord, ...]
    plainer: str


def sentence_length(sentences: Sequence[Sentence]) -> float | None:
    """Give the mean number of words of a sentence; None where there is none."""
    if not sentences:
        return None
    return sum(len(sentence.words) for sentence in sentences) / len(sentences)


def long_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Give the sentences that are long, the longest first."""
    found = [sentence for sentence in sentences if len(sentence.words) > LONG_SENTENCE]
    return sorted(found, key=lambda sentence: -len(sentence.words))


def passives(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Give the Dutch sentences in the passive: a form of "worden" with a participle near it."""
    return [sentence for sentence in sentences if _is_passive([word.plain for word in sentence.words])]


def jargon(sentences: Sequence[Sentence]) -> list[Jargon]:
    """Find Dutch words of the office."""
    found = []
    for sentence in sentences:
        plain = [word.plain for word in sentence.words]
        for phrase, instead in plainer().items():
            length = phrase.count(" ") + 1
            for at in range(len(plain) - length + 1):
                if " ".join(plain[at : at + length]) == phrase:
                    found.append(Jargon(sentence.words[at : at + length], instead))
    return sorted(found, key=lambda one: one.words[0].start)


def _is_passive(plain: Sequence[str]) -> bool:
    for at, word in enumerate(plain):
        if word in _BECOME:
            near = [*plain[max(0, at - _NEAR) : at], *plain[at + 1 : at + 1 + _NEAR]]
            if any(_PARTICIPLE.match(other) and other not in _ACTIVE for other in near):
                return True
    return False
