"""Which words were understood, and what the drills are made of."""

from __future__ import annotations

import pytest

from server.conversation.language.attempts import judged
from server.conversation.language.data import SPOKEN, authored, contrasts, open_questions, phrases, talks
from server.conversation.language.helping import asks_how, look_up
from server.conversation.language.talking import Conversing
from server.conversation.language.tongues import likely
from server.conversation.language.understanding import closer, understood, words_of
from voice.phonemes import differences, phonemes
from voice.stt.base import Transcript


@pytest.mark.parametrize(
    ("sentence", "heard", "language"),
    [
        ("Goedemorgen, waarmee kan ik u helpen?", "goede morgen waar mee kan ik u helpen", "nl"),
        ("Je voudrais vous présenter", "Je voudrai vous présentez", "fr"),
        ("It takes about two weeks.", "It takes a bout to weeks", "en"),
        ("Cela prend vingt minutes.", "Cela prend 20 minutes", "fr"),
    ],
)
def test_what_sounds_the_same_is_understood(sentence: str, heard: str, language: str) -> None:
    assert understood(sentence, heard, language).share == 1


def test_at_most_three_words_and_never_a_small_one() -> None:
    found = understood("I think the thick path is there at three.", "", "en")

    assert len(found.work_on) == 3
    assert all(len(phonemes(one.word.lower(), "en")) >= 3 for one in found.work_on)


@pytest.mark.parametrize(
    ("sentence", "heard", "language", "word", "contrast"),
    [
        ("I think so.", "I sink so", "en", "think", "en-th-s"),
        ("Die Brüder gehen.", "Die Bruder gehen", "de", "Brüder", "de-u-ue"),
        ("C'est le poisson.", "C'est le poison", "fr", "poisson", "fr-s-z"),
        ("Dat is een muur.", "Dat is een moer", "nl", "muur", "nl-uu-oe"),
    ],
)
def test_the_drill_is_the_sound_that_went_wrong(
    sentence: str, heard: str, language: str, word: str, contrast: str
) -> None:
    found = understood(sentence, heard, language).work_on

    assert [(one.word, one.contrast.id if one.contrast else None) for one in found] == [(word, contrast)]


def test_a_very_long_answer_is_laid_beside_a_short_sentence() -> None:
    found = understood("Bonjour à tous.", "bonjour " * 200, "fr")

    assert found.words[0].understood
    assert len(found.words) == 3


def test_every_pair_differs_in_its_own_sound() -> None:
    for one in contrasts():
        for first, second in one.pairs:
            changed = differences(phonemes(first, one.spoken), phonemes(second, one.spoken))
            assert any(one.explains(*pair) for pair in changed), (one.id, first, second)
            assert closer(first, first, second, one.spoken) == "one"
            assert closer(second, first, second, one.spoken) == "other"


def test_every_talk_can_be_held_with_its_own_ways() -> None:
    assert {talk.spoken for talk in talks()} == set(SPOKEN)
    for talk in talks():
        for turn in talk.turns:
            assert turn.ways
            for way in turn.ways:
                assert set(words_of(way.text.lower())), way.text
                said = {part for word in words_of(way.text.lower()) for part in (word, *word.split("-"))}
                assert any(set(word.split("-")) <= said or word in said for word in way.words), way.text


def test_the_data_are_in_the_language_that_they_say() -> None:
    for phrase in phrases():
        for language in SPOKEN:
            assert likely(phrase.said(language)) in (None, language), phrase.said(language)
    for language in SPOKEN:
        assert all(likely(one.text) in (None, language) for one in open_questions(language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik heb een vraag over het formulier", "nl"),
        ("Je voudrais vous présenter le projet", "fr"),
        ("The weather is nice today", "en"),
        ("Das ist leider nicht möglich", "de"),
        ("Bonjour", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert likely(text) == language


def test_the_phrase_book_is_asked_in_ones_own_words() -> None:
    assert asks_how("Hoe zeg ik: mag ik even onderbreken?")
    assert not asks_how("Wat is uw telefoonnummer?")
    found = look_up("Hoe zeg je hebt u een afspraak in het Duits?", "de", "nl")
    assert found.text == "Haben Sie einen Termin?"
    assert look_up("de kat zit op het dak", "de", "nl").text is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("hoe zeg ik bedankt?", "Merci."),
        ("Hoe zeg je tot morgen in het Frans?", "À demain."),
        ("hoe zeg ik: ik begrijp het niet", "Je ne comprends pas."),
        ("hoe zeg ik: ik begrijp het", "Je comprends."),
        ("hoe zeg ik nee", "Non."),
        ("hoe zeg ik: dat klopt niet", None),
        ("hoe zeg ik ik kom later", "J'arrive un peu plus tard."),
    ],
)
def test_what_is_asked_in_the_middle_of_a_talk_is_in_the_book(asked: str, said: str | None) -> None:
    assert look_up(asked, "fr", "nl").text == said


def test_what_is_not_in_the_book_can_be_chosen_near_it() -> None:
    talk = Conversing()
    state = talk.begin(authored("fr-loket"), "fr", "nl")
    usual = talk.ways(state)
    talk.say(state, "hoe zeg ik ik werk op het gemeentehuis?")
    assert state.message is not None
    assert "kies iets" in state.message
    assert [way.text for way in talk.ways(state)] == ["Je travaille pour la commune."]
    talk.say(state, "hoe zeg ik xyzzy?")
    assert "kies iets" not in state.message
    assert talk.ways(state) == usual


def test_an_other_language_is_noticed_by_hearing_it_again() -> None:
    def again(language: str) -> Transcript:
        return Transcript("Ik wil u het plan van de gemeente vertellen", language, 2.0, 0.8)

    found = judged("Je voudrais vous présenter.", Transcript("Hic ville", "fr", 2.0, 0.3), "fr", "nl", again)

    assert (found.verdict, found.other_language) == ("other_language", "nl")
