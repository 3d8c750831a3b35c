"""Which voice speaks, and what happens when it does not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.voice.tts.edge_service import EdgeService, Mood
from tests.voice.tts.sound import level, loudest_tone, seconds, tone
from voice.errors import VoiceEngineError
from voice.tts.background import LoopSound, SoundLoop
from voice.tts.base import Speaking
from voice.tts.cache import SpeechCache
from voice.tts.chain import VoiceChain, still_to_say
from voice.tts.edge import EdgeVoice
from voice.tts.espeak import EspeakVoice

DUTCH = Speaking("nl", keep=True)
TEXT = "We regelen het nu samen, eerst melden en dan aanvragen."


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class ToneVoice:
    """An engine of the plainest kind: a tone of 50 ms for each letter."""

    def __init__(self, name: str, hertz: float) -> None:
        self.name = name
        self.hertz = hertz
        self.breaks_after: float | None = None
        self.there = True
        self.asked: list[tuple[str, Speaking]] = []
        self.closed = 0

    def available(self, language: str) -> bool:
        return self.there and language in ("nl", "en")

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        self.asked.append((text, how))
        spoken = 0.0
        try:
            for _ in text:
                if self.breaks_after is not None and spoken >= self.breaks_after:
                    raise VoiceEngineError("out of breath")
                yield tone(self.hertz, 0.05)
                spoken += 0.05
        finally:
            self.closed += 1


class SlowVoice:
    """An engine that says nothing for ever, in the way that engines on a network do."""

    name = "slow"

    def __init__(self) -> None:
        self.asked = 0
        self._loop = SoundLoop("slow-voice")
        self.gone = threading.Event()

    def available(self, language: str) -> bool:
        return bool(language)

    def speak(self, text: str, how: Speaking) -> LoopSound:
        del text, how
        self.asked += 1
        return self._loop.stream(self._sound)

    async def _sound(self) -> AsyncGenerator[bytes, None]:
        try:
            await asyncio.Event().wait()
            yield b""
        finally:
            self.gone.set()

    def close(self) -> None:
        self._loop.close()


def test_the_first_voice_speaks() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    chain = VoiceChain([first, second])
    sound = b"".join(chain.speak(TEXT, DUTCH))
    assert loudest_tone(sound) == pytest.approx(300, abs=2)
    assert chain.spoke_last == "first"
    assert second.asked == []


def test_a_voice_that_is_not_there_is_passed_over() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    first.there = False
    chain = VoiceChain([first, second])
    assert loudest_tone(b"".join(chain.speak(TEXT, DUTCH))) == pytest.approx(600, abs=2)
    assert [tuple(report) for report in chain.describe()] == [("first", False, ""), ("second", True, "")]


def test_a_hanging_voice_is_left_and_remembered_and_tried_again_later() -> None:
    clock, slow, second = Clock(), SlowVoice(), ToneVoice("second", 600)
    chain = VoiceChain([slow, second], first_sound_seconds=0.05, clock=clock)
    assert level(b"".join(chain.speak(TEXT, DUTCH))) > 0.1
    assert slow.gone.wait(5)
    b"".join(chain.speak(TEXT, DUTCH))
    assert slow.asked == 1
    assert "resting for 15 s after: silent for 0.05 s" in chain.describe()[0].note

    clock.now += 16
    b"".join(chain.speak(TEXT, DUTCH))
    assert slow.asked == 2
    clock.now += 16
    b"".join(chain.speak(TEXT, DUTCH))
    assert slow.asked == 2, "the second rest is longer than the first"
    clock.now += 16
    b"".join(chain.speak(TEXT, DUTCH))
    assert slow.asked == 3
    chain.close()


def test_a_voice_that_recovers_is_used_again() -> None:
    clock, first, second = Clock(), ToneVoice("first", 300), ToneVoice("second", 600)
    first.breaks_after = 0.0
    chain = VoiceChain([first, second], clock=clock)
    b"".join(chain.speak(TEXT, DUTCH))
    first.breaks_after = None
    clock.now += 16
    b"".join(chain.speak(TEXT, DUTCH))
    assert chain.spoke_last == "first"
    assert chain.describe()[0].available


def test_what_was_broken_off_is_finished_by_the_next_voice() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    first.breaks_after = 1.5
    chain = VoiceChain([first, second])
    sound = b"".join(chain.speak(TEXT, DUTCH))
    assert loudest_tone(sound[: 2 * 24_000]) == pytest.approx(300, abs=2)
    assert loudest_tone(sound[-2 * 24_000 :]) == pytest.approx(600, abs=2)
    rest = second.asked[0][0]
    assert TEXT.endswith(rest)
    assert 10 < len(rest) < len(TEXT) - 10


@pytest.mark.parametrize(
    ("heard", "rest"),
    [
        (0.0, "Een twee drie vier."),
        (0.2, "Een twee drie vier."),
        (0.4, "twee drie vier."),
        (0.8, "drie vier."),
        (60.0, "vier."),
    ],
)
def test_the_rest_begins_with_a_word(heard: float, rest: str) -> None:
    assert still_to_say("Een twee drie vier. ", heard, 1.0) == rest


def test_nobody_left_is_an_error_that_names_the_reasons() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    first.breaks_after = second.breaks_after = 0.0
    with pytest.raises(VoiceEngineError, match="first: out of breath; second: out of breath"):
        b"".join(VoiceChain([first, second]).speak(TEXT, DUTCH))
    with pytest.raises(VoiceEngineError, match="no voice at hand"):
        b"".join(VoiceChain([]).speak(TEXT, DUTCH))


def test_an_engine_with_a_fault_does_not_silence_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    class Faulty(ToneVoice):
        def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
            raise KeyError(text, how)

    chain = VoiceChain([Faulty("faulty", 300), ToneVoice("second", 600)])
    assert level(b"".join(chain.speak(TEXT, DUTCH))) > 0.1
    assert "has a fault" in caplog.text


def test_an_engine_that_never_stops_is_stopped() -> None:
    class Endless(ToneVoice):
        def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
            while True:
                yield from super().speak(text, how)

    sound = VoiceChain([Endless("first", 300)]).speak("hallo", DUTCH)
    with pytest.raises(VoiceEngineError, match="does not stop"):
        b"".join(sound)


def test_warming_up_survives_an_engine_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    class Cold(ToneVoice):
        def warm_up(self) -> None:
            raise VoiceEngineError("too cold")

    VoiceChain([Cold("cold", 300), EspeakVoice()]).warm_up()
    assert "too cold" in caplog.text


def test_closing_stops_the_engine_at_once_and_is_no_failure() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    chain = VoiceChain([first, second])
    sound = chain.speak(TEXT, DUTCH)
    next(sound)
    sound.close()
    assert first.closed == 1
    assert chain.describe()[0].available
    assert second.asked == []


def test_nothing_to_say_asks_nobody() -> None:
    first = ToneVoice("first", 300)
    assert list(VoiceChain([first]).speak(" ... \n", DUTCH)) == []
    assert first.asked == []


def test_a_person_may_choose_engine_and_voice() -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    chain = VoiceChain([first, second])
    b"".join(chain.speak("hallo", Speaking("nl", voice="second:low")))
    assert second.asked == [("hallo", Speaking("nl", voice="low"))]
    second.there = False
    b"".join(chain.speak("hallo", Speaking("nl", voice="second:low")))
    assert first.asked == [("hallo", Speaking("nl"))]
    b"".join(chain.speak("hallo", Speaking("nl", voice="somebody")))
    assert first.asked[1] == ("hallo", Speaking("nl", voice="somebody"))


@pytest.mark.parametrize("mood", ["hangs", "refuses", "garbage", "says_nothing"])
def test_edge_that_fails_is_followed_by_espeak(service: EdgeService, mood: Mood) -> None:
    service.mood = mood
    chain = VoiceChain([EdgeVoice(), EspeakVoice()], first_sound_seconds=0.5)
    sound = b"".join(chain.speak(TEXT, DUTCH))
    chain.close()
    assert chain.spoke_last == "espeak"
    assert seconds(sound) > 2
    assert level(sound) > 0.03


@pytest.mark.parametrize("mood", ["breaks_off", "stalls"])
def test_edge_that_breaks_off_is_finished_by_espeak(service: EdgeService, mood: Mood) -> None:
    service.mood = mood
    chain = VoiceChain([EdgeVoice(), EspeakVoice()], first_sound_seconds=5, gap_seconds=0.3)
    sound = b"".join(chain.speak(TEXT, DUTCH))
    chain.close()
    assert chain.spoke_last == "espeak"
    assert loudest_tone(sound[: 2 * 24_000]) == pytest.approx(440, abs=2)
    assert level(sound[-2 * 24_000 :]) > 0.02
    assert 3 < seconds(sound) < 5


def test_offline_edge_is_skipped_but_what_it_once_said_is_kept(service: EdgeService, tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, 1_000_000)
    online = VoiceChain([EdgeVoice(), EspeakVoice()], cache, first_sound_seconds=5)
    first = b"".join(online.speak(TEXT, DUTCH))
    online.close()
    offline = VoiceChain([EdgeVoice(offline=True), EspeakVoice()], cache)
    assert b"".join(offline.speak(TEXT, DUTCH)) == first
    assert offline.spoke_last == "edge"
    b"".join(offline.speak("Een andere zin.", DUTCH))
    assert offline.spoke_last == "espeak"
    offline.close()
    assert service.connections == 1


def test_a_kept_sentence_is_that_of_its_voice_language_and_speed(tmp_path: Path) -> None:
    voice = ToneVoice("first", 300)
    chain = VoiceChain([voice], SpeechCache(tmp_path, 1_000_000))
    others = (replace(DUTCH, speed=1.5), replace(DUTCH, language="en"), replace(DUTCH, voice="low"))
    for how in (DUTCH, DUTCH, *others, DUTCH):
        b"".join(chain.speak("hallo", how))
    assert len(voice.asked) == 4


def test_what_an_author_did_not_write_never_reaches_the_disk(tmp_path: Path) -> None:
    voice = ToneVoice("first", 300)
    chain = VoiceChain([voice], SpeechCache(tmp_path, 1_000_000))
    for _ in range(2):
        b"".join(chain.speak("Je zei: ik durf het niet.", Speaking("nl")))
    assert len(voice.asked) == 2
    assert list(tmp_path.iterdir()) == []
    # What is there already may be used for everybody.
    b"".join(chain.speak("Goedemorgen.", DUTCH))
    b"".join(chain.speak("Goedemorgen.", Speaking("nl")))
    assert len(voice.asked) == 3


def test_what_was_broken_off_is_not_kept(tmp_path: Path) -> None:
    first, second = ToneVoice("first", 300), ToneVoice("second", 600)
    first.breaks_after = 1.0
    cache = SpeechCache(tmp_path, 1_000_000)
    chain = VoiceChain([first, second], cache)
    b"".join(chain.speak(TEXT, DUTCH))
    listening = chain.speak(TEXT, DUTCH)
    next(listening)
    listening.close()
    assert len(list(tmp_path.glob("*.flac"))) == 1, "only the second voice finished, and only its own part"
    assert second.asked[0][0] != TEXT


def test_rendering_ahead_fills_the_cache_and_gives_way_to_live_speech(tmp_path: Path) -> None:
    voice = ToneVoice("first", 300)
    chain = VoiceChain([voice], SpeechCache(tmp_path, 10_000_000))
    live = chain.speak("live", DUTCH)
    next(live)
    chain.render_ahead(["een", "twee", "een", " "], DUTCH)
    assert not chain.wait_rendered(0.1)
    assert [text for text, _ in voice.asked] == ["live"]
    b"".join(live)
    assert chain.wait_rendered(10)
    assert [text for text, _ in voice.asked] == ["live", "een", "twee"]
    b"".join(chain.speak("twee", DUTCH))
    assert len(voice.asked) == 3
    chain.close()


def test_closing_in_the_middle_of_rendering_ahead_leaves_no_thread(tmp_path: Path) -> None:
    slow = SlowVoice()
    chain = VoiceChain([slow], SpeechCache(tmp_path, 10_000_000))
    chain.render_ahead([f"zin {number}" for number in range(100)], DUTCH)
    chain.close()
    chain.render_ahead(["nog een"], DUTCH)
    assert chain.wait_rendered(0.1)


def test_espeak_is_not_rendered_ahead(tmp_path: Path) -> None:
    chain = VoiceChain([EspeakVoice()], SpeechCache(tmp_path, 10_000_000))
    chain.render_ahead([TEXT], DUTCH)
    assert chain.wait_rendered(10)
    b"".join(chain.speak(TEXT, DUTCH))
    chain.close()
    assert list(tmp_path.iterdir()) == []
