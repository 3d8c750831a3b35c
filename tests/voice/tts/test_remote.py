"""The OpenAI-compatible voice against a server on loopback."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import pytest

from tests.voice.tts.edge_service import mp3
from tests.voice.tts.sound import level, loudest_tone, seconds, tone
from tests.voice.tts.speech_service import SpeechService, speech_service
from voice.errors import VoiceEngineError
from voice.tts.base import Speaking
from voice.tts.chain import VoiceChain
from voice.tts.espeak import EspeakVoice
from voice.tts.remote import RemoteVoice

DUTCH = Speaking("nl")
TONE = tone(500, 1.0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SpeechService]:
    monkeypatch.setenv("NO_PROXY", "*")
    with speech_service() as running:
        yield running


@pytest.fixture
def voice(server: SpeechService) -> Iterator[RemoteVoice]:
    speaker = RemoteVoice(server.url, "secret", "tts-1", "alloy")
    yield speaker
    speaker.close()


def pieces(sound: bytes, size: int = 4_801) -> list[bytes]:
    return [sound[at : at + size] for at in range(0, len(sound), size)]


def wav(sound: bytes, rate: int) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound)
    return target.getvalue()


def test_raw_sound_is_played_as_it_is(server: SpeechService, voice: RemoteVoice) -> None:
    server.pieces = pieces(TONE)
    assert b"".join(voice.speak("Hallo", Speaking("nl", speed=1.5, voice="nova"))) == TONE
    assert server.asked == [
        {"input": "Hallo", "model": "tts-1", "voice": "nova", "response_format": "pcm", "speed": 1.5}
    ]
    assert server.keys == ["Bearer secret"]


def test_the_first_sound_does_not_wait_for_the_last(server: SpeechService, voice: RemoteVoice) -> None:
    server.pieces = pieces(TONE)
    server.hang_after = 3
    sound = voice.speak("Hallo", DUTCH)
    first = sound.read(5)
    assert 0 < seconds(first) < 0.3
    server.going_on.set()
    assert first + b"".join(sound) == TONE


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("audio/wav", wav(tone(500, 1.0, 16_000), 16_000)),
        ("application/octet-stream", wav(tone(500, 1.0, 44_100), 44_100)),
        ("audio/mpeg", mp3(TONE)),
        ("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + mp3(TONE)),
        ("audio/pcm;rate=16000", tone(500, 1.0, 16_000)),
        ("application/octet-stream", TONE),
        ("audio/L16; rate=48000", tone(500, 1.0, 48_000)),
    ],
)
def test_other_formats_are_understood(
    server: SpeechService, voice: RemoteVoice, kind: str, body: bytes
) -> None:
    server.kind, server.pieces = kind, pieces(body)
    sound = b"".join(voice.speak("Hallo", DUTCH))
    assert seconds(sound) == pytest.approx(1.0, abs=0.1)
    assert loudest_tone(sound) == pytest.approx(500, abs=2)


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (401, "application/json", b'{"error": {"message": "no"}}'),
        (500, "text/html", b"<h1>fault</h1>"),
        (200, "text/html", b"<h1>sign in</h1>"),
        (200, "application/json", b"{}"),
        (200, "audio/mpeg", b"<h1>sign in</h1>" * 100),
        (200, "audio/wav", b"RIFF, but not really" * 100),
        (200, "audio/pcm;rate=0001", b"\0\0"),
    ],
)
def test_what_is_no_sound_is_told(
    server: SpeechService, voice: RemoteVoice, status: int, kind: str, body: bytes
) -> None:
    server.status, server.kind, server.pieces = status, kind, [body]
    with pytest.raises(VoiceEngineError):
        b"".join(voice.speak("Hallo", DUTCH))
    assert len(server.asked) == 1, "never asked twice: the next voice is quicker"


def test_a_connection_that_breaks_is_told_after_the_sound_that_came(server: SpeechService) -> None:
    server.pieces, server.break_after = pieces(TONE), 6
    chain = VoiceChain([RemoteVoice(server.url), EspeakVoice()], first_sound_seconds=5)
    sound = b"".join(chain.speak("We regelen het nu samen en dan gaat u weer naar huis.", DUTCH))
    chain.close()
    assert chain.spoke_last == "espeak"
    assert loudest_tone(sound[:24_000]) == pytest.approx(500, abs=3)
    assert level(sound[-48_000:]) > 0.02


def test_nobody_listening_is_not_a_server() -> None:
    voice = RemoteVoice("http://127.0.0.1:9/v1")
    with pytest.raises(VoiceEngineError, match="could not be asked"):
        b"".join(voice.speak("Hallo", DUTCH))
    voice.close()


def test_closing_hangs_up(server: SpeechService, voice: RemoteVoice) -> None:
    server.pieces = [TONE] * 200
    server.hang_after = 3
    sound = voice.speak("Hallo", DUTCH)
    assert sound.read(5)
    sound.close()
    server.going_on.set()
    assert server.gone.wait(5)


def test_an_answer_that_runs_ahead_of_its_listener_is_held_back(
    server: SpeechService, voice: RemoteVoice
) -> None:
    server.pieces = [TONE] * 120
    sound = voice.speak("Hallo", DUTCH)
    assert seconds(b"".join(sound)) == pytest.approx(120)


def test_without_an_address_it_is_not_there() -> None:
    voice = RemoteVoice("")
    assert not voice.available("nl")
    with pytest.raises(VoiceEngineError):
        voice.speak("Hallo", DUTCH)
