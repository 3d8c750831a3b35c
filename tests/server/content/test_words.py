"""Stems, sounds and compounds."""

from __future__ import annotations

import pytest

from server.content.compounds import Splitter
from server.content.sounds import dice, sound_key, trigrams
from server.content.words import Stemmer, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paspoort", "paspoord"),
        ("bezwaar", "beswaar"),
        ("rijbewijs", "reibeweis"),
        ("vergunning", "fergunning"),
        ("verhuizen", "verhuise"),
        ("klacht", "klagt"),
        ("auto", "outo"),
        ("identiteit", "identitijd"),
    ],
)
def test_words_that_sound_alike_have_one_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("boos", "baas"), ("kind", "kant"), ("paspoort", "pasfoto")])
def test_words_that_sound_different_have_other_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_words_are_folded() -> None:
    assert words("Café 'n Crème, m'n BSN!") == ["cafe", "n", "creme", "mn", "bsn"]


def test_compound_falls_apart_into_known_stems() -> None:
    stem = Stemmer("nl")
    known = {stem(word) for word in ("parkeren", "vergunning", "bewoner")}
    splitter = Splitter(known, stem)

    assert splitter.split("bewonersvergunning") == (stem("bewoner"), stem("vergunning"))
    assert splitter.split("vergunning") == ()
    assert splitter.split("zonnebloem") == ()


def test_overlap_of_letters() -> None:
    assert dice(trigrams("kaart"), trigrams("kaart")) == 1.0
    assert dice(trigrams("kaart"), trigrams("boom")) == 0.0
