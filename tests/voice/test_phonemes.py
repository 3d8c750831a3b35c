"""How words sound, and how alike they sound."""

from __future__ import annotations

import pytest

from voice.errors import VoiceEngineError
from voice.phonemes import differences, phonemes, unlike
from voice.tts.base import Speaking
from voice.tts.espeak import EspeakVoice


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("vert", "verre", "fr"), ("two", "too", "en"), ("Rad", "Rat", "de"), ("hij", "hei", "nl")],
)
def test_words_that_sound_the_same(one: str, other: str, language: str) -> None:
    assert unlike(phonemes(one, language), phonemes(other, language)) == 0


def test_a_sound_that_became_another_one() -> None:
    meant, heard = phonemes("think", "en"), phonemes("sink", "en")

    assert differences(meant, heard) == [("θ", "s")]
    assert 0.2 < unlike(meant, heard) < 0.3
    assert differences(meant, meant) == []


def test_a_sound_that_was_left_out_or_added() -> None:
    assert differences(("a", "b"), ("a",)) == [("b", "")]
    assert differences(("a",), ("a", "b")) == [("", "b")]


def test_nothing_is_unlike_everything_but_itself() -> None:
    assert unlike((), ()) == 0
    assert unlike((), ("a",)) == unlike(("a",), ("b", "c")) == 1


def test_an_unknown_language() -> None:
    with pytest.raises(VoiceEngineError):
        phonemes("ord", "xx")


def test_asking_how_a_word_sounds_does_not_change_the_voice_that_speaks() -> None:
    voice = EspeakVoice()
    before = len(b"".join(voice.speak("Goedemorgen", Speaking("nl"))))

    phonemes("bonjour tout le monde", "fr")
    after = len(b"".join(voice.speak("Goedemorgen", Speaking("nl"))))
    french = len(b"".join(voice.speak("Goedemorgen", Speaking("fr"))))

    assert abs(after - before) < abs(french - before)
