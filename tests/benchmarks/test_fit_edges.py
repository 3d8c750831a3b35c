"""The parts of the fit that need no PyTorch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ear_corpus import ROOT
from benchmarks.fit_edges import _seen_by_the_decoder, chosen
from benchmarks.speech_corpus import corpus_lines, installed


def test_lengths_stay_as_they_are_in_keys_and_values() -> None:
    generator = np.random.default_rng(3)
    names = ("decoder/layer_0/attention/linear_1/weight", "decoder/layer_1/attention/linear_1/weight")
    weights = {name: generator.normal(size=(8, 4)).astype(np.float32) for name in names}
    others = {"decoder/layer_0/self_attention/linear_1/weight": np.full((8, 4), 100, np.float32)}
    away = generator.normal(size=4).astype(np.float32)

    seen = away @ _seen_by_the_decoder(weights | others)
    assert np.sum(seen**2) == pytest.approx(
        sum(np.sum((weights[name] @ away) ** 2) for name in names), rel=1e-4
    )


@pytest.mark.skipif(not installed(), reason="fillets-ng-data-nl is not installed")
def test_recordings_of_a_manifest_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.fit_edges.LANGUAGES", ("nl",))
    lines = list(corpus_lines())[:200]
    manifest = tmp_path / "rows.json"
    rows = [{"audio": str(line.audio), "text": line.text, "language": "nl"} for line in lines]
    manifest.write_text(json.dumps(rows), encoding="utf-8")

    every = {line.audio for line in chosen(ROOT, None, 10_000)}
    rest = {line.audio for line in chosen(ROOT, manifest, 10_000)}
    assert rest < every
    assert not rest & {line.audio for line in lines}
