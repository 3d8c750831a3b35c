"""Whisper with the bundled model on real Dutch speech and on sound that holds none."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.speech_corpus import GAME, corpus_lines, installed
from benchmarks.stt import normalise, word_errors
from voice.audio import read_audio
from voice.delivery.syllables import syllables
from voice.errors import ModelMissingError, SpeechEngineError
from voice.listening.words import UtteranceWords
from voice.stt.base import FloatArray, Purpose, RecognitionOptions
from voice.stt.bundled import join_bundled
from voice.stt.ear import Ear, ear
from voice.stt.edges import edges
from voice.stt.pool import RecogniserPool
from voice.stt.whisper import WhisperTranscriber
from voice.stt.windows import FULL_FRAMES, SHORT, window_frames

DUTCH = RecognitionOptions("nl")
RATE = 16_000

needs_speech = pytest.mark.skipif(not installed(), reason="fillets-ng-data-nl is not installed")


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    transcriber = WhisperTranscriber(join_bundled(tmp_path_factory.mktemp("models")))
    transcriber.warm_up()
    return transcriber


@lru_cache
def lines() -> dict[str, Path]:
    return {line.text: line.audio for line in corpus_lines()}


def said(text: str) -> FloatArray:
    """Give the recording of a line of the game, found by its text."""
    return read_audio(lines()[text])


@pytest.mark.speech
@needs_speech
@pytest.mark.parametrize("purpose", list(Purpose))
def test_it_understands_plain_lines(whisper: WhisperTranscriber, purpose: Purpose) -> None:
    errors = words = 0
    for text in (
        "Wat een opluchting.",
        "Wat moeten we ermee?",
        "Ik heb het altijd al geweten: de goden zijn gek.",
    ):
        heard = whisper.transcribe(said(text), DUTCH, purpose)
        errors += word_errors(normalise(text), normalise(heard.text))
        words += len(normalise(text))
        assert heard.empty_because is None
        assert 0.2 < heard.confidence <= 1.0
        assert heard.decode_seconds > 0
    assert errors / words < 0.5


@pytest.mark.speech
@needs_speech
@pytest.mark.parametrize("softer", [1.0, 0.03], ids=["as spoken", "30 dB softer"])
@pytest.mark.parametrize("text", ["O ja.", "Wat?", "Waar?"])
def test_a_short_or_soft_word_comes_through(whisper: WhisperTranscriber, text: str, softer: float) -> None:
    sound = said(text) * np.float32(softer)
    heard = whisper.transcribe(sound, DUTCH, Purpose.FINAL)
    assert normalise(text)[-1] in normalise(heard.text)


@pytest.mark.speech
@needs_speech
def test_a_take_is_counted_and_a_conversation_is_not(whisper: WhisperTranscriber) -> None:
    text = "Ik heb het altijd al geweten: de goden zijn gek."
    told = whisper.transcribe(said(text), DUTCH, Purpose.BACKGROUND)
    spoken = whisper.transcribe(said(text), DUTCH, Purpose.FINAL)

    assert told.heard_syllables == pytest.approx(syllables(text, "nl"), rel=0.25)
    assert told.readings[0][0] == told.text
    assert len(told.readings) > 1
    assert sum(chance for _, chance in told.readings) == pytest.approx(1.0)
    assert (spoken.heard_syllables, spoken.readings) == (None, ())


class Spy:
    """Stands before the model of CTranslate2 and keeps what it was asked for."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.asked: list[tuple[int, float, int]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, *given: Any, **options: Any) -> Any:
        self.asked.append((options["beam_size"], options["patience"], options["num_hypotheses"]))
        return self._model.generate(*given, **options)


