"""Which words were understood: the sentence beside what a recogniser wrote that was not told it.

Intelligibility and nothing else (Munro & Derwing 1995 keep it apart from accent): a word counts as understood
when the recogniser wrote it, or wrote something that sounds the same. A false accusation is worse than a
missed word, so small words and doubtful ones are never put up for practice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.content.words import fold
from server.conversation.language.data import Contrast, contrasts
from server.conversation.language.tongues import is_small
from voice.errors import VoiceEngineError
from voice.phonemes import Phonemes, differences, phonemes, unlike

SAME_SOUND: Final = 0.13
"""Difference up to which two words are taken for the same: "vert" and "verre", "voudrais" and "voudrai".
The pairs of the drills lie above it ("ship" and "sheep" 0.17, "think" and "sink" 0.25)."""
MOST_TO_WORK_ON: Final = 3
LEAST_SOUNDS: Final = 3
"""A word of fewer sounds, or a small one, is never put up for practice: a recogniser guesses it."""
LEFT_OUT: Final = 0.9
EXTRA: Final = 0.6
JOINED: Final = 0.05

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True)
class Word:
    """A word of the sentence, and what became of it."""

    text: str
    understood: bool
    heard_as: str | None
    """What was written in its place; None where nothing was, or where it is the word itself."""
    unlike: float


@dataclass(frozen=True)
class ToWorkOn:
    """A word that was not understood, and which sounds were taken for each other."""

    index: int
    word: str
    heard_as: str | None
    contrast: Contrast | None


@dataclass(frozen=True)
class Understanding:
    """What was understood of a sentence."""

    words: tuple[Word, ...]
    work_on: tuple[ToWorkOn, ...]

    @property
    def share(self) -> float:
        """Give the share of the words that were understood."""
        return sum(word.understood for word in self.words) / len(self.words) if self.words else 0.0


def sentences_of(text: str) -> list[str]:
    """Cut a text into the sentences that are practised one by one."""
    parts = (" ".join(part.split()) for part in _SENTENCE.split(text))
    return [part for part in parts if _WORD.search(part)]


def words_of(text: str) -> list[str]:
    """Give the words of a sentence as they are written."""
    return [found.group() for found in _WORD.finditer(text)]


def understood(sentence: str, heard: str, language: str) -> Understanding:
    """Put what was heard beside what was meant.

    Raises:
        VoiceEngineError: nothing here knows how words of this language sound.
    """
    meant, written = words_of(sentence), words_of(heard)
    sounds = [phonemes(word.lower(), language) for word in meant]
    against = [phonemes(word.lower(), language) for word in written]
    words = _aligned(meant, sounds, written, against, language)
    return Understanding(tuple(words), tuple(_to_work_on(words, sounds, language)))


def closer(heard: str, one: str, other: str, language: str) -> str:
    """Tell which of two words was understood: ``one``, ``other`` or ``neither``.

    Raises:
        VoiceEngineError: nothing here knows how words of this language sound.
    """
    candidates = [heard, *words_of(heard)]
    to_one = min(unlike(phonemes(one, language), phonemes(word.lower(), language)) for word in candidates)
    to_other = min(unlike(phonemes(other, language), phonemes(word.lower(), language)) for word in candidates)
    if min(to_one, to_other) > 0.5 or to_one == to_other:
        return "neither"
    return "one" if to_one < to_other else "other"


def _aligned(
    meant: Sequence[str], sounds: Sequence[Phonemes], written: Sequence[str], against: Sequence[Phonemes],
    language: str,
) -> list[Word]:  # fmt: skip
    """Find the cheapest way to lay the words beside each other; two may have become one, and one two."""
    moves = ((1, 1, 0.0), (1, 0, LEFT_OUT), (0, 1, EXTRA), (2, 1, JOINED), (1, 2, JOINED))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(len(meant) + 1):
        for column in range(len(written) + 1):
            for down, right, extra in moves:
                start = (row - down, column - right)
                if start not in best:
                    continue
                cost = best[start][0] + extra
                if down and right:
                    cost += (down + right) / 2 * _between(meant, sounds, written, against, start, down, right)
                if (row, column) not in best or cost < best[row, column][0]:
                    best[row, column] = (cost, start)
    return _words(meant, sounds, written, against, best, language)


def _between(
    meant: Sequence[str], sounds: Sequence[Phonemes], written: Sequence[str], against: Sequence[Phonemes],
    start: tuple[int, int], down: int, right: int,
) -> float:  # fmt: skip
    row, column = start
    one = "".join(meant[row : row + down])
    other = "".join(written[column : column + right])
    if fold(one) == fold(other):
        return 0.0
    return unlike(sum(sounds[row : row + down], ()), sum(against[column : column + right], ()))


def _words(
    meant: Sequence[str], sounds: Sequence[Phonemes], written: Sequence[str], against: Sequence[Phonemes],
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], language: str,
) -> list[Word]:  # fmt: skip
    found: list[Word] = []
    place = (len(meant), len(written))
    while place != (0, 0):
        start = best[place][1]
        down, right = place[0] - start[0], place[1] - start[1]
        heard = " ".join(written[start[1] : place[1]])
        if down:
            far = _between(meant, sounds, written, against, start, down, right) if right else 1.0
            good = far <= SAME_SOUND and not _another_word(sounds[start[0] : place[0]], heard, language)
            for index in range(place[0] - 1, start[0] - 1, -1):
                shown = None if good or not heard else heard
                found.append(Word(meant[index], good, shown, round(far, 3)))
        place = start
    return found[::-1]


def _another_word(meant: Sequence[Phonemes], heard: str, language: str) -> bool:
    """Tell whether the only sound that changed is one that tells words apart: "Brüder" and "Bruder"."""
    if len(meant) != 1 or " " in heard:
        return False
    changed = differences(meant[0], phonemes(heard.lower(), language))
    return len(changed) == 1 and any(
        one.explains(*changed[0]) for one in contrasts() if one.spoken == language
    )


def _to_work_on(words: Sequence[Word], sounds: Sequence[Phonemes], language: str) -> list[ToWorkOn]:
    """Choose at most three words: long ones first, because a listener misses those most."""
    missed = [
        n
        for n, word in enumerate(words)
        if not word.understood and len(sounds[n]) >= LEAST_SOUNDS and not is_small(word.text, language)
    ]
    chosen = sorted(missed, key=lambda n: (words[n].heard_as is None, -len(sounds[n]), n))[:MOST_TO_WORK_ON]
    return [
        ToWorkOn(n, words[n].text, words[n].heard_as, _contrast(sounds[n], words[n].heard_as, language))
        for n in sorted(chosen)
    ]


def _contrast(meant: Phonemes, heard_as: str | None, language: str) -> Contrast | None:
    """Find the pair of sounds that explains why a word was taken for another."""
    if heard_as is None:
        return None
    try:
        changed = differences(meant, phonemes(heard_as.lower(), language))
    except VoiceEngineError:
        return None
    for one in contrasts():
        if one.spoken == language and any(one.explains(sound, other) for sound, other in changed):
            return one
    return None
