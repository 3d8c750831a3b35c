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
from server.content.synonyms import NOTHING, Thesaurus
from server.content.words import STOPWORDS, Stemmer, words

K1: Final = 1.2
B: Final = 0.5
PART_WEIGHT: Final = 0.6
"""What a part of a compound counts for, against a word that stands by itself."""
JOINED_WEIGHT: Final = 0.9
INFLECTED_WEIGHT: Final = 0.95
PHRASE_FREQUENCY: Final = 3.0
JOINER: Final = "_"
SOUND_WEIGHT: Final = 0.85
LETTERS_WEIGHT: Final = 0.8
REFERENCE_IDF: Final = 5.28
"""Weight of an unknown word; scores then mean the same for a shelf of any size (97 cards at the fit)."""
MIN_COUNT: Final = 60
"""A shelf of a few cards is taken for one of this size, or no word on it would say anything."""
MIN_DICE: Final = 0.6
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
        thesaurus: Thesaurus = NOTHING,
        phrases: Sequence[Sequence[str]] = (),
    ):
        """Index documents, each a mapping from the weight of a field to its text.

        ``phrases`` gives for each document what is to be found as a whole ("geen geld", "niet eens").
        """
        self._stem = Stemmer(language)
        self._stop = STOPWORDS[language]
        self._thesaurus = thesaurus
        plain = [[(weight, self._terms(text)) for weight, text in document.items()] for document in documents]
        stems = {stem for document in plain for _, terms in document for stem in terms}
        self._splitter = Splitter(stems, self._stem)
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        lengths = [self._add(number, document) for number, document in enumerate(plain)]
        self._longest = thesaurus.longest
        for number, wholes in enumerate(phrases):
            for whole in wholes:
                self._add_phrase(number, whole)
        self._lengths = lengths
        self._mean = sum(lengths) / len(lengths) if lengths else 1.0
        count = max(len(documents), MIN_COUNT)
        self._unknown = math.log(1 + (count + 0.5) / 0.5)
        scale = REFERENCE_IDF / self._unknown
        self._idf = {
            term: scale * math.log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
            for term, found in self._postings.items()
        }
        self._unknown *= scale
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_trigram: dict[str, list[str]] = defaultdict(list)
        for term in self._postings:
            self._by_sound[sound_key(term)].append(term)
            for trigram in trigrams(term):
                self._by_trigram[trigram].append(term)

    def units(self, text: str) -> list[Unit]:
        """Read a question: its subject words and phrases, each with the readings that the cards know."""
        spoken = words(text)
        stems = [self._stem(word) for word in spoken]
        found: list[Unit] = []
        place = 0
        while place < len(spoken):
            phrase, length = self._phrase(stems, place)
            if phrase is not None:
                found.append(phrase)
            elif spoken[place] not in self._stop and len(spoken[place]) > 1:
                found.append(self._word(spoken, place))
            place += length
        return found

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

    def _add_phrase(self, number: int, text: str) -> None:
        """Enter a phrase of two words or more as one term."""
        stems = [self._stem(word) for word in words(text)]
        if len(stems) > 1:
            self._postings[JOINER.join(stems)][number] = PHRASE_FREQUENCY
            self._longest = max(self._longest, len(stems))

    def _phrase(self, stems: Sequence[str], place: int) -> tuple[Unit | None, int]:
        """Find the longest phrase that begins here, and the number of words that it takes."""
        for length in range(min(self._longest, len(stems) - place), 1, -1):
            entry = tuple(stems[place : place + length])
            found = self._readings(entry)
            joined = JOINER.join(entry)
            if joined in self._postings:
                found.insert(0, Alternative(1.0, (joined,)))
            if found:
                content = tuple(stem for stem in entry if stem not in self._stop and stem in self._postings)
                if content:
                    found.append(Alternative(JOINED_WEIGHT, content))
                return self._unit(joined, found), length
        return None, 1

    def _word(self, spoken: Sequence[str], place: int) -> Unit:
        """Find what a word of the question may stand for."""
        word = spoken[place]
        stem = self._stem(word)
        found: list[Alternative] = []
        if stem in self._postings:
            found.append(Alternative(1.0, (stem,)))
        parts = self._splitter.split(word)
        if parts:
            found.append(Alternative(PART_WEIGHT if found else JOINED_WEIGHT, parts))
        found += [Alternative(INFLECTED_WEIGHT, (other,)) for other in self._inflected(stem)]
        found += self._readings((stem,))
        for first, second in ((place - 1, place), (place, place + 1)):
            if first >= 0 and second < len(spoken):
                joined = self._stem(spoken[first] + spoken[second])
                if joined in self._postings:
                    found.append(Alternative(JOINED_WEIGHT, (joined,)))
        if not found:
            found = self._alike(stem)
        return self._unit(stem, found)

    def _inflected(self, stem: str) -> list[str]:
        """Give the other present tense that the stemmer keeps apart: woon and woont, betaal and betaalt."""
        others = [stem + "t"] if not stem.endswith("t") else [stem[:-1], self._stem(stem[:-1] + "en")]
        return [other for other in dict.fromkeys(others) if other != stem and other in self._postings]

    def _readings(self, entry: tuple[str, ...]) -> list[Alternative]:
        """Look a word or phrase up in the thesaurus, as far as the cards use what it stands for."""
        found = []
        for weight, other in self._thesaurus.stands_for.get(entry, ()):
            joined = JOINER.join(other)
            if joined in self._postings:
                found.append(Alternative(weight, (joined,)))
                continue
            content = tuple(stem for stem in other if stem not in self._stop)
            if len(other) > 1 and content and all(stem in self._postings for stem in content):
                found.append(Alternative(weight, content))
        return found

    def _unit(self, word: str, found: Sequence[Alternative]) -> Unit:
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
