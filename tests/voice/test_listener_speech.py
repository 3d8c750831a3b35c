"""The listener with the real voice activity model on recorded human speech."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.speech_corpus import CorpusLine, corpus_lines, installed
from tests.voice.scripted import ClockRecogniser, only
from voice.audio import read_audio
from voice.listener import (
    Listener,
    ListenerConfig,
    ListenEvent,
    NoSpeech,
    PartialText,
    PossibleSpeech,
    SpeechStarted,
    TurnEnded,
    TurnTakenBack,
)
from voice.stt.base import FloatArray
from voice.vad import SileroVad

RATE = 16_000
NOISE = np.random.default_rng(3)


def noise(seconds: float, level: float = 1e-4) -> FloatArray:
    return NOISE.normal(0, level, round(seconds * RATE)).astype(np.float32)


def hear(
    samples: FloatArray, *, answering: bool = False, recogniser: ClockRecogniser | None = None
) -> tuple[list[tuple[float, ListenEvent]], Listener]:
    recogniser = recogniser or ClockRecogniser()
    listener = Listener(SileroVad().stream(), recogniser, ListenerConfig("nl", partials=False))
    events = []
    for start in range(0, len(samples), 480):
        now = (start + 480) / RATE
        recogniser.advance(now)
        heard = listener.feed(samples[start : start + 480], answering=answering)
        events += [(now, event) for event in heard]
    return events, listener


def kinds(events: list[tuple[float, ListenEvent]]) -> list[type]:
    return [type(event) for _, event in events if not isinstance(event, PartialText)]


@pytest.fixture(scope="module")
def lines() -> dict[str, CorpusLine]:
    if not installed():
        pytest.skip("fillets-ng-data-nl is not installed")
    return {line.audio.stem: line for line in corpus_lines("ek") if line.seconds > 1.0}


def test_silence_only_is_no_turn() -> None:
    assert hear(np.zeros(20 * RATE, np.float32))[0] == []


@pytest.mark.parametrize("level", [0.001, 0.01, 0.05, 0.2])
def test_noise_only_is_no_turn(level: float) -> None:
    assert hear(noise(20.0, level))[0] == []


def test_a_bang_during_an_answer_never_becomes_speech() -> None:
    bang = noise(0.15, 0.3) * np.linspace(1, 0, round(0.15 * RATE), dtype=np.float32)
    events, _ = hear(np.concatenate((noise(2.0), bang, noise(2.0))), answering=True)
    assert not set(kinds(events)) - {PossibleSpeech, NoSpeech}
    assert kinds(events).count(PossibleSpeech) == kinds(events).count(NoSpeech)


@pytest.mark.speech
def test_every_human_line_is_heard_whole(lines: dict[str, CorpusLine]) -> None:
    for line in list(lines.values())[::25]:
        recording = read_audio(line.audio)
        samples = np.concatenate((noise(1.0), recording, noise(4.0)))
        recogniser = ClockRecogniser()
        events, _ = hear(samples, recogniser=recogniser)
        started = only([event for _, event in events], SpeechStarted)
        ended = only([event for _, event in events], TurnEnded)
        assert len(started) == 1, line.text
        assert ended, line.text
        loud = np.flatnonzero(np.abs(samples) > 0.25 * np.abs(recording).max()) / RATE
        assert started[0].at <= loud[0] - 0.2, line.text
        assert started[0].at + ended[-1].samples_seconds >= loud[-1], line.text
        assert ended[-1].transcript.done()


@pytest.mark.speech
def test_short_human_words_come_through(lines: dict[str, CorpusLine]) -> None:
    short = [line for line in lines.values() if line.text in {"Meer.", "Ok.", "Aha.", "Au.", "Bah.", "Wat?"}]
    assert len(short) >= 3
    for line in short:
        events, _ = hear(np.concatenate((noise(1.0), read_audio(line.audio), noise(2.0))))
        assert kinds(events) == [SpeechStarted, TurnEnded], line.text


@pytest.mark.speech
def test_two_lines_with_a_long_pause_are_put_together(lines: dict[str, CorpusLine]) -> None:
    first, second = (read_audio(line.audio) for line in list(lines.values())[5:7])
    samples = np.concatenate((noise(1.0), first, noise(0.6), second, noise(4.0)))
    events, _ = hear(samples)
    assert kinds(events).count(SpeechStarted) == 1
    assert kinds(events).count(TurnTakenBack) == kinds(events).count(TurnEnded) - 1 >= 1
    *_, last = only([event for _, event in events], TurnEnded)
    assert last.samples_seconds >= (len(first) + len(second)) / RATE


@pytest.mark.speech
def test_speech_into_an_answer_is_held_within_200_ms(lines: dict[str, CorpusLine]) -> None:
    recording = read_audio(next(line for line in lines.values() if line.seconds > 4.0).audio)
    onset = int(np.flatnonzero(np.abs(recording) > 0.1 * np.abs(recording).max())[0])
    events, _ = hear(np.concatenate((noise(1.0), recording[onset:], noise(2.0))), answering=True)
    held = next(at for at, event in events if isinstance(event, PossibleSpeech))
    assert held - 1.0 <= 0.2
    assert SpeechStarted in kinds(events)
