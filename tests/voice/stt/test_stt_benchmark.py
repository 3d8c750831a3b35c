"""The arithmetic of the recognition benchmark and the manifests it reads."""

from __future__ import annotations

import pytest

from benchmarks.stt import Tally, normalise, word_errors


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eén paspoort, s.v.p.!", ["een", "paspoort", "svp"]),
        ("Noord-Holland / Zuid-Holland", ["noord", "holland", "zuid", "holland"]),
        ("Vóór 5 mei: zo'n 12 auto's.", ["voor", "5", "mei", "zon", "12", "autos"]),
        (" ... ", []),
    ],
)
def test_normalise(text: str, words: list[str]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a x c", 1),
        ("a b c", "a c", 1),
        ("a b c", "a b x c y", 2),
        ("a b", "", 2),
        ("", "a b", 2),
        ("a b c d", "b c d a", 2),
    ],
)
def test_word_errors(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


def test_a_tally_is_over_all_words_together() -> None:
    tally = Tally()
    tally.add("een twee drie", "een twee", 0.1)
    tally.add("vier", "vijf", 0.3)
    tally.add("zes", "zes", 0.2)
    assert tally.word_error_rate == pytest.approx(2 / 5)
    assert tally.median == pytest.approx(200.0)
