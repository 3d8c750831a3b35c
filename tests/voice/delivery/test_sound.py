"""Measures of the sound, on sounds of which the truth is known."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.delivery import level_error, pauses_within, read_lines, tones
from benchmarks.speech_corpus import installed
from voice.audio import SAMPLE_RATE
from voice.delivery.acoustics import measure, two_groups
from voice.delivery.bands import band
from voice.delivery.levels import HOP_SECONDS, clipped_share, frame_levels
from voice.delivery.loudness import endings, level_of, middle
from voice.delivery.pauses import Stretch, find_speech, runs_of
from voice.delivery.pitch import follow
from voice.stt.base import FloatArray
from voice.vad import WINDOW, SileroVad, VadStream

NOISE = np.random.default_rng(3).normal(0, 0.05, 6 * SAMPLE_RATE).astype(np.float32)


@pytest.fixture(scope="module")
def vad() -> SileroVad:
    return SileroVad()


def vowel(seconds: float, hertz: float = 120.0, level: float = 0.2) -> FloatArray:
    """Make a sound with the partials of an open vowel."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    weights = {
        n: 1 / (1 + abs(n * hertz - 650) / 200) + 0.4 / (1 + abs(n * hertz - 1100) / 200)
        for n in range(1, 30)
    }
    sound = sum(weight * np.sin(2 * np.pi * hertz * n * time) for n, weight in weights.items())
    return np.asarray(level * sound / np.abs(sound).max(), dtype=np.float32)


def test_tones_and_glides_are_followed_within_half_a_semitone() -> None:
    for sound, hertz in list(tones(np.random.default_rng(1)))[::5]:
        found = follow(sound).hertz
        truth = hertz[np.minimum(np.arange(found.size) * 160, hertz.size - 1)]
        error = np.abs(12 * np.log2(found / truth))[5:-5]
        assert np.isfinite(error).mean() > 0.9
        assert np.nanpercentile(error, 95) <= 0.5


