"""The melody of a voice, in semitones around the speaker's own middle.

An own tracker: the cumulative mean normalised difference of YIN (A. de Cheveigné and H. Kawahara, "YIN, a
fundamental frequency estimator for speech and music", JASA 111, 2002) gives a few candidates a frame, and the
cheapest path through them is taken, as in pYIN (M. Mauch and S. Dixon, ICASSP 2014), so that a single frame
does not jump an octave. Semitones make low and high voices comparable (H. Traunmüller and A. Eriksson, "The
perceptual evaluation of F0 excursions in speech as evidenced in liveliness estimations", JASA 97, 1995).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voice.audio import SAMPLE_RATE
from voice.delivery.levels import BoolArray
from voice.stt.base import FloatArray

HOP_SECONDS = 0.01
HOP = round(HOP_SECONDS * SAMPLE_RATE)
LOWEST, HIGHEST = 60.0, 500.0
"""Hz between which a speaking voice is looked for."""
_LONGEST = int(SAMPLE_RATE / LOWEST) + 2
_SHORTEST = int(SAMPLE_RATE / HIGHEST)
_WIDTH = 640
_FRAME = _WIDTH + _LONGEST
_FFT = 2048
_BLOCK = 1_000
_CANDIDATES = 3
_UNVOICED_COST = 0.60
"""Depth of a dip from which a frame rather has no pitch at all."""
_SWITCH_COST = 0.25
_OCTAVE_COST = 1.2
_LONG_LAG_COST = 0.06
"""A little against longer periods: every multiple of a period fits as well."""
_SEMITONES = 12.0
_NOTHING = 1e3

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Melody:
    """The pitch over time."""

    hertz: FloatArray
    """Every 10 ms; NaN where there is no voice. Frame ``n`` is centred on ``n * HOP_SECONDS``."""

    @property
    def voiced(self) -> BoolArray:
        """Tell for every frame whether it has a pitch."""
        return np.asarray(np.isfinite(self.hertz))

    @property
    def middle(self) -> float:
        """Median pitch in Hz; NaN where nothing is voiced."""
        return float(np.nanmedian(self.hertz)) if self.voiced.any() else float("nan")

    def semitones(self, around: float | None = None) -> FloatArray:
        """Give the pitch in semitones around the median, or around a pitch in Hz; NaN without voice."""
        middle = self.middle if around is None else around
        return np.asarray(_SEMITONES * np.log2(self.hertz / middle), dtype=np.float32)

    def spread(self) -> float:
        """Give the distance of the 10th and the 90th percentile, in semitones: octave slips do not count."""
        voiced = self.semitones()[self.voiced]
        return float(np.percentile(voiced, 90) - np.percentile(voiced, 10)) if voiced.size else float("nan")


def follow(samples: FloatArray, speech: BoolArray | None = None) -> Melody:
    """Follow the pitch of one voice.

    Args:
        samples: Mono, 16 kHz, -1 to 1.
        speech: Speech for every 5 ms; elsewhere there is no pitch.
    """
    count = samples.size // HOP + 1 if samples.size else 0
    if count == 0:
        return Melody(np.zeros(0, np.float32))
    lags = np.full((count, _CANDIDATES), float(_LONGEST))
    costs = np.full((count, _CANDIDATES), _NOTHING)
    padded = np.pad(samples.astype(np.float32), (_FRAME // 2, _FRAME + HOP))
    wanted = _wanted(count, speech)
    for first in range(0, wanted.size, _BLOCK):
        frames = wanted[first : first + _BLOCK]
        cut = padded[frames[:, None] * HOP + np.arange(_FRAME)[None, :]]
        lags[frames], costs[frames] = _candidates(_normalised(cut))
    return Melody(_cheapest(lags, costs))


def _wanted(count: int, speech: BoolArray | None) -> npt.NDArray[np.intp]:
    frames = np.arange(count)
    if speech is None or speech.size == 0:
        return frames
    return frames[speech[np.minimum(frames * 2, speech.size - 1)]]


def _normalised(frames: FloatArray) -> Floats:
    """Give YIN's cumulative mean normalised difference for lags up to the longest, one row a frame."""
    head = np.zeros((frames.shape[0], _FFT), np.float64)
    head[:, :_WIDTH] = frames[:, :_WIDTH]
    whole = np.zeros_like(head)
    whole[:, :_FRAME] = frames
    product = np.conj(np.fft.rfft(head)) * np.fft.rfft(whole)
    correlation = np.fft.irfft(product)[:, :_LONGEST]
    squares = np.concatenate(
        [np.zeros((frames.shape[0], 1)), np.cumsum(np.square(frames, dtype=np.float64), axis=1)], axis=1
    )
    lags = np.arange(_LONGEST)
    energy = squares[:, lags + _WIDTH] - squares[:, lags]
    difference = np.maximum(energy[:, :1] + energy - 2 * correlation, 0.0)
    mean = np.cumsum(difference[:, 1:], axis=1) / lags[1:]
    normalised: Floats = np.ones_like(difference)
    normalised[:, 1:] = difference[:, 1:] / np.maximum(mean, 1e-12)
    normalised[energy[:, 0] < 1e-9] = 1.0
    return normalised


