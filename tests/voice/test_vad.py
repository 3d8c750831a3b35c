"""Voice activity as a stream, with the real model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.errors import SpeechEngineError
from voice.vad import WINDOW, SileroVad


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad()


def test_silence_and_noise_are_not_speech(vad: SileroVad) -> None:
    noise = np.random.default_rng(0).normal(0, 0.02, 48_000).astype(np.float32)
    assert max(vad.stream().process(np.zeros(48_000, np.float32))) < 0.35
    assert max(vad.stream().process(noise)) < 0.5


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=30))
def test_how_the_sound_was_cut_changes_nothing(cuts: list[int]) -> None:
    vad = SileroVad()
    sound = np.random.default_rng(1).normal(0, 0.1, WINDOW * 12 + 100).astype(np.float32)
    stream, chances, position, number = vad.stream(), list[float](), 0, 0
    while position < len(sound):
        size = cuts[number % len(cuts)]
        chances += stream.process(sound[position : position + size])
        position, number = position + size, number + 1
    assert chances == pytest.approx(vad.stream().process(sound), abs=1e-6)
    assert len(chances) == 12


def test_reset_forgets_and_streams_do_not_mix(vad: SileroVad) -> None:
    sound = np.random.default_rng(2).normal(0, 0.1, WINDOW * 6).astype(np.float32)
    used, other = vad.stream(), vad.stream()
    first = used.process(sound)
    other.process(np.ones(700, np.float32))
    used.process(sound[:700])
    used.reset()
    assert used.process(sound) == pytest.approx(first, abs=1e-6)


def test_a_missing_model_is_a_speech_engine_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    for path in (broken, tmp_path / "missing.onnx"):
        with pytest.raises(SpeechEngineError, match="cannot be loaded"):
            SileroVad(path)
