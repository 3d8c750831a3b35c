"""Can the words so far be a whole? Only words that clearly cannot end a sentence mean no.

Recognition errs, so the lists are short and closed: function words that ask for something after them, fillers
that hold the floor, and a number that is being spelled out. That speakers yield the turn where the syntax is
complete: Sacks, Schegloff and Jefferson, "A simplest systematics for the organization of turn-taking for
conversation", Language 50 (1974).
"""

from __future__ import annotations

from voice.turns.vocabulary import FIGURES, FILLERS, OPEN_WORDS, spoken_words

_WHOLE_NUMBER = 8
"""A phone number has ten figures, a citizen service number nine; some old ones eight."""


def may_be_complete(text: str, language: str) -> bool:
    """Tell whether ``text`` could be all that the person wanted to say.

    Args:
        text: What was understood, with or without punctuation.
        language: ISO 639-1 code; a language without a list is judged by fillers and digits only.
    """
    stripped = text.rstrip()
    words = spoken_words(stripped)
    if not words:
        return True
    if stripped.endswith(("...", "\u2026", ",", ":", "-")) or words[-1] in FILLERS:
        return False
    if stripped.endswith("?"):
        return True
    if len(words) > 1 and words[-1] in OPEN_WORDS.get(language, frozenset()):
        return False
    return not _number_in_progress(words, language)


def _number_in_progress(words: list[str], language: str) -> bool:
    """Tell whether the words end in single figures, but fewer than the numbers people spell out have."""
    figures = 0
    for word in reversed(words):
        if word.isdigit():
            figures += len(word)
        elif word in FIGURES.get(language, frozenset()):
            figures += 1
        else:
            break
    return 3 <= figures < _WHOLE_NUMBER