def told_widths(whisper: WhisperTranscriber, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a recogniser tell the frames of every window that it encodes."""
    widths: list[int] = []
    encode = whisper._model.encode

    def encode_and_tell(features: FloatArray) -> Any:
        widths.append(features.shape[1])
        return encode(features)

    monkeypatch.setattr(whisper._model, "encode", encode_and_tell)
    return widths


@pytest.mark.speech
@needs_speech
def test_only_a_take_is_searched_for_more_than_its_first_reading(
    whisper: WhisperTranscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = Spy(whisper._model.model)
    monkeypatch.setattr(whisper._model, "model", spy)
    widths = told_widths(whisper, monkeypatch)
    states: list[int] = []
    monkeypatch.setattr(Ear, "count", lambda _, counted: states.append(len(counted)))
    sound = said("Ik heb het altijd al geweten: de goden zijn gek.")
    for purpose in (Purpose.FINAL, Purpose.SPECULATIVE, Purpose.PARTIAL, Purpose.BACKGROUND):
        whisper.transcribe(sound, DUTCH, purpose)

    assert sound.size > SHORT * RATE
    assert spy.asked == [(5, 0.6, 1), (5, 0.6, 1), (1, 1.0, 1), (5, 1.0, 5)]
    between = edges().before.shape[1] + 2 * -(-sound.size // 320) + edges().behind.shape[1]
    assert widths == [*3 * [between], FULL_FRAMES, window_frames(sound.size / RATE)]
    assert states == [-(-sound.size // 320)]


@pytest.mark.speech
@needs_speech
@pytest.mark.parametrize("text", ["O ja.", "Ik heb het altijd al geweten: de goden zijn gek."])
def test_states_are_those_of_the_sound_alone(whisper: WhisperTranscriber, text: str) -> None:
    sound = said(text)
    assert whisper.states(sound).shape == (-(-sound.size // 320), 512)


@pytest.mark.speech
@needs_speech
def test_a_long_take_is_counted_in_all_its_pieces(whisper: WhisperTranscriber) -> None:
    line = said("Ik heb het altijd al geweten: de goden zijn gek.")
    once = whisper.transcribe(line, DUTCH, Purpose.BACKGROUND).heard_syllables
    times = int(40 * RATE / line.size)
    told = whisper.transcribe(np.tile(line, times), DUTCH, Purpose.BACKGROUND)

    assert once is not None
    assert told.heard_syllables == pytest.approx(times * once, rel=0.15)
    assert told.readings == ()


def test_only_the_encoder_that_the_counting_was_fitted_on_is_known(whisper: WhisperTranscriber) -> None:
    other = replace(ear(), print=ear().print[::-1].copy())

    assert ear().knows(whisper.states)
    assert not other.knows(whisper.states)


@pytest.mark.speech
@needs_speech
def test_hints_are_bounded_and_do_no_harm(whisper: WhisperTranscriber) -> None:
    hints = RecognitionOptions("nl", hints=tuple(f"vakterm{number}" for number in range(500)))
    heard = whisper.transcribe(said("Wat moeten we ermee?"), hints, Purpose.FINAL)
    assert word_errors(normalise("Wat moeten we ermee?"), normalise(heard.text)) <= 2


@pytest.mark.speech
@needs_speech
def test_a_truncated_recording_gives_what_was_in_it_or_nothing(whisper: WhisperTranscriber) -> None:
    sound = said("Ik heb het altijd al geweten: de goden zijn gek.")
    for share in (0.02, 0.1, 0.3, 0.7):
        part = sound[: int(sound.size * share)]
        heard = whisper.transcribe(part, DUTCH, Purpose.FINAL)
        assert len(normalise(heard.text)) <= 4 + 8 * part.size / RATE
        assert bool(heard.text) is (heard.empty_because is None)


@pytest.mark.speech
@needs_speech
def test_a_long_recording_is_heard_to_its_end(whisper: WhisperTranscriber) -> None:
    texts = ["Wat een opluchting.", "Ik heb het altijd al geweten: de goden zijn gek."]
    pause = np.zeros(9 * RATE, np.float32)
    sounds = [said(text) for text in (texts[0], texts[1], texts[0])]
    sound = np.concatenate([part for line in sounds for part in (line, pause)])
    assert sound.size / RATE > 30
    heard = normalise(whisper.transcribe(sound, DUTCH, Purpose.FINAL).text)
    middle = set(normalise(texts[1]))
    assert len(middle & set(heard[3:-3])) >= len(middle) / 2, "most words of the line between the pauses"
    assert heard[:2] == heard[-3:-1] == ["wat", "een"]


@pytest.mark.speech
@needs_speech
def test_a_guess_in_a_pause_is_the_transcript_when_the_turn_is_over(whisper: WhisperTranscriber) -> None:
    pool = RecogniserPool(whisper)
    try:
        words = UtteranceWords(pool, DUTCH)
        sound = said("Wat moeten we ermee?")
        guess = pool.submit(sound, DUTCH, Purpose.SPECULATIVE)
        words.adopt_guess(guess, sound)
        guessed = guess.result(60)
        assert guessed.text
        assert words.finish(np.concatenate([sound, np.zeros(RATE, np.float32)])).result(60) is guessed
    finally:
        pool.close()


@pytest.mark.parametrize("seconds", [0.0, 0.01, 2.0, 40.0])
def test_silence_gives_no_text(whisper: WhisperTranscriber, seconds: float) -> None:
    heard = whisper.transcribe(np.zeros(int(seconds * RATE), np.float32), DUTCH, Purpose.FINAL)
    assert (heard.text, heard.empty_because) == ("", "silence")
    assert heard.seconds == pytest.approx(seconds)


def test_noise_gives_no_text(whisper: WhisperTranscriber) -> None:
    noise = np.random.default_rng(5).standard_normal(3 * RATE).astype(np.float32)
    for level in (0.003, 0.03, 0.3):
        heard = whisper.transcribe(noise * np.float32(level), DUTCH, Purpose.FINAL)
        assert (heard.text, heard.empty_because) == ("", "noise")


@pytest.mark.parametrize("name", ["kufrik.ogg", "rybky01.ogg", "rybky04.ogg"])
@needs_speech
def test_music_gives_no_text(whisper: WhisperTranscriber, name: str) -> None:
    music = read_audio(GAME / "music" / name)[10 * RATE : 15 * RATE]
    assert whisper.transcribe(music, DUTCH, Purpose.FINAL).text == ""


@pytest.mark.speech
@needs_speech
def test_an_unknown_language_is_an_engine_error(whisper: WhisperTranscriber) -> None:
    with pytest.raises(SpeechEngineError, match="zz"):
        whisper.transcribe(said("Wat?"), RecognitionOptions("zz"), Purpose.FINAL)


def test_a_folder_without_a_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="no speech model can be loaded"):
        WhisperTranscriber(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"half a model")
    with pytest.raises(ModelMissingError, match="no speech model can be loaded"):
        WhisperTranscriber(tmp_path)
