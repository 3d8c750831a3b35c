"""Which language a text is in, by its small words: enough to notice a wrong one, never to name a speaker."""

from __future__ import annotations

from typing import Final

from server.content.words import fold
from server.conversation.coach.quoting import tokens

_SMALL: Final = {
    "nl": "de het een en van ik je u is dat niet op te in zijn met voor er maar om dan ook als naar bij "
    "uit wat wij we hij zij ze mijn uw heb hebt heeft kan kunt wil hoe waar deze dit die aan nog wel "
    "geen graag waarmee ben",
    "en": "the a an and of i you is that not on to in are with for there but this also as at from what it "
    "be we he she they my your have has can could would do does did how where will would please no "
    "yes if or am was me",
    "fr": "le la les un une des et de du je tu vous est que ne pas sur dans en avec pour il elle nous mais "
    "ce cette aussi au aux qui ou votre notre mon ma mes avez ai sont puis peux pouvez plait oui non "
    "c'est j'ai qu'est-ce y",
    "de": "der die das ein eine und von ich du sie ist dass nicht auf zu in sind mit fur es aber um dann "
    "auch als nach bei aus was wir er mein ihr ihnen habe haben hat kann konnen wie wo diese dieser "
    "noch kein ja nein bitte",
}
_WORDS: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}
LEAST_SHARE: Final = 0.25
LEAST_LEAD: Final = 2


def is_small(word: str, language: str) -> bool:
    """Tell whether a word is a small one of a language."""
    return fold(word) in _WORDS[language]


def likely(text: str) -> str | None:
    """Give the language of a text where its small words leave no doubt."""
    said = {token.word for token in tokens(text)}
    counts = sorted(((sum(word in _WORDS[one] for word in said), one) for one in _WORDS), reverse=True)
    (first, language), (second, _) = counts[0], counts[1]
    clear = first >= second + LEAST_LEAD or (first >= LEAST_LEAD and first >= 2 * second)
    return language if clear and first >= LEAST_SHARE * len(said) else None


def is_in(text: str, language: str) -> bool:
    """Tell whether a text may be in a language: no other one is likely."""
    return likely(text) in (None, language)
