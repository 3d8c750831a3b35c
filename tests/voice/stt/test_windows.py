"""The encoder window and the cutting of long recordings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.stt.windows import (
    FULL_FRAMES,
    LONGEST_SHORT,
    MARGIN,
    MARGIN_ALONE,
    SAMPLE_RATE,
    cut_quietly,
    window_frames,
)


@given(st.floats(0.0, 120.0), st.sampled_from([MARGIN, MARGIN_ALONE]))
def test_a_window_holds_the_sound_and_its_margin_or_is_whispers_own(seconds: float, margin: float) -> None:
    frames = window_frames(seconds, margin)
    assert frames % 2 == 0
    assert frames <= FULL_FRAMES
    assert frames == FULL_FRAMES or frames >= (seconds + margin) * 100 - 1e-6


@pytest.mark.parametrize(
    ("seconds", "frames"), [(0.4, 260), (2.0, 420), (3.49, 570), (3.6, 560), (26.0, 2800), (26.1, 3000)]
)
def test_windows_by_length(seconds: float, frames: int) -> None:
    assert window_frames(seconds) == frames


def test_a_recording_is_cut_in_its_pauses() -> None:
    speech = np.random.default_rng(1).uniform(-0.5, 0.5, 60 * SAMPLE_RATE).astype(np.float32)
    for pause in (20.0, 41.0):
        speech[int(pause * SAMPLE_RATE) : int((pause + 0.5) * SAMPLE_RATE)] = 0.0
    pieces = cut_quietly(speech)
    cuts = np.cumsum([piece.size for piece in pieces])[:-1] / SAMPLE_RATE
    assert len(cuts) == 2
    assert 20.0 < cuts[0] < 20.5
    assert 41.0 < cuts[1] < 41.5
    assert np.array_equal(np.concatenate(pieces), speech)


@given(st.floats(0.0, 90.0))
def test_no_piece_is_too_long_and_nothing_is_lost(seconds: float) -> None:
    sound = np.ones(int(seconds * SAMPLE_RATE), dtype=np.float32)
    pieces = cut_quietly(sound)
    assert sum(piece.size for piece in pieces) == sound.size
    assert all(piece.size <= LONGEST_SHORT * SAMPLE_RATE for piece in pieces)
