"""Small words: which only mean "go on" while somebody else speaks, and which are a whole turn."""

from __future__ import annotations

from voice.turns.vocabulary import ANSWER_WORDS, COMMAND_WORDS, GO_ON_WORDS, WORDLESS, spoken_words


def only_means_go_on(text: str) -> bool:
    """Tell whether nothing but listener's noises was said; no words at all count as that."""
    return all(word in GO_ON_WORDS for word in spoken_words(text))


def says_nothing(text: str) -> bool:
    """Tell whether there is no word in it to answer: a hum, a cough, or nothing; "ja" and "oké" are words."""
    return all(word in WORDLESS for word in spoken_words(text))


def is_command(text: str) -> bool:
    """Tell whether at most three words begin with one that asks to stop, go on or repeat."""
    words = spoken_words(text)
    return 0 < len(words) <= 3 and words[0] in COMMAND_WORDS


def is_whole_answer(text: str) -> bool:
    """Tell whether the only word is one that is mostly a whole turn: "ja", "nee", "verder", "stop"."""
    words = spoken_words(text)
    return len(words) == 1 and (words[0] in COMMAND_WORDS or words[0] in ANSWER_WORDS)
