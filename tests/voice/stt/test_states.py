"""What belongs to the sound in the states of the encoder."""

from __future__ import annotations

import ctranslate2
import numpy as np
import pytest

from voice.stt.states import states_of

RATE = 16_000


def encoded(frames: int) -> ctranslate2.StorageView:
    """States that are numbered, as the encoder gives them."""
    numbers = np.arange(frames, dtype=np.float32)
    return ctranslate2.StorageView.from_array(np.stack([numbers, numbers], axis=1)[None])


@pytest.mark.parametrize(
    ("samples", "first", "count"),
    [(2 * RATE, 10, 100), (2 * RATE + 1, 10, 101), (5 * RATE, 0, 250), (0, 10, 0)],
    ids=["after the lead of a short one", "a piece of a frame is one", "a long one has no lead", "nothing"],
)
def test_the_silence_before_and_after_a_sound_is_left_out(samples: int, first: int, count: int) -> None:
    found = states_of(encoded(400), np.zeros(samples, np.float32))

    assert found[:, 0].tolist() == list(range(first, first + count))
