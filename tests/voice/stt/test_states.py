"""What belongs to the sound in the states of the encoder, and for which encoder syllables are counted."""

from __future__ import annotations

from dataclasses import replace

import ctranslate2
import numpy as np
import pytest

from tests.voice.stt.test_ear import small
from voice.stt.base import FloatArray
from voice.stt.ear import known_sound
from voice.stt.states import SyllableCounter, states_of

RATE = 16_000


def encoded(frames: int) -> ctranslate2.StorageView:
    """States that are numbered, as the encoder gives them."""
    numbers = np.arange(frames, dtype=np.float32)
    return ctranslate2.StorageView.from_array(np.stack([numbers, numbers], axis=1)[None])


def own(_: FloatArray) -> FloatArray:
    return np.tile(np.array([[2.0, 2.0]], np.float32), (200, 1))


@pytest.mark.parametrize(
    ("samples", "first", "count"),
    [(2 * RATE, 10, 100), (2 * RATE + 1, 10, 101), (5 * RATE, 0, 250), (0, 10, 0)],
    ids=["after the lead of a short one", "a piece of a frame is one", "a long one has no lead", "nothing"],
)
def test_the_silence_before_and_after_a_sound_is_left_out(samples: int, first: int, count: int) -> None:
    found = states_of(encoded(400), np.zeros(samples, np.float32))

    assert found[:, 0].tolist() == list(range(first, first + count))


def test_an_encoder_is_asked_once_whether_it_is_the_one() -> None:
    asked: list[int] = []

    def encode(sound: FloatArray) -> FloatArray:
        asked.append(sound.size)
        return own(sound)

    counter = SyllableCounter()
    counter.ear = small()
    sound = np.zeros(RATE, np.float32)
    once, again = (counter.count(sound, encode) for _ in range(2))

    assert once == again == small().count(own(sound))
    assert asked == [known_sound().size, RATE, RATE]


@pytest.mark.parametrize(
    "states",
    [np.full((200, 2), -2.0, np.float32), np.ones((200, 768), np.float32)],
    ids=["fitted again", "of another size"],
)
def test_another_encoder_is_not_counted_with(states: FloatArray) -> None:
    counter = SyllableCounter()
    counter.ear = replace(small(), print=np.array([1.0, 2.0], np.float32))

    assert counter.count(np.zeros(RATE, np.float32), lambda _: states) is None
