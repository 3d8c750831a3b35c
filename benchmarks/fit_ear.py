"""Fit the networks that count syllables in the states of Whisper base (``voice/stt/ear.py``).

    python -m benchmarks.fit_ear collect --out FILE [--root DIR] [--instance DIR]
    python -m benchmarks.fit_ear fit --states FILE [--workers 2]

``collect`` runs the encoder three times over the recordings of :mod:`benchmarks.ear_corpus` (3.4 hours;
Debian packages unpacked under ``--root``): as they are, once 4 to 14 % slower and once 4 to 16 % quicker,
which moves the pitch as well and leaves the syllables. Those two are 12 dB softer to 6 dB louder, and half of
them have white noise 25 to 45 dB under the speech. ``fit`` needs PyTorch (2.13.0 on the CPU was used), which
the project itself does not: install it into an environment of its own that has the project as well.

Each of the eight networks is fitted without a quarter of the levels of the game, in Dutch and in Czech, so
that for every line of the game there are two that never saw its level; ``benchmarks.delivery`` asks only
those. The prompts of telephone exchanges are in all of them. An epoch takes one of the three ways in which a
recording is said, at random. The loss is the relative error of the sum of the densities (Huber), plus half of
a connectionist temporal classification of seven kinds of sounds of the spelling, which teaches the layers
below where sounds are. States are stretched in time by up to a seventh. The last line printed is one JSON
object: the share of Dutch lines of 2 to 15 s, as they were recorded, whose count, by the networks that did
not know them, is within ten per cent.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ear_material import Material
from voice.delivery.counting import NEAR
from voice.stt.base import FloatArray
from voice.stt.ear import WEIGHTS, known_sound, load
from voice.stt.windows import LONGEST_SHORT, SAMPLE_RATE

EPOCHS = 16
HIDDEN = 48
SEEDS = 2
LANGUAGES = ("cs", "en", "es", "fr", "it", "nl")
SPEEDS = ((0.86, 0.96), (1.04, 1.16))
"""Bounds of the speeds at which a recording is said again."""
_GAIN = (-12.0, 6.0)  # dB
_NOISE_UNDER = (25.0, 45.0)  # dB
_VARIED = 20_261_122
"""Seed of what is varied; the file of a recording adds to it."""


def collect(out: Path, root: Path, instance: Path) -> None:
    """Write the states of all recordings, with what is known of each, to one file."""
    from benchmarks.delivery import cut_close
    from benchmarks.ear_corpus import kinds, spoken
    from voice.stt.models import find_model
    from voice.stt.whisper import WhisperTranscriber

    transcriber = WhisperTranscriber(find_model(instance, "base").folder)
    states, rows, line = [], [], 0
    for language in LANGUAGES:
        for one in spoken(language, Path("/") if language == "nl" else root):
            if not one.syllables:
                continue
            recorded = one.sound()
            known = {
                "language": language,
                "fold": one.fold if language in ("nl", "cs") else -1,
                "syllables": one.syllables,
                "kinds": kinds(one.text, language),
                "fits": one.fits(cut_close(recorded).size / SAMPLE_RATE),
                "line": line,
            }
            line += 1
            seed = (_VARIED, zlib.crc32(f"{language} {one.group} {one.audio.name}".encode()))
            for variant, sound in enumerate([recorded, *varied(recorded, np.random.default_rng(seed))]):
                if sound.size > LONGEST_SHORT * SAMPLE_RATE:
                    continue
                states.append(transcriber.states(sound).astype(np.float16))
                seconds = sound.size / SAMPLE_RATE
                rows.append({**known, "variant": variant, "seconds": seconds, "frames": len(states[-1])})
    print_ = transcriber.states(known_sound()).mean(axis=0)
    np.savez(out, states=np.concatenate(states), rows=json.dumps(rows), print=print_)


def varied(sound: FloatArray, generator: np.random.Generator) -> list[FloatArray]:
    """Say a recording (16 kHz) at other speeds, softer or louder, and half of the times in noise."""
    import soxr

    from benchmarks.delivery import cut_close

    found = []
    for bounds in SPEEDS:
        said = soxr.resample(sound, SAMPLE_RATE * generator.uniform(*bounds), SAMPLE_RATE)
        under, gain = generator.uniform(*_NOISE_UNDER), generator.uniform(*_GAIN)
        if generator.random() < 0.5:
            level = np.sqrt(np.mean(np.square(cut_close(said)))) * 10 ** (-under / 20)
            said = said + generator.normal(0.0, level, said.size)
        loudest = float(np.abs(said).max(initial=1e-6))
        found.append(np.asarray(said * min(10 ** (gain / 20), 1.0 / loudest), np.float32))
    return found


def fit(states: Path, workers: int, weights: Path) -> dict[str, float]:
    """Fit the networks, write them, and give the cross-validated figures."""
    material = _material(states)  # read before the workers begin, who then share it
    folds = sorted({row["fold"] for row in material.rows} - {-1})
    wanted = [(states, fold, seed) for seed in range(SEEDS) for fold in folds]
    with ProcessPoolExecutor(workers) as pool:
        nets = list(pool.map(_fitted, wanted))
    write(weights, material.centre, material.print - material.centre, [fold for _, fold, _ in wanted], nets)
    fitted = load(weights)
    off: list[float] = []
    for fold in folds:
        unseen = fitted.without(fold)
        for number in material.held_out(fold, "nl"):
            truth = material.rows[number]["syllables"]
            off.append(unseen.count(material.states[number]) / truth - 1)
    return {
        "heard_within_10pct": round(float(np.mean(np.abs(off) <= NEAR)), 4),
        "median_error": round(float(np.median(np.abs(off))), 4),
        "n": len(off),
    }


def _fitted(wanted: tuple[Path, int, int]) -> dict[str, FloatArray]:
    from benchmarks.ear_net import fitted

    states, fold, seed = wanted
    material = _material(states)
    return fitted(material, fold, seed, EPOCHS, HIDDEN).arrays(material.centre)


@lru_cache(maxsize=1)
def _material(states: Path) -> Material:
    return Material.read(states)


def write(
    path: Path,
    centre: FloatArray,
    print_: FloatArray,
    folds: Sequence[int],
    nets: Sequence[dict[str, FloatArray]],
) -> None:
    """Write the networks, the large arrays as whole numbers of eight bits with a step for each column."""
    kept = {name: np.stack([net[name] for net in nets]) for name in nets[0]}
    for name, columns in (("into", (1,)), ("taps", (2, 3))):
        step = np.abs(kept[name]).max(axis=columns) / 127
        wide = np.expand_dims(step, columns)
        kept[name] = np.rint(kept[name] / wide).astype(np.int8)
        kept[f"{name}_step"] = step.astype(np.float32)
    everything: dict[str, Any] = {"centre": centre, "print": print_, "folds": folds, **kept}
    np.savez_compressed(path, **everything)


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect or fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(dest="step", required=True)
    first = steps.add_parser("collect")
    first.add_argument("--out", type=Path, required=True, help="file for the states, some 1.9 GB")
    first.add_argument("--root", type=Path, default=Path("/"), help="where the packages are unpacked")
    first.add_argument("--instance", type=Path, default=Path("instance"), help="where models are kept")
    second = steps.add_parser("fit")
    second.add_argument("--states", type=Path, required=True, help="what collect wrote")
    second.add_argument("--workers", type=int, default=2, help="networks fitted side by side")
    second.add_argument("--out", type=Path, default=WEIGHTS, help="file for the weights")
    asked = parser.parse_args(arguments)
    if asked.step == "collect":
        collect(asked.out, asked.root, asked.instance)
    else:
        print(json.dumps(fit(asked.states, asked.workers, asked.out)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
