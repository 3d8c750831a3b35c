"""Pace and how sure it is."""

from __future__ import annotations

import pytest

from voice.delivery.acoustics import Acoustics
from voice.delivery.pace import Pace, Sure, fused, pace_of
from voice.delivery.words import Piece, sentences_of

TEXT = "Wij wachten aan de balie elke dag een half uur samen."
"""Fifteen syllables."""


def acoustics(nuclei: int, speech: float = 4.0, **values: object) -> Acoustics:
    given: dict[str, object] = {
        "seconds": speech + 2, "ratio": 40.0, "clipped": 0.0, "is_noisy": False, "is_fair": False,
        "is_clipped": False, "stretches": [(0.5, 0.5 + speech / 2), (1.5 + speech / 2, 1.5 + speech)],
        "nuclei": [0.5 + (speech + 1) * number / nuclei for number in range(nuclei)], "hesitations": [],
        "endings": [], "pitch_spread": 5.0, "voiced": 0.7, "level_spread": 4.0, "pitch_line": [],
        "level_line": [], "several_voices": False,
    }  # fmt: skip
    return Acoustics.model_validate({**given, "words": given["stretches"], **values})


def pace(sound: Acoustics, text: str = TEXT, sure: float = 0.9, *, corrected: bool = False) -> Pace:
    pieces = [Piece(text, 0.5, 5.5, sure)] if text else []
    words = sentences_of(pieces, sound.nuclei, "nl")
    return pace_of(pieces, words, sound, "nl", corrected=corrected)


def test_witnesses_that_agree_make_it_sure() -> None:
    found = pace(acoustics(12))

    assert found.sure is Sure.GOOD
    assert found.syllables == pytest.approx(15.0)
    assert found.rate == pytest.approx(3.0)
    assert found.articulation == pytest.approx(3.75)
    assert found.windows


def test_doubtful_words_make_it_less_sure() -> None:
    assert pace(acoustics(12), sure=0.4).sure is Sure.FAIR


def test_witnesses_that_contradict_each_other_measure_nothing() -> None:
    found = pace(acoustics(40))

    assert (found.rate, found.articulation, found.sure) == (None, None, Sure.NOT_MEASURED)


def test_corrected_words_alone_count() -> None:
    assert pace(acoustics(16), corrected=True).rate == pytest.approx(3.0)


@pytest.mark.parametrize("sound", [acoustics(12, is_noisy=True), acoustics(8, speech=2.0)])
def test_noise_and_too_little_speech_measure_nothing(sound: Acoustics) -> None:
    assert pace(sound).sure is Sure.NOT_MEASURED


def test_one_witness_alone_is_taken_at_its_word() -> None:
    assert fused(20, 0) == 20
    assert fused(0, 18) == 18
