"""Labels of events, from the words in their titles, so that a programme can wait for the right ones.

A short list that a person can predict. It labels the event by its own words; it says nothing about a person.
"""

from __future__ import annotations

import re

from nudges.spoken.numerals import fold

DIFFICULT, CONVERSATION, PITCH, MEETING = "difficult", "conversation", "pitch", "meeting"

_WORDS = {
    DIFFICULT: r"lastige?|moeilijke?|pittige?|spannende?|zware?|slecht[- ]?nieuws\w*|\w*klacht\w*|"
    r"conflict\w*|boze?|afwijz\w+|weiger\w+|exit\w*|"
    r"difficult|tough|hard talk|bad news|complaints?|angry|refusal",
    CONVERSATION: r"\w*gesprek(?:ken)?|gesprekje|spreekuur|intake|huisbezoek|bila|1[- ]op[- ]1|"
    r"talk|conversations?|one[- ]on[- ]one",
    PITCH: r"\w*pitch\w*|\w*presentaties?|presenteren|presenteer|voordracht|demo|presentations?|present|"
    r"speech",
    MEETING: r"\w*overleg\w*|\w*vergadering(?:en)?|stand-?up|teamdag|retro\w*|meetings?|workshop",
}
_PATTERNS = {label: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for label, words in _WORDS.items()}

KNOWN = tuple(_PATTERNS)
"""Every label there is, for the studio's list."""


def labels_of(title: str) -> frozenset[str]:
    """Give the labels that the words of a title earn."""
    folded = fold(title[:300])
    return frozenset(label for label, pattern in _PATTERNS.items() if pattern.search(folded))
