"""The embedded voice, with the real library."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voice.tts.sound import level, seconds
from voice.errors import VoiceEngineError
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.espeak import EspeakVoice, breathe

TEXTS = {
    "nl": "Vervelend, dat uw paspoort kwijt is. We regelen het nu samen.",
    "en": "I am sorry that your passport is gone. Let us arrange it together.",
    "fr": "Je suis désolé pour votre passeport. Nous allons régler cela ensemble.",
    "de": "Es tut mir leid, dass Ihr Pass weg ist. Wir regeln das jetzt zusammen.",
}


def _pitch(sound: bytes) -> float:
    """The voice's usual pitch in hertz: the strongest period between 70 and 350 Hz, over the whole sound."""
    samples = np.frombuffer(sound, dtype="<i2").astype(np.float64)
    spectrum = np.abs(np.fft.rfft(samples, 2 * samples.size)) ** 2
    likeness = np.fft.irfft(spectrum)
    shortest, longest = OUTPUT_RATE // 350, OUTPUT_RATE // 70
    return OUTPUT_RATE / (shortest + int(np.argmax(likeness[shortest:longest])))


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_is_to_be_heard(language: str) -> None:
    voice = EspeakVoice()
    assert voice.available(language)
    pieces = list(voice.speak(TEXTS[language], Speaking(language)))
    sound = b"".join(pieces)
    assert 2.5 < seconds(sound) < 7
    assert level(sound) > 0.03
    assert seconds(pieces[0]) <= 0.25
    assert level(pieces[0]) > 0.01


def test_speed_is_heard() -> None:
    voice = EspeakVoice()
    slow, plain, fast = (
        seconds(b"".join(voice.speak(TEXTS["nl"], Speaking("nl", speed=speed)))) for speed in (0.6, 1.0, 1.8)
    )
    assert slow > 1.3 * plain > 1.3 * 1.3 * fast


def test_another_timbre_may_be_asked_for_and_an_unknown_one_is_ignored() -> None:
    voice = EspeakVoice()

    own = voice.identity(Speaking("nl"))
    assert voice.identity(Speaking("nl", voice="f2")) != own
    assert voice.identity(Speaking("nl", voice="../../etc/passwd")) == own
    assert voice.identity(Speaking("nl", voice="nl-NL-FennaNeural")) == own
    low, high = (
        _pitch(b"".join(voice.speak("Goedemorgen allemaal.", Speaking("nl", voice=name))))
        for name in ("m3", "f5")
    )
    assert high > 1.2 * low
    with pytest.raises(ValueError, match="no variant"):
        EspeakVoice(variant="nobody")


@pytest.mark.parametrize(
    "text",
    [
        "\0\0",
        "woord\0woord",
        "😀👍🏽",
        "<speak><break time='9s'/></speak>",
        "[[h@'loU]]",
        "&amp;&#0;",
        "\ud800 los",
        "\u202eabc\u200b",
        "-" * 3_000,
        "(:;,.!?)" * 50,
    ],
)
def test_odd_text_does_no_harm(text: str) -> None:
    voice = EspeakVoice()
    assert seconds(b"".join(voice.speak(text, Speaking("nl")))) < 20
    assert level(b"".join(voice.speak("Gewoon verder.", Speaking("nl")))) > 0.03


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=150), st.sampled_from(list(TEXTS)))
def test_any_text_is_whole_samples(text: str, language: str) -> None:
    assert all(len(piece) % 2 == 0 and piece for piece in EspeakVoice().speak(text, Speaking(language)))


def test_ten_kilobytes_come_piece_by_piece() -> None:
    sound = EspeakVoice().speak("Dit is een lange tekst zonder eind " * 300, Speaking("nl"))
    assert level(next(iter(sound))) > 0.01
    close = getattr(sound, "close", None)
    assert close is not None
    close()
    assert list(sound) == []


def test_pieces_are_cut_where_one_breathes_and_nothing_is_lost() -> None:
    text = "Een zin. " * 60 + "woord " * 100 + "x" * 900
    pieces = breathe(text)
    assert all(len(piece) <= 240 for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert pieces[0].endswith(".")


def test_conversations_in_two_languages_do_not_disturb_each_other() -> None:
    voice = EspeakVoice()
    alone = {language: b"".join(voice.speak(text, Speaking(language))) for language, text in TEXTS.items()}
    together: dict[str, list[bytes]] = {language: [] for language in TEXTS}

    def talk(language: str) -> None:
        for _ in range(5):
            together[language].append(b"".join(voice.speak(TEXTS[language], Speaking(language))))

    threads = [threading.Thread(target=talk, args=(language,)) for language in TEXTS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for language, sounds in together.items():
        assert len(sounds) == 5
        assert all(abs(seconds(sound) - seconds(alone[language])) < 0.1 for sound in sounds)


def test_a_language_that_is_not_set_up_is_refused() -> None:
    voice = EspeakVoice()
    assert not voice.available("tlh")
    with pytest.raises(VoiceEngineError):
        voice.speak("nuqneH", Speaking("tlh"))
