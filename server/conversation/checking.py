"""Is what a language model says fit to be spoken, and does the card bear it out?"""

from __future__ import annotations

import re
from typing import Final

from server.content.cards import Card
from server.content.words import STOPWORDS, Stemmer, words

MAX_WORDS: Final = 30
MAX_SENTENCES: Final = 4
MIN_BORNE_OUT: Final = 0.4
"""Share of the subject words of a sentence that the card must have for the sentence to be the card's."""

_MARKUP = re.compile(r"[*_`#>|~]+|^\s*(?:[-+•]|\d+[.)])\s+|\[([^\]]*)\]\([^)]*\)")
_BROKEN = re.compile(r"<\|?|\|>|https?://|www\.|\{|\}|\\u|^(?:system|user|assistant)\b\s*:", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TELLING: Final = {
    "nl": frozenset(
        {
            "de",
            "het",
            "een",
            "en",
            "van",
            "ik",
            "je",
            "is",
            "dat",
            "niet",
            "op",
            "te",
            "in",
            "zijn",
            "met",
            "voor",
            "er",
            "maar",
            "om",
            "dan",
            "ook",
            "als",
            "naar",
            "bij",
            "uit",
            "wat",
        }
    ),
    "en": frozenset(
        {
            "the",
            "a",
            "and",
            "of",
            "i",
            "you",
            "is",
            "that",
            "not",
            "on",
            "to",
            "in",
            "are",
            "with",
            "for",
            "there",
            "but",
            "this",
            "also",
            "as",
            "at",
            "from",
            "what",
            "it",
            "be",
        }
    ),
}
_SHARED: Final = _TELLING["nl"] & _TELLING["en"]


def clean(sentence: str) -> str:
    """Take markup and exclamation marks out of a sentence."""
    plain = _MARKUP.sub(lambda found: found.group(1) or "", sentence)
    return " ".join(plain.replace("!", ".").split()).strip(" \"'")


def speakable(sentence: str, language: str) -> bool:
    """Tell whether a cleaned sentence can be spoken: real words, not endless, in the right language."""
    spoken = words(sentence)
    if not 1 < len(spoken) <= MAX_WORDS or _BROKEN.search(sentence):
        return False
    letters = sum(character.isalpha() or character.isspace() for character in sentence)
    if letters < 0.75 * len(sentence) or len(set(spoken)) < len(spoken) / 2:
        return False
    own = _TELLING["nl" if language == "nl" else "en"] - _SHARED
    other = _TELLING["en" if language == "nl" else "nl"] - _SHARED
    return sum(word in own for word in spoken) >= sum(word in other for word in spoken)


def borne_out(sentence: str, card: Card, question: str) -> bool:
    """Tell whether a card carries a sentence: its numbers all stand there, and most of its subject words.

    A coarse test on purpose: what fails it is not necessarily wrong, it is only said as general knowledge.
    """
    text = (
        f"{card.title} {card.situation} {card.first_line} {' '.join(card.steps)} {card.details} {card.source}"
    )
    given = f"{text} {question}"
    numbers = set(_NUMBER.findall(given))
    if any(number not in numbers for number in _NUMBER.findall(sentence)):
        return False
    stem = Stemmer(card.language)
    stop = STOPWORDS[card.language]
    known = {stem(word) for word in words(given)}
    subject = [stem(word) for word in words(sentence) if word not in stop]
    return not subject or sum(word in known for word in subject) >= MIN_BORNE_OUT * len(subject)
