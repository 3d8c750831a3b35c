"""Find what stands before and behind a short window (``voice/stt/edges.py``).

    python -m benchmarks.fit_edges [--root DIR] [--instance DIR] [--without MANIFEST] [--out FILE]

Needs PyTorch (2.13.0 on the CPU was used) in an environment that has the project as well. Lines of 0.6 to 5.5
seconds are drawn from :mod:`benchmarks.ear_corpus`, each at a level of its own; those of a manifest are left
out, so that word errors can be measured on it. Of each, the states in the full window are the truth. The loss
is the squared difference between them and the states between the patterns, as the decoder sees it: in the
space of the keys and values that it makes of them. The last line printed is one JSON object with the loss on
lines that were not fitted on, with patterns and with silence in their place.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.ear_corpus import ROOT, Spoken, spoken
from benchmarks.manifest import read_manifest
from voice.stt.base import FloatArray
from voice.stt.edges import EDGES, FRAMES_PER_STATE

LANGUAGES = ("cs", "en", "es", "fr", "it", "nl")
STATES = 32
"""States of each pattern: 0.64 s."""
STEPS = 1500
_RATE = 0.02
_BATCH = 2
_SECONDS = (0.6, 5.5)
_LEVELS = (-36.0, 3.0)
"""Bounds, in dB, of what is added to the level of a line."""
_HELD_OUT = 30
_HOP = 160
_FULL = 480_000
_SEED = 1


@dataclass(frozen=True)
class Line:
    """A sound, and what the encoder makes of it in thirty seconds."""

    features: FloatArray
    floor: float
    states: FloatArray


def chosen(root: Path, without: Path | None, count: int) -> list[Spoken]:
    """Draw the recordings."""
    known = {row.audio for row in read_manifest(without, "text")} if without else set()
    every = [
        line
        for language in LANGUAGES
        for line in spoken(language, Path("/") if language == "nl" else root)
        if line.audio not in known
    ]
    return [every[number] for number in np.random.default_rng(_SEED).permutation(len(every))[:count]]


def collect(recordings: Sequence[Spoken], model: Path) -> list[Line]:
    """Encode each recording in the full window, as far into it as it will be in the short one."""
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    generator = np.random.default_rng(_SEED)
    lines = []
    for recording in recordings:
        sound = recording.sound()
        if not _SECONDS[0] * 16_000 <= sound.size < _SECONDS[1] * 16_000:
            continue
        louder = np.float32(10 ** (generator.uniform(*_LEVELS) / 20))
        count = -(-sound.size // (FRAMES_PER_STATE * _HOP))
        before = STATES * FRAMES_PER_STATE * _HOP
        padded = np.pad(np.clip(sound * louder, -1, 1), (before, _FULL - before - sound.size))
        features = np.ascontiguousarray(whisper.feature_extractor(padded)[:, :3000], dtype=np.float32)
        states = np.array(whisper.encode(features))[0, STATES : STATES + count]
        inside = features[:, FRAMES_PER_STATE * STATES : FRAMES_PER_STATE * (STATES + count)]
        lines.append(Line(inside.copy(), float(features.min()), states))
    return lines


def fit(lines: Sequence[Line], model: Path, steps: int) -> tuple[FloatArray, FloatArray, dict[str, float]]:
    """Find both patterns, shape (bands, frames), and give the losses."""
    import torch
    from torch import Tensor

    from benchmarks.torch_encoder import Encoder, weights_of

    weights = weights_of(model)
    encoder = Encoder(weights)
    seen = torch.from_numpy(_seen_by_the_decoder(weights))

    def loss(line: Line, before: Tensor, behind: Tensor) -> Tensor:
        parts = [before + line.floor, torch.from_numpy(line.features), behind + line.floor]
        states = encoder(torch.cat(parts, 1))[STATES : STATES + len(line.states)]
        return ((states - torch.from_numpy(line.states)) @ seen).square().sum(1).mean()

    def held(before: Tensor, behind: Tensor) -> float:
        with torch.no_grad():
            return float(np.mean([loss(line, before, behind).item() for line in lines[:_HELD_OUT]]))

    torch.manual_seed(_SEED)
    generator = np.random.default_rng(_SEED)
    silence = torch.zeros(lines[0].features.shape[0], FRAMES_PER_STATE * STATES)
    before, behind = [(0.02 * torch.randn_like(silence)).requires_grad_() for _ in range(2)]
    optimiser = torch.optim.Adam([before, behind], lr=_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for step in range(steps):
        optimiser.zero_grad()
        for number in generator.integers(_HELD_OUT, len(lines), _BATCH):
            (loss(lines[number], before, behind) / _BATCH).backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 99:
            print(f"step {step + 1} loss {held(before, behind):.1f}", flush=True)
    figures = {"loss": round(held(before, behind), 1), "loss_silence": round(held(silence, silence), 1)}
    return before.detach().numpy(), behind.detach().numpy(), figures


def _seen_by_the_decoder(weights: dict[str, FloatArray]) -> FloatArray:
    """Give a square matrix that keeps lengths as they are in all keys and values of the decoder together."""
    maps = [
        values
        for name, values in weights.items()
        if name.startswith("decoder/layer_") and name.endswith("/attention/linear_1/weight")
    ]
    squares, directions = np.linalg.eigh(sum(values.T @ values for values in maps))
    return np.asarray(directions * np.sqrt(np.maximum(squares, 0.0)), np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect, fit and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="where the packages are unpacked")
    parser.add_argument("--instance", type=Path, default=Path("instance"), help="where models are kept")
    parser.add_argument("--without", type=Path, help="manifest of recordings to leave out")
    parser.add_argument("--lines", type=int, default=600, help="recordings to draw")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--out", type=Path, default=EDGES)
    asked = parser.parse_args(arguments)
    from voice.stt.models import find_model

    model = find_model(asked.instance, "base").folder
    lines = collect(chosen(asked.root, asked.without, asked.lines), model)
    before, behind, figures = fit(lines, model, asked.steps)
    np.savez_compressed(asked.out, before=before.astype(np.float16), behind=behind.astype(np.float16))
    print(json.dumps({**figures, "n": len(lines)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
