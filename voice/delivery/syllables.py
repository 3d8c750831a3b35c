"""How many syllables a text has when it is said, in Dutch, English, French and German.

Pace is told in syllables a second, because words differ in length between people and languages (H. Quené,
"Multilevel modeling of between-speaker and within-speaker variation in spontaneous speech tempo", JASA 123,
2008). The counts follow spelling: groups of vowel letters, with the digraphs of each language as one sound
and a diaeresis as the start of a new one. Syllables that quick speech swallows are counted: it is the number
that was meant, as in the studies whose figures are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from voice.delivery.numbers import number_syllables

_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_CAPITALS = re.compile(r"[A-Z]{2,4}")
_CONSONANTS_ONLY = re.compile(r"[^aeiouyáàâäéèêëíìîïóòôöúùûüœæ]+")

_NL_SOUND = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|uw(?=[^aeiou]|$)|eau|aa|ee|oo|uu|oe|ie(?!u)|ui|ij|ei|eu|au|ou"
    r"|[aeiouáàâäéèêëíìîïóòôöúùûü]|(?<![aeo])y"
)
_DE_SOUND = re.compile(r"äu|eu|ei|ai|au|ie|aa|ee|oo|[aeiouyäöüáàâéèêëíìîïóòôúùû]")
_FR_SOUND = re.compile(
    r"eau|oeu|œu|ou[iï]|oui|oi|ou|ai|ei|au|eu|ue(?=i)|u(?=i)i|œ|i(?=[aeou])[aeou]u?|[aeiouyàâäéèêëîïíôöûùü]"
)
_EN_SOUND = re.compile(r"[aeiouy]+")
_EN_SPLIT = re.compile(
    r"i[ao](?!u)|ien|iet|eo(?!u)|ua|uou|[yeo]ing|iest|ier$|[aeo]ism|ea$|eat(?=e?d?$|ing|ion|ive)"
)
_EN_ONE = re.compile(
    r"[ct]i(?:a|o|e)|si(?:on|a)|gi(?:on|ou)|illi(?=on)|qu(?=[aeo])|gu(?=[ai])|people|geo[nr]g|dge?on|frien"
    r"|^(?:[bhmnpst]|tr|gr|wh|ch|me|de|un)eat|^(?:s|t|p|fl)ea$"
)
_EN_TWO = {
    "any": 2,
    "via": 2,
    "ago": 2,
    "idea": 3,
    "bio": 2,
    "ego": 2,
    "duo": 2,
    "business": 2,
    "every": 2,
    "science": 2,
}

Count = Callable[[str], int]


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text as they are written, without punctuation."""
    return _WORD.findall(text)


def syllables(text: str, language: str) -> int:
    """Count the syllables of a text.

    Args:
        text: Any text; figures are counted as they are said.
        language: ``nl``, ``en``, ``fr`` or ``de``; another one is counted by its vowel groups.
    """
    return sum(word_syllables(word, language) for word in words_of(text))


def syllables_each(words: Sequence[str], language: str) -> list[int]:
    """Count the syllables of each word."""
    return [word_syllables(word, language) for word in words]


@lru_cache(maxsize=20_000)
def word_syllables(word: str, language: str) -> int:
    """Count the syllables of one word; at least one, also for a sound like "hm"."""
    if word[:1].isdecimal():
        return number_syllables(word, language)
    if _CAPITALS.fullmatch(word) and _CONSONANTS_ONLY.fullmatch(word.lower()):
        return len(word)  # an abbreviation that is spelt out
    count = _COUNTS.get(language, _dutch)
    return max(1, sum(count(part) for part in re.split(r"['’]", word.lower()) if part))


def _dutch(word: str) -> int:
    """Dutch: "qu" holds no vowel of its own and "ij" is one sound; ë, ï, ö and ü begin a syllable."""
    return len(_NL_SOUND.findall(word.replace("qu", "kw")))


def _german(word: str) -> int:
    return len(_DE_SOUND.findall(word.replace("qu", "kw")))


def _french(word: str) -> int:
    """French, as it is spoken in the north: a last "e", "es" or "ent" after a consonant is not heard."""
    word = re.sub(r"qu|gu(?=[eiéè])", "k", word)
    spoken = re.sub(r"(?<=[^aeiouyàâéèêîïôûù])(?:e|es|ent)$", "", word)
    word = spoken if _FR_SOUND.search(spoken) else word
    word = re.sub(r"(?<=[éèêiu])es?$", "", word)
    return len(_FR_SOUND.findall(word))


def _english(word: str) -> int:
    """English: vowel groups, less the silent endings, more the groups that are two sounds."""
    if word in _EN_TWO:
        return _EN_TWO[word]
    if len(word) <= 3:
        return 1
    stem = re.sub(
        r"(?<=[^aeiouylr])e$|(?<=[aeiouy][lr])e$|(?<=[^aeioulsxzcgh])es$|(?<=[^aeioutd])ed$", "", word
    )
    stem = re.sub(r"(?<=[^aeiouy])e(?=(?:ly|less|ful|ment|ness)$)", "", stem)
    count = len(_EN_SOUND.findall(stem)) + len(_EN_SPLIT.findall(_EN_ONE.sub("x-", stem)))
    return count + (1 if stem.endswith("sm") else 0)


_COUNTS: dict[str, Count] = {"nl": _dutch, "en": _english, "fr": _french, "de": _german}
