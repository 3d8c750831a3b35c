"""Is this a note, and what does it say? "Noteer: ...", said or typed anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NL: Final = (
    r"(?:noteert?|noteren|no teer|not eer)(?: (?:even|eens|maar|dat|dit|voor me|voor mij))*|notitie|"
    r"maak (?:een|even een) notitie(?: dat| van)?|schrijf (?:dit |dat |even |eens |maar )*op(?: dat)?|"
    r"zet (?:dit |even )?in (?:mijn|m'n) notitieboek(?: dat)?|"
    r"onthoud(?: (?:even|dat|dit|voor me|voor mij))*|nieuwe notitie"
)
_EN: Final = (
    r"note(?: (?:down|that|to self))*|make a note(?: that| of)?|write (?:this |that )?down(?: that)?|"
    r"take a note(?: that| of)?|remember(?: that| this)?|new note"
)
_FOLDER: Final = {
    "nl": r"(?:\s+(?:in|onder|bij) (?:de |het |mijn )?(?:map|mapje|kopje)\s+"
    r"(?P<folder>[^:;,.]{1,60}?)\s*[:;,.])?",
    "en": r"(?:\s+(?:in|under) (?:the |my )?folder\s+(?P<folder>[^:;,.]{1,60}?)\s*[:;,.])?",
}
_FILLER: Final = r"\W*(?:(?:eh+m?|uh+m?|um+|nou|oke|oké|okay|ok|hé|hey|souffleur|please)\W+)*"
_START: Final = {
    "nl": re.compile(rf"^{_FILLER}(?P<key>{_NL}){_FOLDER['nl']}(?P<sep>\s*[:;,.\-–]+\s*|\s+|$)", re.I),
    "en": re.compile(rf"^{_FILLER}(?P<key>{_EN}){_FOLDER['en']}(?P<sep>\s*[:;,.\-–]+\s*|\s+|$)", re.I),
}
_ASKS: Final = {
    "nl": re.compile(r"^(?:waar|hoe|wat|wie|wanneer|welke?|waarom|je|jij|u|ik|we|wij|hij|zij|ze)\b", re.I),
    "en": re.compile(r"^(?:where|how|what|who|when|which|why|you|i|we|he|she|they|to)\b", re.I),
}
_PLAIN: Final = frozenset({"notitie", "note", "onthoud", "remember", "nieuwe notitie", "new note"})
"""Words that are also used in a question; without a mark or a "dat" after them they begin no note."""


_TO_US: Final = re.compile(
    r"noteer(?: (?:even|eens|voor me|voor mij))*|notitie|nieuwe notitie|maak (?:een|even een) notitie|"
    r"zet (?:dit |even )?in (?:mijn|m'n) notitieboek|note(?: down| to self)?|(?:make|take) a note|new note"
)
"""Words that are hardly ever said to somebody else."""
_CALLED: Final = re.compile(r"^\W*souffleur\b", re.I)


@dataclass(frozen=True)
class Noted:
    """A note that is to be kept; an empty text means that it is still to come."""

    text: str
    folder: str | None = None
    """The folder that was named."""


def noted(text: str, language: str) -> Noted | None:
    """Give the note that an utterance is, or None where it is anything else.

    "Noteer: Sam bellen" is one; "hoe noteer ik een adreswijziging" and "onthoud je dat altijd" are not.
    """
    known = "nl" if language == "nl" else "en"
    found = _START[known].match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    key = " ".join(found["key"].casefold().split())
    marked = any(mark in found["sep"] for mark in ":;,.-–")
    if not marked and key in _PLAIN and (not rest or _ASKS[known].match(rest) or rest.endswith("?")):
        return None
    folder = found["folder"]
    return Noted(rest[:1].upper() + rest[1:], folder.strip() if folder else None)


def noted_aside(text: str, language: str) -> Noted | None:
    """Give the note that is spoken in the middle of a talk with somebody else; None for what is said to them.

    "Noteer: Sam bellen" and "Souffleur, onthoud dat ..." are notes; "noteert u mijn nummer", "onthoud dat u
    vrijdag komt" and "note that it closes at five" are meant for the other one.
    """
    found = noted(text, language)
    if found is None or _CALLED.match(text):
        return found
    known = "nl" if language == "nl" else "en"
    start = _START[known].match(text)
    if start is None or not _TO_US.fullmatch(" ".join(start["key"].casefold().split())):
        return None
    marked = start["folder"] or any(mark in start["sep"] for mark in ":;,.-–")
    to_somebody = _ASKS[known].match(found.text) or found.text.endswith("?")
    return None if not marked and to_somebody else found
