"""The likely number of syllables from words and sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.delivery.counting import Witness, counted, from_encoder, from_peaks, likely
from voice.delivery.syllables import syllables
from voice.stt.base import Transcript


def test_words_that_the_sound_agrees_with_give_their_own_number() -> None:
    assert likely([(12, 1.0)], from_encoder(12.6)) == pytest.approx(12.0, abs=0.6)


def test_a_sound_that_is_far_from_the_words_is_followed() -> None:
    assert likely([(30, 1.0)], from_encoder(15.0)) == pytest.approx(15.0, rel=0.15)


def test_peaks_are_followed_less_than_the_encoder() -> None:
    encoder, peaks = likely([(30, 1.0)], from_encoder(22.0)), likely([(30, 1.0)], from_peaks(22.0))
    assert encoder < peaks <= 30.5


def test_another_reading_is_taken_where_the_sound_agrees_with_that_one() -> None:
    first = likely([(9, 1.0)], from_encoder(6.6))
    assert likely([(9, 0.5), (7, 0.5)], from_encoder(6.6)) < first
    assert likely([(9, 0.5), (7, 0.5)], from_encoder(6.6)) == pytest.approx(7.0, abs=0.6)


def test_one_witness_alone_is_taken_at_its_word() -> None:
    assert likely([(20, 1.0)], from_encoder(0.0)) == 20
    assert likely([], from_peaks(18.0)) == 18
    assert likely([], from_peaks(0.0)) == 0


def test_an_empty_reading_is_one_syllable_at_least() -> None:
    assert likely([(0, 1.0)], from_encoder(1.2)) >= 1


@given(
    st.lists(st.tuples(st.integers(1, 200), st.floats(0.01, 1.0)), min_size=1, max_size=5),
    st.floats(0.5, 250.0),
)
def test_the_number_lies_near_the_witnesses(readings: list[tuple[int, float]], heard: float) -> None:
    found = likely(readings, from_encoder(heard))
    ends = [heard, *(count for count, _ in readings)]
    assert 0.8 * min(ends) - 1 <= found <= 1.2 * max(ends) + 1


def test_words_and_witness_may_be_far_apart() -> None:
    assert likely([(400, 1.0)], Witness(1.0, 0.1)) > 0


def test_a_transcript_is_counted_by_all_it_may_have_been() -> None:
    told = Transcript("Wat moeten wij daarmee?", "nl", 2.0, 0.9, heard_syllables=6.1)
    assert counted(told, "nl") == pytest.approx(6.0, abs=0.5)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Every colleague waits for half an hour.", 10),
        ("fr", "Nous attendons une heure au guichet.", 9),
        ("de", "Wir warten jeden Tag eine halbe Stunde.", 12),
    ],
)
def test_every_language_is_counted_by_its_own_spelling(language: str, text: str, count: int) -> None:
    told = Transcript(text, language, 3.0, 0.9, heard_syllables=float(count))

    assert syllables(text, language) == count
    assert counted(told, language) == pytest.approx(count, rel=0.06)


def test_without_the_encoder_nothing_is_counted() -> None:
    assert counted(Transcript("Wat moeten wij daarmee?", "nl", 2.0, 0.9), "nl") is None
    assert counted(Transcript("", "nl", 2.0, heard_syllables=3.0), "nl") is None
