"""With the real recogniser: a voice says a sentence, and it is seen what came across."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from server.conversation.language.attempts import Attempt, judged
from voice.audio import SAMPLE_RATE, from_pcm16
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.bundled import join_bundled
from voice.stt.whisper import WhisperTranscriber
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.espeak import EspeakVoice

SENTENCE = "Good morning, how can I help you?"


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    return WhisperTranscriber(join_bundled(tmp_path_factory.mktemp("models")))


def sound(text: str, language: str) -> FloatArray:
    """Give a synthetic voice, with silence around it."""
    pcm = b"".join(EspeakVoice().speak(text, Speaking(language, 0.95)))
    silence = np.zeros(OUTPUT_RATE // 5, np.float32)
    samples = soxr.resample(np.concatenate([silence, from_pcm16(pcm), silence]), OUTPUT_RATE, SAMPLE_RATE)
    return np.asarray(samples, np.float32)


def attempt(whisper: WhisperTranscriber, sentence: str, spoken: str, samples: FloatArray) -> Attempt:
    def hear(language: str) -> Transcript:
        return whisper.transcribe(samples, RecognitionOptions(language), Purpose.FINAL)

    return judged(sentence, hear(spoken), spoken, "nl", hear)


def test_a_sentence_comes_across(whisper: WhisperTranscriber) -> None:
    found = attempt(whisper, SENTENCE, "en", sound(SENTENCE, "en"))

    assert (found.verdict, found.sure, found.work_on) == ("understood", True, [])


def test_another_sentence_does_not(whisper: WhisperTranscriber) -> None:
    found = attempt(whisper, "Please bring your passport tomorrow.", "en", sound(SENTENCE, "en"))

    assert found.verdict == "not_understood"
    assert len(found.work_on) <= 3


def test_another_language_does_not_either(whisper: WhisperTranscriber) -> None:
    dutch = sound("Ik wil u kort ons plan voorstellen, dat is goed voor de stad.", "nl")

    found = attempt(whisper, "Je voudrais vous présenter notre projet.", "fr", dutch)

    assert found.verdict in ("other_language", "not_understood")
    assert found.work_on == []


def test_silence_says_so(whisper: WhisperTranscriber) -> None:
    found = attempt(whisper, SENTENCE, "en", np.zeros(SAMPLE_RATE, np.float32))

    assert (found.verdict, found.work_on) == ("nothing_heard", [])
