"""Small words during an answer: which of them only mean "go on", and which are meant for us."""

from __future__ import annotations

from voice.turns.vocabulary import COMMAND_WORDS, GO_ON_WORDS, spoken_words


def only_means_go_on(text: str) -> bool:
    """Tell whether nothing but listener's noises was said; no words at all count as that."""
    return all(word in GO_ON_WORDS for word in spoken_words(text))


def is_command(text: str) -> bool:
    """Tell whether at most three words begin with one that asks to stop, go on or repeat."""
    words = spoken_words(text)
    return 0 < len(words) <= 3 and words[0] in COMMAND_WORDS
