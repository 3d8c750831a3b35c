"""Pace and how sure it is."""

from __future__ import annotations

import pytest

from voice.delivery.acoustics import Acoustics
from voice.delivery.nuclei import SWALLOWED
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
    assert found.syllables == pytest.approx(15.0, rel=0.02)
    assert found.rate == pytest.approx(3.0, rel=0.02)
    assert found.articulation == pytest.approx(3.75, rel=0.02)
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


def test_what_was_counted_with_the_encoder_is_taken() -> None:
    piece = Piece(TEXT, 0.5, 5.5, 0.9, syllables=14.2, heard=13.5)
    found = pace_of([piece], sentences_of([piece], [], "nl"), acoustics(12), "nl", corrected=False)

    assert (found.syllables, found.sure) == (14.2, Sure.GOOD)


def test_an_encoder_that_contradicts_the_words_makes_it_less_sure() -> None:
    piece = Piece(TEXT, 0.5, 5.5, 0.9, syllables=12.0, heard=11.0)
    found = pace_of([piece], sentences_of([piece], [], "nl"), acoustics(12), "nl", corrected=False)

    assert found.sure is Sure.FAIR


def test_corrected_words_count_alone_whatever_the_encoder_heard() -> None:
    piece = Piece(TEXT, 0.5, 5.5, 0.9, syllables=29.0, heard=31.0)
    found = pace_of([piece], sentences_of([piece], [], "nl"), acoustics(12), "nl", corrected=True)

    assert (found.syllables, found.sure) == (15.0, Sure.GOOD)


def test_the_pieces_of_a_long_take_are_summed_each_by_what_there_is_to_tell() -> None:
    """The first was counted with the encoder; the second is of before there was such a count."""
    first = Piece("Wij wachten aan de balie.", 0.5, 2.5, 0.9, syllables=7.4, heard=7.9)
    second = Piece("Elke dag een half uur samen.", 2.5, 5.5, 0.9)
    peaks = [2.5 + 0.3 * number for number in range(7)]
    sound = acoustics(9).model_copy(update={"nuclei": [0.6, 0.9, *peaks]})
    found = pace_of([first, second], sentences_of([first, second], peaks, "nl"), sound, "nl", corrected=False)

    assert found.syllables == pytest.approx(7.4 + fused(8, 7 * SWALLOWED))
    assert found.sure is Sure.GOOD


def test_speech_without_words_counts_by_its_peaks() -> None:
    half = Piece("Wij wachten aan de balie.", 0.5, 2.5, 0.9, syllables=7.0, heard=7.0)
    found = pace_of([half], sentences_of([half], [], "nl"), acoustics(12), "nl", corrected=False)

    assert found.syllables == pytest.approx(7.0 + 7 * 1.25)
    assert found.sure is not Sure.GOOD


def test_words_and_peaks_are_fused_where_there_is_nothing_else() -> None:
    assert fused(20, 0) == 20
    assert fused(0, 18) == 18
    assert fused(20, 21.0) == pytest.approx(20, abs=0.5)
