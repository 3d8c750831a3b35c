"""Finding the card for a question, or saying that there is none.

Three views on a question are fused into one calibrated number: how well its words fit a card (BM25), how
much of what it says the card speaks of (coverage), and how near their sentence vectors are (cosine). The
fusion is a conditional logit, fitted by ``python -m benchmarks.fit_retrieval`` on questions that are not
those of the benchmark; below one half the honest answer is that there is no card.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from server.content.cards import Card
from server.content.lexical import LexicalIndex, LexicalScore
from server.content.shelf import CardShelf
from server.content.synonyms import thesaurus
from server.content.vectors import Encoder, Matrix, SentenceEncoder, encode_cached

THRESHOLD: Final = 0.5
NEAREST: Final = 2
MAX_CHARACTERS: Final = 600


Features = tuple[float, float, float, float]
"""Of one card: log(1 + BM25), coverage, cosine with it, cosine with the nearest way of asking for it."""


@dataclass(frozen=True)
class Fusion:
    """A conditional logit over the features (McFadden 1974): each card competes with "none of them"."""

    weights: Features = (3.07, 5.0, 6.35, 2.3)
    bias: float = -10.3

    def score(self, features: Sequence[float]) -> float:
        """Turn the features of one card into a number between 0 and 1."""
        logit = self.bias + sum(weight * value for weight, value in zip(self.weights, features, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True)
class Hit:
    """A card and how surely it fits, 0 to 1."""

    slug: str
    title: str
    score: float


@dataclass(frozen=True)
class SearchResult:
    """The card that fits, if one does, and the two that come nearest after it."""

    best: Hit | None
    nearest: tuple[Hit, ...]
    """At most two, best first, without ``best``."""


def fields(card: Card) -> Mapping[float, str]:
    """Give what is searched of a card, by the weight of a word in it."""
    return {
        3.0: f"{card.title} {card.tile_label}",
        2.5: " ".join(card.keywords),
        2.0: card.situation,
        1.5: " ".join(card.asked),
        1.0: f"{card.first_line} {' '.join(card.steps)}",
        0.5: card.details,
    }


def summary(card: Card) -> str:
    """Give the text of a card whose meaning is compared with that of a question."""
    return f"{card.title}. {card.situation} {', '.join(card.keywords)}"


@dataclass(frozen=True)
class _Section:
    """Everything searchable of one language."""

    cards: tuple[Card, ...]
    lexical: LexicalIndex
    summaries: Matrix
    """One row for each card."""
    asked: Matrix
    """One row for each way of asking, of all cards below each other."""
    owners: npt.NDArray[np.intp]
    """For each row of ``asked`` the number of its card."""


def _cosines(rows: Matrix, query: Matrix) -> Matrix:
    """Compare unit vectors without BLAS, whose threads spin while they wait: dear on a busy machine."""
    found: Matrix = np.einsum("ij,j->i", rows, query)
    return found


class CardSearch:
    """Finds cards by meaning, by words and by sound. Thread-safe; built at first use or by ``warm_up``."""

    def __init__(
        self,
        shelf: CardShelf,
        cache: Path | None = None,
        encoder: Encoder | None = None,
        fusion: Fusion | None = None,
    ):
        """Search a shelf; ``cache`` is a folder for the cards' vectors (they take a second to make)."""
        self._shelf = shelf
        self._cache = cache
        self._encoder: Encoder = encoder or SentenceEncoder()
        self._fusion = fusion or Fusion()
        self._lock = threading.Lock()
        self._sections: Mapping[str, _Section] | None = None

    @property
    def encoder(self) -> Encoder:
        """What turns texts into their meaning; shared with other shelves."""
        return self._encoder

    def warm_up(self) -> None:
        """Load the encoder and build the index, so that the first question does not wait for it."""
        self._ready()
        self._encoder.encode(["opwarmen"])

    def find(self, text: str, language: str) -> SearchResult:
        """Find the card for a question in the words of a person, typed or as the recogniser understood it.

        Only cards in the person's language can be the answer; where none fits, the nearest of all languages
        are named.
        """
        ranked = self.ranked(text, language)
        best = ranked[0] if ranked and ranked[0].score >= THRESHOLD else None
        rest = ranked[1:] if best is not None else ranked
        return SearchResult(best, tuple(rest[:NEAREST]))

    def ranked(self, text: str, language: str) -> list[Hit]:
        """Give the cards of one language, best first."""
        rows = self.features(text, language)
        hits = [Hit(card.slug, card.title, self._fusion.score(row)) for card, row in rows]
        return sorted(hits, key=lambda hit: -hit.score)

    def features(self, text: str, language: str) -> list[tuple[Card, Features]]:
        """Give for each card of one language the features that are fused; public for the fit."""
        section = self._ready().get(language)
        text = text[:MAX_CHARACTERS].strip()
        if section is None or not text:
            return []
        scores = section.lexical.scores(section.lexical.units(text))
        query = self._encoder.encode([text])[0]
        near = _cosines(section.summaries, query)
        asked = near.copy()
        np.maximum.at(asked, section.owners, _cosines(section.asked, query))
        none = LexicalScore(0.0, 0.0)
        found = []
        for number, card in enumerate(section.cards):
            score = scores.get(number, none)
            row = (math.log1p(score.bm25), score.coverage, float(near[number]), float(asked[number]))
            found.append((card, row))
        return found

    def _ready(self) -> Mapping[str, _Section]:
        """Build the index once."""
        if self._sections is None:
            with self._lock:
                if self._sections is None:
                    self._sections = self._build()
        return self._sections

    def _build(self) -> Mapping[str, _Section]:
        """Index the shelf, one section for each language that has cards."""
        languages = sorted({card.language for card in self._shelf.all()})
        return {language: self._section(language) for language in languages}

    def _section(self, language: str) -> _Section:
        cards = self._shelf.all(language)
        ways = [(number, way) for number, card in enumerate(cards) for way in card.asked]
        texts = [*(summary(card) for card in cards), *(way for _, way in ways)]
        rows = encode_cached(self._encoder, texts, self._cache, language)
        lexical = LexicalIndex(
            [fields(card) for card in cards],
            language,
            thesaurus(language),
            [card.keywords for card in cards],
        )
        owners = np.array([number for number, _ in ways], dtype=np.intp)
        return _Section(cards, lexical, rows[: len(cards)], rows[len(cards) :], owners)
