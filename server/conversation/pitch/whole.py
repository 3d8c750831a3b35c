"""Whether a line is one that a person could say, and how words are taken out of it so that it stays one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from voice.delivery.lexicon import lexicon

_FILE = Path(__file__).with_name("lines.yaml")
_LEAST_WORDS: Final = 3
_LOOSE: Final = {
    "nl": r"dat|omdat|zodat|waardoor|terwijl|en|maar|of|want|dus|om|de|het|een|van|voor|met|te|die|als|wie",
    "en": r"that|because|and|but|or|so|to|the|a|an|of|for|with|which|who|if|when",
    "fr": r"que|parce que|et|mais|ou|de|la|le|les|un|une|pour|avec|qui|si|quand",
    "de": r"dass|weil|und|aber|oder|der|die|das|ein|eine|von|für|mit|zu|wenn",
}
"""A line that ends in one of these has lost its end."""
_JOINED: Final = {
    "nl": r"omdat|zodat|waardoor|terwijl|om",
    "en": r"because|which|although",
    "fr": r"que|qu|parce|pour que",
    "de": r"dass|weil|sodass|damit|obwohl",
}
"""A line that begins with one of these has lost its beginning."""
_JOINS: Final = (
    "als|of|en|maar|want|dus|dan|toen|omdat|zodat|wat|wie|hoe|waar|waarom|nu|ook|voor|met|bij|van|in|op|na|"
    "wenn|ob|und|aber|denn|also|was|wer|wie|wo|warum|mit|auf|nach|vor|für|zu"
)
"""Small words that stand first and are no verb."""


@cache
def of_language(language: str) -> Mapping[str, str]:
    """Give the lines and signs of a language; of an unknown one those of English."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found: dict[str, str] = told.get(language, told["en"])
    return found


def sign(name: str, language: str) -> re.Pattern[str]:
    """Give a list of words as a pattern for whole words."""
    return re.compile(rf"(?<!\w)(?:{of_language(language)[name]})(?!\w)", re.I)


def is_whole(text: str, language: str) -> bool:
    """Tell whether a line can be said as it stands: a beginning, an end, something that it says."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
    known = language if language in _LOOSE else "en"
    if len(words) < _LEAST_WORDS or "..." in text:
        return False
    if re.fullmatch(_LOOSE[known], words[-1], re.I) or re.fullmatch(_JOINED[known], words[0], re.I):
        return False
    return any(word.lower() not in lexicon(language).stop for word in words)


def in_order(text: str, language: str) -> str:
    """Put the subject before its verb again, where what stood before both was taken away.

    "Misschien kunnen we beginnen" without "misschien" is "We kunnen beginnen"; a question stays as it is.

    Returns:
        The line; "" where it would need another form of the verb ("kun je").
    """
    told = of_language(language)
    if not told["subjects"] or text.rstrip().endswith("?"):
        return text
    subject = rf"(?:{told['subjects']})|(?:{told['determiners']})\s+\w+"
    match = re.match(rf"(?P<verb>\w+)\s+(?P<subject>{subject})(?!\w)", text, re.I)
    if match is None:
        return "" if re.match(r"\w+ (?:je|jij|du)\b", text, re.I) and _is_verb(text, language) else text
    if not _is_verb(text, language):
        return text
    first = match["subject"]
    return f"{first[:1].upper()}{first[1:]} {match['verb'].lower()}{text[match.end() :]}"


def _is_verb(text: str, language: str) -> bool:
    """Tell whether the first word is the verb of a main clause, as far as its place says."""
    word = text.split()[0].lower()
    pronouns = f"{of_language(language)['subjects']}|{of_language(language)['determiners']}|je|jij|du"
    return not re.fullmatch(f"{_JOINS}|{pronouns}", word)
