"""Counting syllables in the states of the encoder."""

from __future__ import annotations

from dataclasses import replace
from math import log1p

import numpy as np
import pytest

from voice.stt.base import FloatArray
from voice.stt.ear import DILATIONS, STATES_PER_SECOND, WEIGHTS, Ear, ear, known_sound


def small() -> Ear:
    """One network with one hidden number: the first of two states, less one, and nothing around it."""
    return Ear(
        centre=np.array([1.0, 0.0], np.float32),
        into=np.array([[[1.0], [0.0]]], np.float32),
        into_bias=np.zeros((1, 1), np.float32),
        taps=np.zeros((1, len(DILATIONS), 3, 1, 1), np.float32),
        taps_bias=np.zeros((1, len(DILATIONS), 1), np.float32),
        out=np.ones((1, 1), np.float32),
        out_bias=np.zeros((1, 1), np.float32),
        folds=np.zeros(1, np.int8),
        print=np.array([1.0, 2.0], np.float32),
    )


def test_the_count_is_the_sum_of_the_densities() -> None:
    states = np.array([[1.0, 5.0], [3.0, -5.0], [0.0, 0.0]], np.float32)
    assert small().count(states) == pytest.approx(2 * log1p(1.0) + np.log(1 + np.exp(2.0)), rel=1e-5)


def test_taps_reach_as_far_as_their_layer_says() -> None:
    """Each layer passes on what is its own number of frames later, so three layers pass on seven frames."""
    taps = np.zeros((1, len(DILATIONS), 3, 1, 1), np.float32)
    taps[:, :, 2] = 1.0
    net = replace(
        small(), taps=taps, out_bias=np.array([-30.0], np.float32), out=np.full((1, 1), 40.0, np.float32)
    )
    states = np.ones((12, 2), np.float32)
    states[9, 0] = 2.0
    reached = {0} | {sum(part) for part in [(1,), (2,), (4,), (1, 2), (1, 4), (2, 4), (1, 2, 4)]}
    assert net.count(states) == pytest.approx(10.0 * len(reached), rel=1e-3)


def test_an_empty_sound_has_none() -> None:
    assert small().count(np.zeros((0, 2), np.float32)) == 0


def test_only_its_own_encoder_is_known() -> None:
    own = np.tile(np.array([[2.0, 2.0]], np.float32), (200, 1))

    assert small().knows(lambda _: own)
    assert not small().knows(lambda _: own * np.array([1, -1], np.float32))
    assert not small().knows(lambda _: np.zeros((200, 3), np.float32))


def test_the_states_of_the_silence_after_a_sound_do_not_matter() -> None:
    def padded(_: FloatArray) -> FloatArray:
        states = np.full((500, 2), -50.0, np.float32)
        states[: 2 * STATES_PER_SECOND] = [2.0, 2.0]
        return states

    assert small().knows(padded)


def test_the_known_sound_is_two_seconds_and_no_noise() -> None:
    assert known_sound().size == 32_000
    assert np.array_equal(known_sound(), known_sound())
    assert 0.01 < np.abs(known_sound()).max() < 1


def test_the_weights_fit_whisper_base_and_are_small() -> None:
    assert ear().into.shape[1] == ear().centre.size == ear().print.size == 512
    assert ear().taps.shape[1:3] == (len(DILATIONS), 3)
    assert WEIGHTS.stat().st_size < 700_000


def test_every_fold_has_networks_that_never_saw_it_and_the_whole_is_their_mean() -> None:
    states = np.random.default_rng(3).normal(0, 1, (80, 512)).astype(np.float32) + ear().centre
    counts = [ear().without(fold).count(states) for fold in range(4)]

    assert sorted(set(ear().folds.tolist())) == [0, 1, 2, 3]
    assert len(set(counts)) == 4
    assert ear().count(states) == pytest.approx(float(np.mean(counts)), rel=1e-4)
