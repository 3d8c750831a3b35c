"""What stands before and behind a short window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.speech_corpus import corpus_lines, installed, spread
from tests.voice.stt.test_whisper import told_widths
from voice.audio import read_audio
from voice.stt.base import FloatArray, Purpose, RecognitionOptions
from voice.stt.bundled import join_bundled
from voice.stt.ear import Ear
from voice.stt.edges import EDGES, Edges, edges
from voice.stt.whisper import WhisperTranscriber
from voice.stt.windows import FULL_FRAMES, window_frames

needs_speech = pytest.mark.skipif(not installed(), reason="fillets-ng-data-nl is not installed")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return join_bundled(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def whisper(model: Path) -> WhisperTranscriber:
    return WhisperTranscriber(model)


def test_a_sound_stands_between_the_patterns_over_the_floor_of_its_window() -> None:
    small = Edges(np.full((2, 4), 1.0, np.float32), np.full((2, 2), 3.0, np.float32))
    window = small.around(np.zeros((2, 3), np.float32), -0.5)

    assert window.tolist() == 2 * [[0.5, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0, 2.5, 2.5]]
    assert small.states_before == 2


def test_what_is_shipped_is_small_and_of_whole_states() -> None:
    for pattern in (edges().before, edges().behind):
        assert pattern.shape[0] == 80
        assert pattern.shape[1] % 2 == 0
        assert np.isfinite(pattern).all()
    assert EDGES.stat().st_size < 40_000


def states_in_full_window(whisper: WhisperTranscriber, sound: FloatArray) -> FloatArray:
    """Encode a sound in thirty seconds, as far into them as it is behind the first pattern."""
    before = edges().before.shape[1] * 160
    features = whisper._features(np.pad(sound, (before, 0)), FULL_FRAMES)
    first = edges().states_before
    return np.array(whisper._model.encode(features))[0, first : first + -(-sound.size // 320)]


@pytest.mark.speech
@needs_speech
def test_the_states_come_nearer_to_those_of_the_full_window(whisper: WhisperTranscriber) -> None:
    ratios = []
    for line in spread([line for line in corpus_lines() if 1.0 < line.seconds < 6.0], 6):
        sound = read_audio(line.audio)
        count = -(-sound.size // 320)
        true = states_in_full_window(whisper, sound)
        between = np.array(whisper._encode(sound, window_frames(sound.size / 16_000)))[0, :count]
        alone = whisper.states(sound)
        ratios.append(np.mean(np.square(between - true)) / np.mean(np.square(alone - true)))

    assert np.median(ratios) < 0.75


@pytest.mark.speech
@needs_speech
def test_with_another_encoder_a_short_window_ends_in_silence(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ear, "knows", lambda *_: False)
    whisper = WhisperTranscriber(model)
    widths = told_widths(whisper, monkeypatch)
    sound = read_audio(next(line.audio for line in corpus_lines() if line.text == "Wat een opluchting."))
    told = whisper.transcribe(sound, RecognitionOptions("nl"), Purpose.FINAL)

    assert widths == [window_frames(sound.size / 16_000)]
    assert told.text.startswith("Wat een")
    assert whisper.transcribe(sound, RecognitionOptions("nl"), Purpose.BACKGROUND).heard_syllables is None
