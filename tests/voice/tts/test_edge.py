"""The Edge voice against a service on loopback that speaks its protocol."""

from __future__ import annotations

import pytest

from tests.voice.tts.edge_service import HERTZ, SECONDS_A_LETTER, EdgeService, Mood
from tests.voice.tts.sound import level, loudest_tone, seconds
from voice.errors import VoiceEngineError
from voice.tts.base import Speaking, TimedSound
from voice.tts.edge import EdgeVoice

TEXT = "We regelen het nu samen: eerst melden, dan aanvragen."
DUTCH = Speaking("nl")


def test_the_sound_is_that_of_the_service(service: EdgeService) -> None:
    voice = EdgeVoice({"nl": "nl-NL-MaartenNeural"})
    sound = b"".join(voice.speak(TEXT, Speaking("nl", speed=1.25)))
    voice.close()
    assert seconds(sound) == pytest.approx(len(TEXT) * SECONDS_A_LETTER, abs=0.15)
    assert level(sound) > 0.2
    assert loudest_tone(sound) == pytest.approx(HERTZ, abs=2)
    assert "(nl-NL, MaartenNeural)" in service.asked[0]
    assert "rate='+25%'" in service.asked[0]


def test_text_is_never_markup(service: EdgeService) -> None:
    voice = EdgeVoice()
    b"".join(voice.speak("</prosody><voice name='x'> & \x00", DUTCH))
    voice.close()
    assert "&lt;/prosody&gt;" in service.asked[0]


def test_sound_comes_in_pieces_that_can_be_waited_for(service: EdgeService) -> None:
    voice = EdgeVoice()
    sound = voice.speak(TEXT, DUTCH)
    assert isinstance(sound, TimedSound)
    first = sound.read(5)
    assert 0 < seconds(first) < 0.5
    sound.close()
    assert sound.read(5) == b""
    voice.close()
    assert service.connections == 1


@pytest.mark.parametrize(
    ("mood", "reason"), [("refuses", "refused .403."), ("garbage", "not MP3"), ("says_nothing", "NoAudio")]
)
def test_what_goes_wrong_before_a_sound_is_told(service: EdgeService, mood: Mood, reason: str) -> None:
    service.mood = mood
    voice = EdgeVoice()
    with pytest.raises(VoiceEngineError, match=reason):
        b"".join(voice.speak(TEXT, DUTCH))
    voice.close()


def test_breaking_off_is_told_after_the_sound_that_came(service: EdgeService) -> None:
    service.mood = "breaks_off"
    voice = EdgeVoice()
    heard: list[bytes] = []
    with pytest.raises(VoiceEngineError):
        heard.extend(voice.speak(TEXT, DUTCH))
    voice.close()
    assert seconds(b"".join(heard)) == pytest.approx(len(TEXT) * SECONDS_A_LETTER / 2, abs=0.3)


def test_hanging_is_noticed_and_closing_hangs_up(service: EdgeService) -> None:
    service.mood = "hangs"
    voice = EdgeVoice()
    sound = voice.speak(TEXT, DUTCH)
    with pytest.raises(TimeoutError):
        sound.read(0.3)
    sound.close()
    assert service.gone.wait(5)
    voice.close()


def test_closing_the_engine_breaks_off_what_is_spoken(service: EdgeService) -> None:
    service.mood = "hangs"
    voice = EdgeVoice()
    sound = voice.speak(TEXT, DUTCH)
    voice.close()
    with pytest.raises(VoiceEngineError):
        sound.read(5)
    with pytest.raises(VoiceEngineError, match="closed"):
        voice.speak(TEXT, DUTCH)


def test_offline_is_never_asked(service: EdgeService) -> None:
    voice = EdgeVoice(offline=True)
    assert not voice.available("nl")
    with pytest.raises(VoiceEngineError):
        voice.speak(TEXT, DUTCH)
    assert service.connections == 0


def test_a_voice_of_another_language_or_no_voice_at_all_is_not_asked_for() -> None:
    voice = EdgeVoice()
    own = voice.identity(DUTCH)
    assert voice.identity(Speaking("nl", voice="en-GB-RyanNeural")) == own
    assert voice.identity(Speaking("nl", voice="f2'/>")) == own
    assert voice.identity(Speaking("nl", voice="nl-NL-ColetteNeural")) == "nl-NL-ColetteNeural"
    assert not voice.available("tlh")
