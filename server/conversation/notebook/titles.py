"""A title for a thought: its own first words, never words that are not in it."""

from __future__ import annotations

import re
from typing import Final

MOST_WORDS: Final = 8
MOST_CHARACTERS: Final = 70

_END: Final = re.compile(r"[.!?;:\n]|,\s|\s[-–]\s")
_LEAD: Final = re.compile(
    r"^\W*(?:(?:eh+m?|uh+m?|nou|dus|en|ja|dat|oké|oke|even|so|well|and|that|um+)\b\W*)+(?=\w)", re.I
)
_SMALL: Final = (
    "de het een en van in op met voor om te dat die of naar bij aan is zijn "
    "the a an and on with for to that or at"
)
_TAIL: Final = frozenset(_SMALL.split())
"""Words that a title does not end with."""


def title_of(text: str) -> str:
    """Give a title of at most eight words from the beginning of the text."""
    bare = _LEAD.sub("", " ".join(text.split()), count=1)
    first = next((part for part in _END.split(bare) if part.strip()), bare).strip()
    words = first.split()[:MOST_WORDS]
    if len(first.split()) > MOST_WORDS:
        while len(words) > 2 and words[-1].casefold() in _TAIL:
            words.pop()
    title = " ".join(words)[:MOST_CHARACTERS].strip(" ,.;:!?-–")
    return title[:1].upper() + title[1:]
