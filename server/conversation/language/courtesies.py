"""A greeting, thanks or a goodbye in a talk, answered in kind; and an answer near one that was looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from server.content.sounds import dice, sound_key, trigrams
from server.content.words import Stemmer, words
from server.conversation.language.data import Saying, Way

Kind = Literal["greeting", "thanks", "goodbye"]
_SAID: Final[dict[str, dict[Kind, str]]] = {
    "fr": {
        "greeting": r"bonjour|bonsoir|salut|enchantée?",
        "thanks": r"merci",
        "goodbye": r"au revoir|à bientôt|bonne journée",
    },
    "en": {
        "greeting": r"hello|hi|hey|good (?:morning|afternoon|evening|day)|nice to meet you",
        "thanks": r"thank you|thanks",
        "goodbye": r"goodbye|bye|see you",
    },
    "de": {
        "greeting": r"guten (?:morgen|tag|abend)|hallo|grüß gott|moin",
        "thanks": r"danke|vielen dank",
        "goodbye": r"auf wieder(?:sehen|hören)|tschüss",
    },
    "nl": {
        "greeting": r"hallo|hoi|hey|goede(?:morgen|middag|avond|ndag)|goeiemorgen|dag",
        "thanks": r"dank (?:je|u)(?: wel)?|bedankt|dankjewel",
        "goodbye": r"tot ziens|doei|tot straks",
    },
}
_REPLY: Final[dict[str, dict[Kind, str]]] = {
    "fr": {"greeting": "Bonjour !", "thanks": "Je vous en prie.", "goodbye": "Au revoir !"},
    "en": {"greeting": "Hello!", "thanks": "You are welcome.", "goodbye": "Goodbye!"},
    "de": {"greeting": "Guten Tag!", "thanks": "Gern geschehen.", "goodbye": "Auf Wiedersehen!"},
    "nl": {"greeting": "Hallo!", "thanks": "Graag gedaan.", "goodbye": "Tot ziens!"},
}
MIN_DICE: Final = 0.6
"""As in the search, ``server.content.lexical``: from here on two words are nearly the same letters."""
_MIN_LETTERS: Final = 5
_LEAST_SHARED: Final = 2
_MADAM: Final = 2
"""Words beside a greeting that only say who is greeted: "ah, madame"."""


@dataclass(frozen=True)
class Courtesy:
    """What was said out of courtesy, and whether nothing else was said."""

    kind: Kind
    alone: bool


def courtesy_in(text: str, spoken: str) -> Courtesy | None:
    """Find a greeting, thanks or a goodbye at any place of what was said."""
    for kind in _SAID[spoken]:
        if _sign(spoken, kind).search(text):
            rest = text
            for other in _SAID[spoken]:
                rest = _sign(spoken, other).sub(" ", rest)
            return Courtesy(kind, alone=len(words(rest)) <= _MADAM)
    return None


def replied(courtesy: Courtesy, asked: Saying, spoken: str, language: str) -> tuple[str, str]:
    """Answer in kind and ask again: the line, and what it means in the person's own language."""
    return (
        f"{_REPLY[spoken][courtesy.kind]} {_ungreeted(asked.text, spoken)}",
        f"{_REPLY[language][courtesy.kind]} {_ungreeted(asked.meaning(language), language)}",
    )


def takes(way: Way, text: str, spoken: str) -> bool:
    """Tell whether somebody answered in this way, or nearly.

    One of its words is in what they said, also inflected, misspelt or misheard; or most of what its sentence
    says is.
    """
    said = words(text)
    if any(all(_heard(part, said, spoken) for part in words(word)) for word in way.words):
        return True
    content = [word for word in words(way.text) if len(word) >= _MIN_LETTERS]
    shared = sum(_heard(word, said, spoken) for word in content)
    return shared >= _LEAST_SHARED and 2 * shared >= len(content)


def _heard(word: str, said: list[str], spoken: str) -> bool:
    if word in said:
        return True
    stem = _stemmer(spoken)
    for other in said:
        if min(len(word), len(other)) < _MIN_LETTERS - 1:
            continue
        if stem(word) == stem(other) or sound_key(word) == sound_key(other):
            return True
        if len(word) >= _MIN_LETTERS and dice(trigrams(word), trigrams(other)) >= MIN_DICE:
            return True
    return False


@cache
def _stemmer(spoken: str) -> Stemmer:
    return Stemmer(spoken)


@cache
def _sign(spoken: str, kind: Kind) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_SAID[spoken][kind]})(?!\w)", re.I)


def _ungreeted(text: str, language: str) -> str:
    """Leave out the greeting that a line begins with, where one was just said."""
    greeting = _SAID[language]["greeting"]
    rest = re.sub(rf"^(?:{greeting})\s*[,.!]\s*", "", text, flags=re.I)
    return rest[:1].upper() + rest[1:] if len(words(rest)) > 1 else text
