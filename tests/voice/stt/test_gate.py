"""Silence and noise give no text, a soft word does."""

from __future__ import annotations

import numpy as np
import pytest

from voice.stt.base import FloatArray
from voice.stt.gate import Doubt, Evidence, SoundGate

RATE = 16_000
SURE = Evidence(None, speech=0.95, voiced_seconds=2.0)
UNSURE = Evidence(None, speech=0.5, voiced_seconds=0.5)


@pytest.fixture(scope="module")
def gate() -> SoundGate:
    return SoundGate()


def seconds(number: float) -> FloatArray:
    return np.asarray(np.arange(int(number * RATE)) / RATE, dtype=np.float32)


def coloured(power: float, level: float) -> FloatArray:
    """Noise whose spectrum falls with a power of the frequency."""
    spectrum = np.fft.rfft(np.random.default_rng(3).standard_normal(4 * RATE))
    spectrum[1:] /= np.arange(1, spectrum.size) ** power
    sound = np.fft.irfft(spectrum)
    return np.asarray(level * sound / np.abs(sound).max(), dtype=np.float32)


def clicks() -> FloatArray:
    sound = np.zeros(4 * RATE, dtype=np.float32)
    sound[::2300] = 0.8
    return sound


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.zeros(2 * RATE, np.float32),
        np.full(2 * RATE, 1e-4, np.float32),
        np.full(2 * RATE, np.nan, np.float32),
    ],
    ids=["nothing", "a few samples", "zeros", "hardly anything", "not numbers"],
)
def test_silence(gate: SoundGate, sound: FloatArray) -> None:
    assert gate.before(sound).empty_because == "silence"


@pytest.mark.parametrize("level", [0.003, 0.03, 0.3])
@pytest.mark.parametrize("power", [0.0, 0.5, 1.0], ids=["white", "pink", "brown"])
def test_noise_of_any_colour_and_level(gate: SoundGate, power: float, level: float) -> None:
    assert gate.before(coloured(power, level)).empty_because == "noise"


@pytest.mark.parametrize(
    "sound",
    [
        0.2 * np.sign(np.sin(2 * np.pi * 50 * seconds(4))),
        0.3 * np.sin(2 * np.pi * 1000 * seconds(4)) * (seconds(4) % 1 < 0.3),
        0.3 * np.sin(2 * np.pi * (200 + 200 * seconds(4)) * seconds(4)),
        clicks(),
    ],
    ids=["hum", "beeps", "sweep", "clicks"],
)
def test_sounds_of_machines(gate: SoundGate, sound: FloatArray) -> None:
    assert gate.before(sound.astype(np.float32)).empty_because == "noise"


def test_the_decoders_doubt_decides_where_the_sound_is_not_sure() -> None:
    assert gate_after("Muziek.", no_speech=0.6, log_probability=-0.5, evidence=UNSURE) == "noise"
    assert gate_after("Ja.", no_speech=0.2, log_probability=-0.9, evidence=UNSURE) is None


def test_sure_speech_needs_both_doubts_to_be_thrown_away() -> None:
    assert gate_after("Ja.", no_speech=0.7, log_probability=-0.4, evidence=SURE) is None
    assert gate_after("Ja.", no_speech=0.2, log_probability=-1.6, evidence=SURE) is None
    assert gate_after("Ja.", no_speech=0.7, log_probability=-1.6, evidence=SURE) == "noise"


def test_words_need_voiced_time() -> None:
    text = "dit is een veel te lange zin voor een enkele klik"
    shortest = Evidence(None, speech=0.9, voiced_seconds=0.1)
    assert gate_after(text, no_speech=0.1, log_probability=-0.3, evidence=shortest) == "noise"
    assert gate_after(text, no_speech=0.1, log_probability=-0.3, evidence=SURE) is None


@pytest.mark.parametrize("text", ["", " ", "...", "♪", "?!"])
def test_a_text_without_a_word_is_noise(text: str) -> None:
    assert gate_after(text, no_speech=0.0, log_probability=-0.1, evidence=SURE) == "noise"


def gate_after(text: str, *, no_speech: float, log_probability: float, evidence: Evidence) -> str | None:
    return SoundGate.after(text, Doubt(no_speech, log_probability), evidence)
