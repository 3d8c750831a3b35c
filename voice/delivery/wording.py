"""What is found in the words: fillers by their position, hedges, repeats, questions, starts of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from voice.delivery.lexicon import Lexicon, lexicon
from voice.delivery.words import Sentence, SpokenWord

_LEAST_REPEATS = 3
_PHRASE = range(4, 1, -1)
_ANAPHORA = 3
"""Sentences in a row with the same beginning: that is a figure of speech, no repeat."""


class Kind(StrEnum):
    """What a finding is."""

    FILLER_WORD = "filler_words"
    FILLER_SOUND = "filler_sounds"
    HEDGE = "hedges"
    REPEAT = "repeats"
    QUESTION = "questions"


@dataclass(frozen=True)
class Found:
    """One place in the words."""

    kind: Kind
    name: str
    """The filler, the hedge, the phrase that repeats."""
    words: tuple[SpokenWord, ...]
    sentence: Sentence

    @property
    def start(self) -> float:
        """When it begins, in seconds."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """When it ends, in seconds."""
        return self.words[-1].end


def find_in_words(sentences: Sequence[Sentence], language: str) -> list[Found]:
    """Find everything that is counted in the words, in the order of the text."""
    known = lexicon(language)
    found: list[Found] = []
    for sentence in sentences:
        found += _sounds(sentence, known)
        found += _phrases(sentence, known.fillers, Kind.FILLER_WORD)
        found += _at_edges(sentence, known)
        found += _phrases(sentence, known.hedges, Kind.HEDGE)
        if is_question(sentence, known):
            found.append(Found(Kind.QUESTION, sentence.words[0].plain, sentence.words, sentence))
    found += _repeats(sentences, known)
    return sorted(found, key=lambda one: (one.start, one.kind))


def starts(sentences: Sequence[Sentence]) -> list[tuple[str, int]]:
    """Give the words with which sentences begin, the most frequent first."""
    return Counter(sentence.words[0].plain for sentence in sentences).most_common()


def is_question(sentence: Sentence, known: Lexicon) -> bool:
    """Tell whether a sentence asks something: by its mark or by its first words.

    A recogniser often forgets the question mark, and sometimes invents one; a first word that cannot begin a
    statement is as good a sign.
    """
    first = sentence.words[0].plain
    second = sentence.words[1].plain if len(sentence.words) > 1 else ""
    asked = first in known.verbs_first and second in _SUBJECTS
    return sentence.asks or asked or (first in known.questions and sentence.words[-1].text.endswith("?"))


_SUBJECTS = frozenset(
    {"u", "je", "jij", "jullie", "we", "wij", "ze", "ik", "iemand", "you", "they", "i", "sie", "wir"}
)


def _sounds(sentence: Sentence, known: Lexicon) -> Iterator[Found]:
    for word in sentence.words:
        if word.plain in known.sounds:
            yield Found(Kind.FILLER_SOUND, word.plain, (word,), sentence)


def _phrases(sentence: Sentence, phrases: Sequence[str], kind: Kind) -> Iterator[Found]:
    """Find phrases, the longest one at each place."""
    plain = [word.plain for word in sentence.words]
    wanted = sorted((phrase.split() for phrase in phrases), key=len, reverse=True)
    at = 0
    while at < len(plain):
        match = next((one for one in wanted if plain[at : at + len(one)] == one), None)
        if match is None:
            at += 1
            continue
        yield Found(kind, " ".join(match), sentence.words[at : at + len(match)], sentence)
        at += len(match)


def _at_edges(sentence: Sentence, known: Lexicon) -> Iterator[Found]:
    """Find words that only fill where they open or close a sentence; inside it they carry meaning."""
    words = sentence.words
    if len(words) < 3:
        return
    for word in dict.fromkeys((words[0], words[-1])):
        if word.plain in known.edge_fillers and not (word.first and word.plain in known.questions):
            yield Found(Kind.FILLER_WORD, word.plain, (word,), sentence)


def _repeats(sentences: Sequence[Sentence], known: Lexicon) -> Iterator[Found]:
    """Find phrases of two to four words that come three times, unless they open sentences in a row."""
    places: dict[tuple[str, ...], list[tuple[Sentence, int]]] = {}
    for sentence in sentences:
        plain = [word.plain for word in sentence.words]
        for length in _PHRASE:
            for at in range(len(plain) - length + 1):
                phrase = tuple(plain[at : at + length])
                if sum(word not in known.stop for word in phrase) >= min(2, length - 1):
                    places.setdefault(phrase, []).append((sentence, at))
    taken: set[tuple[int, int]] = set()
    for phrase, where in sorted(places.items(), key=lambda item: -len(item[0])):
        free = [one for one in where if (one[0].words[0].sentence, one[1]) not in taken]
        if len(free) < _LEAST_REPEATS or _is_anaphora(free):
            continue
        for sentence, at in free:
            taken.update((sentence.words[0].sentence, place) for place in range(at, at + len(phrase)))
            yield Found(Kind.REPEAT, " ".join(phrase), sentence.words[at : at + len(phrase)], sentence)


def _is_anaphora(where: Sequence[tuple[Sentence, int]]) -> bool:
    """Tell whether the phrase opens every sentence it is in, close together: rhetoric, not a slip."""
    numbers = [sentence.words[0].sentence for sentence, _ in where]
    return all(at == 0 for _, at in where) and max(numbers) - min(numbers) < len(numbers) + _ANAPHORA
