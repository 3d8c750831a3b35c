"""The measure of turns is itself measured: on sound whose truth is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.speech_corpus import corpus_lines, installed, spread, write_manifest
from benchmarks.turn_stream import Recording, play
from benchmarks.turns import PlainSilence, Words, load, report, summary
from voice.turns import Rhythm
from voice.vad import WINDOW


def recording(*parts: float) -> Recording:
    """Speech and silence in turn, beginning with silence, with six seconds of silence behind."""
    chances: list[float] = []
    for number, seconds in enumerate([*parts, 6.0]):
        chances += [0.9 if number % 2 else 0.0] * round(seconds / 0.032)
    total = sum(parts)
    spoken = total - (parts[-1] if len(parts) % 2 else 0.0)
    return Recording(
        np.zeros(len(chances) * WINDOW, np.float32), total, "nl", tuple(chances), parts[0], spoken
    )


def test_a_turn_without_a_pause_has_only_a_delay() -> None:
    outcome, pauses = play(recording(0.96, 1.92), Rhythm(), PlainSilence(seconds=0.48), Words(None), 0.02)
    assert outcome.false_starts == 0
    assert outcome.delay == pytest.approx(0.48, abs=0.04)
    assert len(pauses) == 1


def test_a_pause_longer_than_the_threshold_is_a_false_start_that_is_put_right() -> None:
    turn = recording(0.96, 1.28, 0.64, 1.28)
    outcome, _ = play(turn, Rhythm(), PlainSilence(seconds=0.48), Words(None), 0.02)
    assert (outcome.false_starts, outcome.recovered) == (1, 1)
    patient, pauses = play(turn, Rhythm(), PlainSilence(seconds=0.7), Words(None), 0.02)
    assert patient.false_starts == 0
    assert len(pauses) == 2
    figures = summary([outcome, patient])
    assert figures["false_starts"] == 0.5
    assert figures["recovered"] == 1.0


def test_a_false_start_that_cannot_be_taken_back_any_more_is_not_put_right() -> None:
    turn = recording(0.96, 1.28, 4.0, 1.28)
    outcome, _ = play(turn, Rhythm(), PlainSilence(seconds=0.48), Words(None), 0.02)
    assert (outcome.false_starts, outcome.recovered) == (1, 0)


@pytest.mark.speech
@pytest.mark.skipif(not installed(), reason="fillets-ng-data-nl is not installed")
def test_human_lines_give_every_figure(tmp_path: Path) -> None:
    lines = [line for line in corpus_lines("c") if line.seconds > 2.0]
    manifest = tmp_path / "turns.jsonl"
    assert write_manifest(spread(lines, 6), manifest) == 6
    recordings, left_out = load(manifest)
    assert len(recordings) + left_out == 6
    figures = report(recordings, Words(None), 0.02, None)
    assert figures["recovered"] == 1.0
    assert figures["false_starts"] <= 0.25
    assert 200 <= figures["median_delay_ms"] <= 900
    points = figures["curve"]["all"]
    assert points["silence"][0]["false_starts"] >= points["silence"][-1]["false_starts"]
    assert points["ours"][0]["median_delay_ms"] < points["ours"][-1]["median_delay_ms"]
    assert json.dumps(figures)