@pytest.mark.parametrize("sound", [NOISE, np.zeros(SAMPLE_RATE, np.float32), np.zeros(0, np.float32)])
def test_what_has_no_pitch_gets_none(sound: FloatArray) -> None:
    assert follow(sound).voiced.sum() <= 0.02 * max(1, sound.size // 160)


def test_a_voice_an_octave_apart_has_the_same_spread_in_semitones() -> None:
    time = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    spreads = []
    for base in (100.0, 200.0):
        hertz = base * 2 ** (np.sin(2 * np.pi * time) * 3 / 12)
        phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
        sound = sum(np.sin(n * phase) / n for n in range(1, 10))
        spreads.append(follow(np.asarray(0.1 * sound, np.float32)).spread())
    assert spreads[0] == pytest.approx(spreads[1], abs=0.3)


@settings(max_examples=25, deadline=None)
@given(st.floats(-40, -3), st.floats(-12, 12))
def test_a_step_in_level_is_measured_as_it_is(level: float, step: float) -> None:
    first = vowel(0.5, level=0.2 * 10 ** (level / 40))
    sound = np.concatenate([first, first * np.float32(10 ** (step / 20))])
    levels = frame_levels(sound)
    speech = np.ones(levels.size, np.bool_)
    before, after = (level_of(levels, speech, Stretch(at, at + 0.5)) for at in (0.0, 0.5))
    assert after - before == pytest.approx(step, abs=0.8)


def test_frames_stand_for_their_time() -> None:
    sound = np.concatenate([np.zeros(8_000, np.float32), vowel(0.5)])
    loud = np.flatnonzero(frame_levels(sound) > -40)
    assert loud[0] * HOP_SECONDS == pytest.approx(0.5, abs=0.011)


def test_cut_off_waves_are_noticed_and_loud_ones_are_not() -> None:
    loud = vowel(1.0, level=0.9)
    speech = np.ones(loud.size // 80, np.bool_)
    assert clipped_share(loud, speech) == 0.0
    assert clipped_share(np.clip(loud * 3, -1, 1), speech) > 0.3
    assert clipped_share(loud, np.zeros_like(speech)) == 0.0


def test_an_end_that_drops_is_measured_by_its_last_syllables() -> None:
    levels = np.full(400, -20.0, np.float32)
    levels[270:] = -32.0
    peaks = np.arange(8, dtype=np.float32) * 0.22 + 0.1
    (ending,) = endings(levels, peaks, [Stretch(0.0, 2.0)])
    assert ending.drop == pytest.approx(12.0, abs=0.1)
    assert ending.drops_away
    assert endings(levels, peaks[:3], [Stretch(0.0, 2.0)]) == ()


def test_nothing_said_is_nothing_measured(vad: SileroVad) -> None:
    for sound in (np.zeros(3 * SAMPLE_RATE, np.float32), NOISE, np.zeros(0, np.float32), NOISE[:100]):
        found = measure(sound, vad.stream())
        assert found.stretches == []
        assert found.pauses == []
        assert found.pitch_spread is None
        assert found.level_spread is None
        assert not found.several_voices
    assert np.isnan(middle(np.zeros(0, np.float32), np.zeros(0, np.bool_)))


def test_a_click_is_no_speech(vad: SileroVad) -> None:
    sound = np.random.default_rng(2).normal(0, 1e-4, 3 * SAMPLE_RATE).astype(np.float32)
    sound[SAMPLE_RATE : SAMPLE_RATE + 300] = 0.8
    assert find_speech(sound, vad.stream()).stretches == ()


class Sure:
    """Takes everything that is not digital silence for speech."""

    def process(self, samples: FloatArray) -> list[float]:
        return [float(np.any(window)) for window in samples.reshape(-1, WINDOW)]


@pytest.mark.parametrize(("under", "counts"), [(28.0, True), (34.0, False)])
def test_a_word_ends_thirty_decibels_under_the_loudest_moment(under: float, counts: bool) -> None:
    """The loudest moment is a two-hundredth of the speech; the rest is 10 dB softer, and so is no measure."""
    tone = np.sin(2 * np.pi * 500 * np.arange(int(4.2 * SAMPLE_RATE)) / SAMPLE_RATE).astype(np.float32)
    level = np.full(tone.size, 10 ** (-10 / 20))
    level[2 * SAMPLE_RATE : 2 * SAMPLE_RATE + 320] = 1.0
    level[4 * SAMPLE_RATE :] = 10 ** (-under / 20)
    sound = np.pad(0.5 * tone * level, SAMPLE_RATE // 2).astype(np.float32)
    found = find_speech(sound, cast(VadStream, Sure()))

    assert found.stretches[0].seconds == pytest.approx(4.2, abs=0.02)
    assert found.words[0].seconds == pytest.approx(4.2 if counts else 4.0, abs=0.02)


@given(st.lists(st.booleans(), max_size=60))
def test_runs_are_where_it_is_true(values: list[bool]) -> None:
    mask = np.asarray(values, np.bool_)
    again = np.zeros(mask.size, np.bool_)
    for start, end in runs_of(mask):
        assert start < end
        again[start:end] = True
    assert (again == mask).all()


@pytest.mark.speech
@pytest.mark.skipif(not installed(), reason="no recorded speech on this machine")
def test_pauses_and_levels_of_people_are_found(vad: SileroVad) -> None:
    lines = read_lines(None, 15)
    share, count = pauses_within(lines, vad)
    assert count == 10
    assert share >= 0.9
    assert level_error(lines[:5], vad) <= 1.0


def test_two_voices_are_possible_where_the_pitch_falls_into_two_groups_far_apart() -> None:
    low, high = [(0.0, 2.0), (2.0, 1.5), (-2.0, 2.0)], [(9.0, 2.0), (7.0, 2.0), (11.0, 1.5)]
    assert two_groups(low + high)
    assert not two_groups(low)
    assert not two_groups([(float(pitch), 1.0) for pitch in range(-4, 5)])
    assert not two_groups([*low, (10.0, 0.5)])
    assert not two_groups([])


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_every_band_says_where_it_comes_from_in_both_languages(language: str) -> None:
    for kind in ("rate", "articulation", "filler_words", "pauses_per_minute", "sentence_words"):
        found = band(kind, language)
        assert found is not None
        assert found.source("nl") != found.source("en")
        assert found.source("nl") == found.nl
