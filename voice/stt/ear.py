"""How many syllables were said, counted in what the encoder of the recogniser heard.

A recogniser writes the words it thinks likely; where it is wrong, their syllables are wrong too. The states
of its encoder, one for every 20 ms, hold more: a small network that looks 0.14 s back and ahead turns each
into a density, and the sum over a stretch of sound is its number of syllables (after S. Seshadri and
O. Räsänen, "SylNet: An Adaptable End-to-End Syllable Count Estimator for Speech", IEEE Signal Processing
Letters 26, 2019). Several networks, each fitted without a part of the lines, are averaged. They know the
encoder of Whisper base only; a fingerprint tells whether another model is loaded, and then nothing is
counted.

``python -m benchmarks.fit_ear`` fits them and says on what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voice.stt.base import FloatArray

WEIGHTS = Path(__file__).with_name("ear_base.npz")
DILATIONS = (1, 2, 4)
"""Frames between the taps of each layer."""
STATES_PER_SECOND = 50
_ALIKE = 0.97
"""Least cosine between the states of a known sound and those the networks were fitted on."""


@dataclass(frozen=True)
class Ear:
    """The networks. Their arrays begin with one row for each."""

    centre: FloatArray
    """Mean of every state, shape (width,)."""
    into: FloatArray
    """Shape (networks, width, hidden), for centred states."""
    into_bias: FloatArray
    taps: FloatArray
    """Shape (networks, layers, 3, hidden, hidden): before, at and after a frame."""
    taps_bias: FloatArray
    out: FloatArray
    """Shape (networks, hidden)."""
    out_bias: FloatArray
    folds: npt.NDArray[np.int8]
    """The part of the lines that each network was fitted without."""
    print: FloatArray
    """Mean state for :func:`known_sound`, centred."""

    def knows(self, encode: Callable[[FloatArray], FloatArray]) -> bool:
        """Tell whether an encoder is the one the networks were fitted on.

        Args:
            encode: Gives the states, shape (frames, width), of a sound at 16 kHz.
        """
        sound = known_sound()
        states = encode(sound)[: sound.size * STATES_PER_SECOND // 16_000]
        if states.ndim != 2 or states.shape[1] != self.print.size:
            return False
        mean = np.mean(states, axis=0) - self.centre
        likeness = mean @ self.print / (np.linalg.norm(mean) * np.linalg.norm(self.print) + 1e-9)
        return bool(likeness >= _ALIKE)

    def each(self, states: FloatArray) -> FloatArray:
        """Count the syllables with every network; shape (networks,).

        Args:
            states: Of the encoder, shape (frames, width), cut to the length of the sound.
        """
        if not len(states):
            return np.zeros(len(self.into), np.float32)
        centred = states.astype(np.float32) - self.centre
        return np.asarray([self._count(number, centred) for number in range(len(self.into))], np.float32)

    def count(self, states: FloatArray) -> float:
        """Count the syllables; see :meth:`each`."""
        return float(self.each(states).mean())

    def without(self, fold: int) -> Ear:
        """Give only the networks that were fitted without a fold; see ``benchmarks.fit_ear``."""
        part = self.folds == fold
        names = ("folds", "into", "into_bias", "taps", "taps_bias", "out", "out_bias")
        return replace(self, **{name: getattr(self, name)[part] for name in names})

    def _count(self, number: int, centred: FloatArray) -> float:
        hidden = np.maximum(centred @ self.into[number] + self.into_bias[number], 0.0)
        for layer, step in enumerate(DILATIONS):
            wide = np.pad(hidden, ((step, step), (0, 0)))
            before, at, after = self.taps[number, layer]
            moved = wide[: -2 * step] @ before + hidden @ at + wide[2 * step :] @ after
            hidden = hidden + np.maximum(moved + self.taps_bias[number, layer], 0.0)
        return float(np.logaddexp(0.0, hidden @ self.out[number] + self.out_bias[number]).sum())


def known_sound() -> FloatArray:
    """Make a sound of two seconds that is always the same: a voice-like buzz whose vowels change."""
    time = np.arange(2 * 16_000) / 16_000
    buzz = sum(np.sin(2 * np.pi * 120 * partial * time) / partial for partial in range(1, 20))
    opening = 0.5 - 0.5 * np.cos(2 * np.pi * 3 * time)
    return np.asarray(0.1 * buzz * opening, np.float32)


@lru_cache(maxsize=1)
def ear() -> Ear:
    """Load the networks of the product, once."""
    return load(WEIGHTS)


def load(weights: Path) -> Ear:
    """Load networks; they are kept as whole numbers with one step a column."""
    with np.load(weights) as kept:
        return Ear(
            centre=kept["centre"].astype(np.float32),
            into=kept["into"] * kept["into_step"][:, None, :].astype(np.float32),
            into_bias=kept["into_bias"].astype(np.float32),
            taps=kept["taps"] * kept["taps_step"][:, :, None, None, :].astype(np.float32),
            taps_bias=kept["taps_bias"].astype(np.float32),
            out=kept["out"].astype(np.float32),
            out_bias=kept["out_bias"].astype(np.float32),
            folds=kept["folds"].astype(np.int8),
            print=kept["print"].astype(np.float32),
        )
