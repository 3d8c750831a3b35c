"""What is found in the words, and where they are in the sound."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice.delivery import plain
from voice.delivery.lexicon import lexicon
from voice.delivery.wording import Kind, find_in_words, starts
from voice.delivery.words import Piece, Sentence, sentences_of

LANGUAGES = ("nl", "en", "fr", "de")


def sentences(text: str, language: str = "nl") -> list[Sentence]:
    return sentences_of([Piece(text, 0.0, 10.0)], [number / 5 for number in range(50)], language)


def found(text: str, kind: Kind, language: str = "nl") -> list[str]:
    return [one.name for one in find_in_words(sentences(text, language), language) if one.kind is kind]


def test_sentences_go_on_over_pieces_until_a_full_stop() -> None:
    pieces = [Piece("We beginnen morgen", 0, 2), Piece("aan de balie. Dat is goed.", 3, 6)]
    whole = sentences_of(pieces, [], "nl")

    assert [sentence.text for sentence in whole] == ["We beginnen morgen aan de balie.", "Dat is goed."]
    assert [word.first for word in whole[0].words] == [True, False, False, False, False, False]
    assert whole[0].words[-1].last
    assert 3.0 <= whole[0].words[-1].end <= 6.0


def test_a_word_is_where_its_syllables_are_heard_also_behind_a_pause() -> None:
    nuclei = [0.2, 0.4, 0.6, 0.8, 4.2, 4.4, 4.6, 4.8]
    words = sentences_of([Piece("Wacht nog even, kom dan morgen weer.", 0.0, 5.0)], nuclei, "nl")[0].words

    assert words[0].start < 0.5
    assert words[-1].start > 4.2
    assert all(0 <= word.start <= word.end <= 5.0 for word in words)


@given(
    st.one_of(st.text(max_size=200), st.from_regex(r"(?:[\d.,:%!? ]|\w){0,60}", fullmatch=True)),
    st.lists(st.floats(0, 10), max_size=20),
)
@example("Om 9:30 is 20% er nog niet.", [])
def test_any_text_has_words_in_order_within_its_sound(text: str, nuclei: list[float]) -> None:
    whole = sentences_of([Piece(text, 0.0, 10.0)], sorted(nuclei), "nl")
    words = [word for sentence in whole for word in sentence.words]

    assert all(0.0 <= word.start <= word.end <= 10.0 for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
    find_in_words(whole, "nl")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We gaan zeg maar beginnen.", ["zeg maar"]),
        ("Dus we beginnen morgen.", ["dus"]),
        ("Het regent, dus we beginnen morgen.", []),
        ("Dit is gewoon mijn werk.", []),
        ("We doen het morgen gewoon.", ["gewoon"]),
        ("Weet je wel hoe druk het is?", ["weet je wel"]),
    ],
)
def test_fillers_count_by_where_they_stand(text: str, names: list[str]) -> None:
    assert found(text, Kind.FILLER_WORD) == names


def test_hedges_sounds_and_questions_are_found() -> None:
    assert found("Ik denk dat we misschien morgen kunnen.", Kind.HEDGE) == ["ik denk", "misschien"]
    assert found("Uh we beginnen, ehm, morgen.", Kind.FILLER_SOUND) == ["uh", "ehm"]
    assert found("Kunnen we morgen beginnen. Dat is goed.", Kind.QUESTION) == ["kunnen"]
    assert found("Dat kan morgen. Het is goed.", Kind.QUESTION) == []
    assert found("You know, maybe we start.", Kind.FILLER_WORD, "en") == ["you know"]


def test_what_comes_back_is_a_repeat_but_not_when_it_opens_sentences_in_a_row() -> None:
    slip = "De snelle balie helpt. Wij willen de snelle balie. Met de snelle balie kan het."
    figure = "Samen leren wij. Samen leren kost tijd. Samen leren loont."

    assert "de snelle balie" in found(slip, Kind.REPEAT)
    assert found(figure, Kind.REPEAT) == []


def test_beginnings_of_sentences_are_counted() -> None:
    assert starts(sentences("En toen. En dan. Maar nu."))[0] == ("en", 2)


def test_the_passive_is_a_form_of_worden_with_a_participle() -> None:
    assert len(plain.passives(sentences("De brief wordt morgen verstuurd."))) == 1
    assert len(plain.passives(sentences("Er werd door ons niets afgesproken."))) == 1
    assert plain.passives(sentences("Het wordt morgen warm. Zij wordt moeder.")) == []
    assert plain.passives(sentences("Wij versturen de brief morgen.")) == []


def test_words_of_the_office_come_with_plainer_ones() -> None:
    words = plain.jargon(sentences("Indien u wilt, dienen te worden ingevuld tevens de formulieren."))

    assert [(one.words[0].plain, one.plainer) for one in words] == [
        ("indien", "als"), ("dienen", "moeten"), ("tevens", "ook"),
    ]  # fmt: skip


def test_long_sentences_are_told_longest_first() -> None:
    long = " ".join(["woord"] * 21) + ". " + " ".join(["woord"] * 30) + ". Kort."

    assert [len(one.words) for one in plain.long_sentences(sentences(long))] == [30, 21]
    assert plain.sentence_length([]) is None


def test_every_language_has_words_of_its_own() -> None:
    for language in LANGUAGES:
        known = lexicon(language)
        assert min(len(known.fillers), len(known.hedges), len(known.stop), len(known.sounds)) >= 5
    assert lexicon("pt") == lexicon("nl")
