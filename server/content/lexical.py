"""Words against cards: BM25 over weighted fields, where a word also counts that sounds or looks alike.

BM25 after Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with their
field weights (BM25F). A word of the question is a *unit* with alternatives: the stem itself, the parts of a
compound, a synonym, a stem with the same sound, a stem with nearly the same letters. The best one counts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.content.compounds import Splitter
from server.content.sounds import dice, sound_key, trigrams
from server.content.words import STOPWORDS, Stemmer, words

K1: Final = 1.2
B: Final = 0.5
PART_WEIGHT: Final = 0.6
"""What a part of a compound counts for, against a word that stands by itself."""
SYNONYM_WEIGHT: Final = 0.8
JOINED_WEIGHT: Final = 0.9
SOUND_WEIGHT: Final = 0.85
LETTERS_WEIGHT: Final = 0.8
MIN_DICE: Final = 0.5
MIN_SOUND: Final = 3
MIN_LETTERS: Final = 5


@dataclass(frozen=True)
class Alternative:
    """One way to read a word of the question."""

    weight: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A word of the question: what it may be, and how much it says (its inverse document frequency)."""

    word: str
    mass: float
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class LexicalScore:
    """How well the words fit one card."""

    bm25: float
    coverage: float
    """Share of what the question says that the card speaks of, 0 to 1."""


class LexicalIndex:
    """The words of one language's cards. Immutable after construction, so safe to share between threads."""

    def __init__(
        self,
        documents: Sequence[Mapping[float, str]],
        language: str,
        synonyms: Mapping[str, Sequence[str]] | None = None,
    ):
        """Index documents, each a mapping from the weight of a field to its text.

        ``synonyms`` gives for a stem the stems that may stand in for it.
        """
        self._stem = Stemmer(language)
        self._stop = STOPWORDS[language]
        self._synonyms = synonyms or {}
        plain = [[(weight, self._terms(text)) for weight, text in document.items()] for document in documents]
        stems = {stem for document in plain for _, terms in document for stem in terms}
        self._splitter = Splitter(stems, self._stem)
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        lengths = [self._add(number, document) for number, document in enumerate(plain)]
        self._lengths = lengths
        self._mean = sum(lengths) / len(lengths) if lengths else 1.0
        count = len(documents)
        self._idf = {
            term: math.log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
            for term, found in self._postings.items()
        }
        self._unknown = math.log(1 + (count + 0.5) / 0.5)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_trigram: dict[str, list[str]] = defaultdict(list)
        for term in self._postings:
            self._by_sound[sound_key(term)].append(term)
            for trigram in trigrams(term):
                self._by_trigram[trigram].append(term)

    def units(self, text: str) -> list[Unit]:
        """Read a question: its subject words, each with the readings that the cards know."""
        spoken = words(text)
        return [self._unit(spoken, place) for place in self._subjects(spoken)]

    def scores(self, units: Sequence[Unit]) -> dict[int, LexicalScore]:
        """Score every document that shares anything with the question."""
        total = sum(unit.mass for unit in units)
        bm25: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for unit in units:
            for document, part in self._contributions(unit).items():
                bm25[document] += part * unit.mass
                covered[document] += min(1.0, part) * unit.mass
        return {
            document: LexicalScore(score, covered[document] / total if total else 0.0)
            for document, score in bm25.items()
        }

    def _terms(self, text: str) -> list[str]:
        return [self._stem(word) for word in words(text) if word not in self._stop]

    def _add(self, number: int, document: Sequence[tuple[float, list[str]]]) -> float:
        """Enter one document and give its weighted length."""
        length = 0.0
        for weight, terms in document:
            length += weight * len(terms)
            for term in terms:
                found = self._postings[term]
                found[number] = found.get(number, 0.0) + weight
                for part in self._splitter.split(term):
                    found = self._postings[part]
                    found[number] = found.get(number, 0.0) + weight * PART_WEIGHT
        return length

    def _subjects(self, spoken: Sequence[str]) -> list[int]:
        return [place for place, word in enumerate(spoken) if word not in self._stop and len(word) > 1]

    def _unit(self, spoken: Sequence[str], place: int) -> Unit:
        """Find what a word of the question may stand for."""
        word = spoken[place]
        stem = self._stem(word)
        found: list[Alternative] = []
        if stem in self._postings:
            found.append(Alternative(1.0, (stem,)))
        parts = self._splitter.split(word)
        if parts:
            found.append(Alternative(PART_WEIGHT if found else 0.9, parts))
        found += [
            Alternative(SYNONYM_WEIGHT, (other,))
            for other in self._synonyms.get(stem, ())
            if other in self._postings
        ]
        for first, second in ((place - 1, place), (place, place + 1)):
            if first >= 0 and second < len(spoken):
                joined = self._stem(spoken[first] + spoken[second])
                if joined in self._postings:
                    found.append(Alternative(JOINED_WEIGHT, (joined,)))
        if not any(option.weight >= SYNONYM_WEIGHT for option in found):
            found += self._alike(stem)
        known = [self._idf[term] for option in found for term in option.terms]
        return Unit(word, max(known) if known else self._unknown, tuple(found))

    def _alike(self, stem: str) -> list[Alternative]:
        """Find stems that sound or look like an unknown one."""
        found: dict[str, float] = {}
        key = sound_key(stem)
        if len(key) >= MIN_SOUND:
            found = dict.fromkeys(self._by_sound.get(key, ()), SOUND_WEIGHT)
        if len(stem) >= MIN_LETTERS:
            own = trigrams(stem)
            shared = Counter(term for trigram in own for term in self._by_trigram.get(trigram, ()))
            for term, count in shared.items():
                if count >= 3 and len(term) >= MIN_LETTERS - 1:
                    overlap = dice(own, trigrams(term))
                    if overlap >= MIN_DICE:
                        found[term] = max(found.get(term, 0.0), LETTERS_WEIGHT * overlap)
        best = sorted(found.items(), key=lambda item: -item[1])[:4]
        return [Alternative(weight, (term,)) for term, weight in best]

    def _contributions(self, unit: Unit) -> dict[int, float]:
        """Give for each document how much of this word it has: about 0 to K1 + 1, where 1 is one mention."""
        best: dict[int, float] = defaultdict(float)
        for option in unit.alternatives:
            parts: dict[int, float] = defaultdict(float)
            for term in option.terms:
                share = min(1.0, self._idf[term] / unit.mass) if unit.mass else 0.0
                for document, frequency in self._postings[term].items():
                    norm = K1 * (1 - B + B * self._lengths[document] / self._mean)
                    parts[document] += share * frequency * (K1 + 1) / (frequency + norm) / len(option.terms)
            for document, value in parts.items():
                best[document] = max(best[document], option.weight * value)
        return best
