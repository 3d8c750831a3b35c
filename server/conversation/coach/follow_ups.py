"""The question after the answer: it takes up the person's own words and leads one step further."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from server.content.words import fold
from server.conversation.coach.forms import Cue, cues, known
from server.conversation.coach.quoting import clauses, excerpt, tokens, weight

_NOTHING_SAID: Final = (
    "ja nee nou eh ehm uh uhm hm niks niets geen idee weet ik het niet zo even wel denk eigenlijk misschien "
    "yes no well um nothing not really i do dont don't know idea maybe"
)
_NOTHING: Final = frozenset(_NOTHING_SAID.split())
SMALLER: Final = {
    "nl": "Dat mag. Neem dan één moment van vandaag. Wat zag of hoorde je?",
    "en": "That is fine. Then take one moment of today. What did you see or hear?",
}


@dataclass(frozen=True)
class FollowUp:
    """A question, with the words of the person that it takes up."""

    text: str
    quote: str
    """Verbatim from the answer."""
    id: str = ""
    """Which question it is, so that it is not asked twice."""
    by: str = "script"


def says_little(text: str) -> bool:
    """Tell whether an answer holds nothing to go on with: "weet ik niet", "nou ja"."""
    return all(token.word in _NOTHING for token in tokens(text))


def follow_up(answer: str, language: str, asked: Collection[str] = ()) -> FollowUp | None:
    """Give the question that follows on an answer, without any language model.

    Args:
        answer: What the person said.
        language: Of the coach.
        asked: Identifiers of the questions that were asked before in this conversation.

    Returns:
        None where there is nothing to quote.
    """
    parts = sorted(clauses(answer), key=lambda part: -weight(part, language))
    for cue, pattern in _patterns(known(language)):
        fresh = [n for n in range(len(cue.ask)) if f"{cue.id}-{n}" not in asked]
        if not fresh:
            continue
        for part in parts:
            found = pattern.search(fold(part))
            if found is not None and (cue.cue or weight(part, language) or part == parts[-1]):
                place = found.span() if cue.cue else None
                return FollowUp(cue.ask[fresh[0]], excerpt(part, place), f"{cue.id}-{fresh[0]}")
    return None


@cache
def _patterns(language: str) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    return tuple((cue, re.compile(cue.cue)) for cue in cues(language))
