"""Search: the right card, a misheard word, and an honest no."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import benchmarks
from server.content import CardShelf
from server.content.search import CardSearch
from server.content.vectors import Matrix, encode_cached

QUESTIONS = Path(str(benchmarks.__path__[0])) / "data" / "questions_nl.jsonl"


@pytest.mark.parametrize(
    ("question", "card"),
    [
        ("ik ben mijn pas kwijt", "paspoort-kwijt"),
        ("hoe maakt iemand beswaar tegen een besluit", "bezwaar-maken"),
        ("parkeer fergunning aanvragen", "parkeervergunning"),
        ("rei bewijs gestolen", "rijbewijs-kwijt"),
        ("er staat iemand te schreeuwen aan de balie", "boze-inwoner"),
    ],
)
def test_card_is_found_also_when_misheard(starter_search: CardSearch, question: str, card: str) -> None:
    best = starter_search.find(question, "nl").best

    assert best is not None
    assert best.slug == card


@pytest.mark.parametrize(
    "question", ["hoe bak ik een appeltaart", "wat is de wifi code", "", "   ", "de het een"]
)
def test_where_nothing_fits_there_is_no_card(starter_search: CardSearch, question: str) -> None:
    assert starter_search.find(question, "nl").best is None


def test_refusal_names_the_nearest_two(starter_search: CardSearch) -> None:
    result = starter_search.find("hij wil een viskaart", "nl")

    assert result.best is None
    assert len(result.nearest) == 2
    assert result.nearest[0].score >= result.nearest[1].score


def test_english_question_gets_an_english_card(starter_search: CardSearch) -> None:
    best = starter_search.find("she lost her passport on the train", "en").best

    assert best is not None
    assert best.slug == "passport-lost"


def test_goals_on_our_own_questions(starter_search: CardSearch) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    right = {True: 0, False: 0}
    for row in rows:
        best = starter_search.find(row["question"], "nl").best
        right[row["card"] is None] += (best.slug if best else None) == row["card"]

    known = sum(row["card"] is not None for row in rows)
    assert right[False] >= 0.85 * known
    assert right[True] >= 0.85 * (len(rows) - known)


def test_endless_text_is_cut(starter_search: CardSearch) -> None:
    starter_search.find("paspoort " * 20_000, "nl")


def test_empty_shelf_finds_nothing() -> None:
    result = CardSearch(CardShelf([])).find("paspoort kwijt", "nl")

    assert result.best is None
    assert result.nearest == ()


class CountingEncoder:
    """Counts what is encoded."""

    name = "counting"

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += len(texts)
        return np.eye(len(texts), 4, dtype=np.float32)


def test_vectors_of_cards_are_made_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = encode_cached(encoder, ["a", "b"], tmp_path, "nl")
    again = encode_cached(encoder, ["a", "b"], tmp_path, "nl")

    assert encoder.texts == 2
    assert np.array_equal(first, again)


def test_broken_vector_cache_is_made_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    encode_cached(encoder, ["a"], tmp_path, "nl")
    for path in tmp_path.iterdir():
        path.write_bytes(b"not numpy")

    assert encode_cached(encoder, ["a"], tmp_path, "nl").shape == (1, 4)


def test_unwritable_vector_cache_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert len(encode_cached(CountingEncoder(), ["a"], tmp_path / "file" / "x", "nl")) == 1