def _candidates(normalised: Floats) -> tuple[Floats, Floats]:
    """Give the deepest dips of every frame as fine lags, and what each costs."""
    inner = normalised[:, _SHORTEST : _LONGEST - 1]
    before, after = normalised[:, _SHORTEST - 1 : _LONGEST - 2], normalised[:, _SHORTEST + 1 : _LONGEST]
    dip = (inner < before) & (inner <= after)
    lag = np.arange(_SHORTEST, _LONGEST - 1)
    penalty = _LONG_LAG_COST * np.log2(lag / _SHORTEST)
    cost = np.where(dip, inner + penalty, _NOTHING)
    best = np.argsort(cost, axis=1)[:, :_CANDIDATES]
    rows = np.arange(inner.shape[0])[:, None]
    bend = before[rows, best] - 2 * inner[rows, best] + after[rows, best]
    shift = np.where(
        bend > 1e-12, 0.5 * (before[rows, best] - after[rows, best]) / np.maximum(bend, 1e-12), 0.0
    )
    return lag[best] + np.clip(shift, -0.5, 0.5), cost[rows, best]


def _cheapest(lags: Floats, costs: Floats) -> FloatArray:
    """Choose a candidate or no voice for every frame, so that depth and jumps cost least (Viterbi)."""
    count, width = lags.shape
    pitches = np.log2(SAMPLE_RATE / lags)
    total = np.append(costs[0], _UNVOICED_COST)
    back = np.zeros((count, width + 1), np.int8)
    silent = costs[:, 0] >= _NOTHING
    for frame in range(1, count):
        if silent[frame]:
            back[frame] = int(np.argmin(total))
            total = np.full(width + 1, total.min() + _NOTHING)
            total[width] -= _NOTHING
            continue
        step = np.full((width + 1, width + 1), _SWITCH_COST)
        step[width, width] = 0.0
        step[:width, :width] = _OCTAVE_COST * np.abs(pitches[frame][:, None] - pitches[frame - 1][None, :])
        paths = total[None, :] + step
        back[frame] = np.argmin(paths, axis=1)
        total = paths.min(axis=1) + np.append(costs[frame], _UNVOICED_COST)
    chosen = np.full(count, width)
    at = int(np.argmin(total))
    for frame in range(count - 1, -1, -1):
        chosen[frame] = at
        at = int(back[frame, at])
    hertz = np.full(count, np.nan, np.float32)
    voiced = (chosen < width) & ~silent
    hertz[voiced] = SAMPLE_RATE / lags[voiced, chosen[voiced]]
    return hertz
