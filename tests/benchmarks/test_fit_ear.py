"""What the networks that count syllables are fitted on, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.ear_material import Material
from benchmarks.fit_ear import SPEEDS, varied, write
from voice.stt.base import FloatArray
from voice.stt.ear import DILATIONS, known_sound, load

WIDTH, HIDDEN = 6, 4


def test_what_is_said_at_other_speeds_is_longer_or_shorter_and_never_clipped() -> None:
    sound = known_sound() * 9
    tries = [varied(sound, np.random.default_rng(seed)) for seed in range(20)]
    slow, quick = (np.array([one[place].size / sound.size for one in tries]) for place in (0, 1))

    assert 1 / SPEEDS[0][1] - 0.01 < slow.min() < slow.max() < 1 / SPEEDS[0][0] + 0.01
    assert 1 / SPEEDS[1][1] - 0.01 < quick.min() < quick.max() < 1 / SPEEDS[1][0] + 0.01
    assert np.ptp(slow) > 0.03
    assert max(float(np.abs(one).max()) for pair in tries for one in pair) <= 1.0
    assert all(one.dtype == np.float32 for pair in tries for one in pair)


def test_the_same_seed_varies_a_recording_in_the_same_way() -> None:
    first, again = (varied(known_sound(), np.random.default_rng((7, 3))) for _ in range(2))

    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_half_of_what_is_varied_has_noise_where_the_recording_is_silent() -> None:
    sound = np.concatenate([np.zeros(16_000, np.float32), known_sound()])
    tried = [one for seed in range(40) for one in varied(sound, np.random.default_rng(seed))]
    floors = np.array([np.std(one[:8_000]) / np.std(one[-30_000:]) for one in tried])
    noisy = floors > 1e-4

    assert 0.25 < noisy.mean() < 0.75
    assert np.all((20 * np.log10(floors[noisy]) > -47) & (20 * np.log10(floors[noisy]) < -23))


def material(folder: Path) -> Material:
    """One recording as it is, one with its variants, and one whose text is not what was said."""
    rows: list[dict[str, Any]] = [
        {"fold": 0, "fits": True, "frames": 8},
        *({"fold": 1, "fits": True, "frames": 9, "line": 1, "variant": number} for number in range(3)),
        {"fold": 1, "fits": False, "frames": 7, "line": 2, "variant": 0},
    ]
    rows = [{"language": "nl", "syllables": 4, "kinds": [1], "seconds": 3.0, **row} for row in rows]
    numbers = np.arange(sum(row["frames"] for row in rows), dtype=np.float16)
    states = np.repeat(numbers[:, None], WIDTH, axis=1)
    np.savez(folder / "states.npz", states=states, rows=json.dumps(rows), print=np.ones(WIDTH))
    return Material.read(folder / "states.npz")


def test_variants_are_known_together_and_held_out_only_as_recorded(tmp_path: Path) -> None:
    found = material(tmp_path)

    assert found.known(-1) == [[0], [1, 2, 3]]
    assert found.known(1) == [[0]]
    assert found.known(0) == [[1, 2, 3]]
    assert (found.held_out(0, "nl"), found.held_out(1, "nl"), found.held_out(1, "cs")) == ([0], [1, 4], [])


def test_a_batch_is_filled_up_to_its_longest(tmp_path: Path) -> None:
    states, lengths = material(tmp_path).batch([0, 2])

    assert (states.shape, lengths) == ((2, 9, WIDTH), [8, 9])
    assert states[:, :, 0].tolist() == [[*range(8), 0], [*range(17, 26)]]


def test_networks_that_were_written_count_as_before(tmp_path: Path) -> None:
    generator = np.random.default_rng(5)

    def some(*shape: int) -> FloatArray:
        return generator.normal(0, 0.3, shape).astype(np.float32)

    nets = [
        {
            "into": some(WIDTH, HIDDEN), "into_bias": some(HIDDEN), "out": some(HIDDEN), "out_bias": some(),
            "taps": some(len(DILATIONS), 3, HIDDEN, HIDDEN), "taps_bias": some(len(DILATIONS), HIDDEN),
        }
        for _ in range(2)
    ]  # fmt: skip
    write(tmp_path / "ear.npz", some(WIDTH), some(WIDTH), [0, 1], nets)
    found = load(tmp_path / "ear.npz")
    states = some(40, WIDTH)

    assert found.folds.tolist() == [0, 1]
    for number, net in enumerate(nets):
        assert np.allclose(found.into[number], net["into"], atol=np.abs(net["into"]).max() / 200)
        assert np.allclose(found.taps[number], net["taps"], atol=np.abs(net["taps"]).max() / 200)
    assert found.count(states) == pytest.approx(float(np.mean(found.each(states))))
