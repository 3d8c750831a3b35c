"""Word lists of the end-of-turn rule, one place for all languages (ISO 639-1)."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


def spoken_words(text: str) -> list[str]:
    """Give the words of a transcript in lower case, without marks such as "[kucht]" or "(lacht)"."""
    return _WORD.findall(re.sub(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*", " ", text).lower())


def word_set(*lines: str) -> frozenset[str]:
    """Give the words of some lines as a set."""
    return frozenset(word for line in lines for word in line.split())


OPEN_WORDS: dict[str, frozenset[str]] = {
    "nl": word_set(
        "en of maar want omdat doordat zodat als wanneer terwijl hoewel tenzij indien nadat voordat",
        "de een mijn onze hun welke elke ieder iedere met naar tegen tussen zonder sinds volgens",
        "vanwege tijdens te heel",
    ),
    "en": word_set(
        "and or but because if when while although unless whether the a an my your our their every",
        "of with for from into between without since during very",
    ),
    "fr": word_set(
        "et ou mais parce que car si quand lorsque puisque le les un une des du de mon ma mes ton ta tes",
        "son sa ses notre votre leur avec pour dans sur sous chez sans entre je tu il ils très",
    ),
    "de": word_set(
        "und oder aber weil denn dass wenn als ob obwohl damit den dem des ein eine einen einem einer",
        "mein meine dein deine unser unsere von mit für nach bei gegen zwischen ohne seit sehr",
    ),
}
"""Words that ask for more after them; without those that end a sentence too: "het", "zijn", "die", "voor"."""

FILLERS = word_set("eh ehm euh euhm uh uhm um er erm hm hmm äh ähm öh heu")
"""Sounds that hold the floor."""

FIGURES: dict[str, frozenset[str]] = {
    "nl": word_set("nul een één twee drie vier vijf zes zeven acht negen"),
    "en": word_set("zero oh one two three four five six seven eight nine"),
    "fr": word_set("zéro un deux trois quatre cinq six sept huit neuf"),
    "de": word_set("null eins zwei drei vier fünf sechs sieben acht neun"),
}
"""Words of a number that is said figure by figure."""

WORDLESS = FILLERS | word_set("hmhm mm mmm mhm uhu uhuh aha ah oh o kuch ahem")
"""Sounds that say nothing by themselves, whoever is speaking."""

GO_ON_WORDS = WORDLESS | word_set(
    "ja jaja jep oké oke ok okay goed juist precies",
    "yes yeah yep right sure oui ouais genau gut",
)
"""What a listener says to mean "go on"."""

COMMAND_WORDS = word_set(
    "stop stoppen nee wacht ho help verder herhaal nogmaals meer no wait more repeat again",
    "non attends arrête encore nein halt warte weiter",
)
"""What a listener says to mean us: stop, go on with the next, say it again."""

ANSWER_WORDS = word_set("ja nee yes no oui non nein klopt graag liever oké ok okay")
"""One of these by itself answers a question."""
