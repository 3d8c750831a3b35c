"""Where somebody speaks and where they pause, to within 50 ms.

The voice activity model says *that* there is speech, with a resolution of 32 ms and some inertia; the level
of the sound says *where* it begins and ends. Times of words from a recogniser are not used: they are moved by
up to a second where there is silence (faster-whisper issues 125 and 1119). Silences from 250 ms on count as
pauses (N. de Jong and H. R. Bosker, "Choosing a threshold for silent pauses to measure second language
fluency", DiSS 2013); shorter ones are mostly the closures of plosives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voice.audio import SAMPLE_RATE
from voice.delivery.levels import HOP, HOP_SECONDS, BoolArray, Quality, clipped_share, frame_levels
from voice.stt.base import FloatArray
from voice.vad import WINDOW, VadStream

SHORTEST_PAUSE = 0.25
"""Seconds from which a silence between words counts as a pause."""
_SHORTEST_SOUND = 0.06
"""A sound between two silences that is shorter is a click, not a word."""
_SPEECH_FROM = 0.3
_SURE_SPEECH = 0.6
_NO_SPEECH = 0.1
_ENOUGH_FRAMES = 40
_REACH_BACK = 0.4
_REACH_ON = 0.5
"""Seconds that speech may begin before the model sees it, and fade after it, while the level stays up."""
_CLOSURE = 0.12
_OVER_NOISE = (3.0, 8.0)
"""Bounds, in dB, of how far above the noise something must be; in between it is four times its spread."""
_UNDER_SPEECH = 30.0
_UNDER_LOUDEST = 30.0
"""dB under the loudest 5 ms of speech at which a word is over for the pace; what fades on is the echo of the
room. ``benchmarks.delivery`` takes the true time of a line by this very bound, so its figures say how well
speech is found and counted, not whether the bound is the right one. (De Jong and Wempe take 25 dB, which cuts
soft last sounds off.) A pause only begins where that echo is gone as well."""
_NEVER_ABOVE = 6.0
"""dB under the middle of the speech that always count: where nobody paused, the quietest frames are words."""
_BOOST_BELOW = -30.0
_MOST_GAIN = 30.0


@dataclass(frozen=True)
class Stretch:
    """A stretch of time, in seconds from the start of the sound."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True)
class Speaking:
    """Where there is speech."""

    levels: FloatArray
    """Level of every 5 ms, in dB of full scale."""
    speech: BoolArray
    """Whether each of those frames is speech."""
    stretches: tuple[Stretch, ...]
    """Speech between pauses, in order, up to where nothing of it can be heard any more."""
    words: tuple[Stretch, ...]
    """The same stretches without what only fades away: the time that the pace is divided by."""
    quality: Quality

    @property
    def pauses(self) -> tuple[Stretch, ...]:
        """The silences between two stretches of speech; the silence around all speech is none."""
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        return tuple(Stretch(before.end, after.start) for before, after in pairs)


def find_speech(samples: FloatArray, vad: VadStream) -> Speaking:
    """Find the stretches of speech in a recording.

    Args:
        samples: Mono, 16 kHz, -1 to 1, the raw sound.
        vad: A fresh stream of the voice activity model.
    """
    levels = frame_levels(samples)
    chances = _chances(samples, levels, vad)
    noise, spread, loud = _noise_and_speech(levels, chances)
    threshold = max(noise + float(np.clip(4 * spread, *_OVER_NOISE)), loud - _UNDER_SPEECH)
    threshold = min(threshold, loud - _NEVER_ABOVE)
    speech = _grown(chances >= _SPEECH_FROM, levels >= threshold)
    stretches = _stretches(speech, chances)
    mask = np.zeros(levels.size, np.bool_)
    for stretch in stretches:
        mask[round(stretch.start / HOP_SECONDS) : round(stretch.end / HOP_SECONDS)] = True
    quality = Quality(
        seconds=samples.size / SAMPLE_RATE,
        speech_seconds=sum(stretch.seconds for stretch in stretches),
        speech_level=loud,
        noise_level=noise,
        clipped=clipped_share(samples, mask),
    )
    return Speaking(levels, mask & speech, stretches, _without_fade(stretches, levels, mask), quality)


def _chances(samples: FloatArray, levels: FloatArray, vad: VadStream) -> FloatArray:
    """Give the chance of speech for every frame; soft sound is brought to an ordinary level for the model."""
    if levels.size == 0:
        return np.zeros(0, np.float32)
    loudest = float(np.percentile(levels, 95))
    gain = min(_MOST_GAIN, max(0.0, _BOOST_BELOW - loudest))
    padded = np.pad(samples * np.float32(10 ** (gain / 20)), (0, -samples.size % WINDOW))
    windows = np.asarray(vad.process(padded), np.float32)
    centres = (np.arange(levels.size) * HOP + HOP // 2) // WINDOW
    return windows[np.minimum(centres, windows.size - 1)]


def _grown(speaking: BoolArray, audible: BoolArray) -> BoolArray:
    """Keep what is audible and speech, or audible up to where there is speech.

    The closure of a plosive is no break: the release of a last "t" belongs to its word.
    """
    back, on = round(_REACH_BACK / HOP_SECONDS), round(_REACH_ON / HOP_SECONDS)
    closure = round(_CLOSURE / HOP_SECONDS)
    joined = audible.copy()
    for start, end in runs_of(~audible):
        if end - start <= closure:
            joined[start:end] = True
    grown = speaking & audible
    for start, end in runs_of(joined):
        inside = np.flatnonzero(speaking[start:end])
        if inside.size:
            first, last = start + int(inside[0]), start + int(inside[-1]) + 1
            grown[max(start, first - back) : min(end, last + on)] = True
    return grown & joined


def _noise_and_speech(levels: FloatArray, chances: FloatArray) -> tuple[float, float, float]:
    """Give the median level of the noise, its spread, and the median level of what is surely speech."""
    if levels.size == 0:
        return -120.0, 0.0, -120.0
    quiet = levels[chances < _NO_SPEECH]
    if quiet.size < _ENOUGH_FRAMES:
        quiet = np.sort(levels)[: max(1, levels.size // 20)]
    else:  # what fades away and what begins belongs to neither
        quiet = quiet[quiet <= np.percentile(quiet, 70)]
    noise = float(np.median(quiet))
    sure = levels[chances >= _SURE_SPEECH]
    loud = float(np.median(sure)) if sure.size else float(np.percentile(levels, 90))
    return min(noise, loud), float(np.std(quiet)), loud


def _stretches(speech: BoolArray, chances: FloatArray) -> tuple[Stretch, ...]:
    """Join what is closer than a pause, and drop clicks and what the model never was sure of."""
    runs = [run for run in runs_of(speech) if (run[1] - run[0]) * HOP_SECONDS >= _SHORTEST_SOUND / 2]
    joined: list[list[int]] = []
    for start, end in runs:
        if joined and (start - joined[-1][1]) * HOP_SECONDS < SHORTEST_PAUSE:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    kept = [
        (start, end)
        for start, end in joined
        if (end - start) * HOP_SECONDS >= _SHORTEST_SOUND and chances[start:end].max() >= _SURE_SPEECH
    ]
    return tuple(Stretch(start * HOP_SECONDS, end * HOP_SECONDS) for start, end in kept)


def _without_fade(stretches: tuple[Stretch, ...], levels: FloatArray, mask: BoolArray) -> tuple[Stretch, ...]:
    """Cut from both ends of every stretch what is far softer than the loudest speech."""
    if not stretches:
        return ()
    bound = float(levels[mask].max()) - _UNDER_LOUDEST
    found = []
    for stretch in stretches:
        first, last = round(stretch.start / HOP_SECONDS), round(stretch.end / HOP_SECONDS)
        loud = np.flatnonzero(levels[first:last] >= bound)
        if loud.size:
            found.append(
                Stretch((first + int(loud[0])) * HOP_SECONDS, (first + int(loud[-1]) + 1) * HOP_SECONDS)
            )
    return tuple(found)


def runs_of(mask: BoolArray) -> list[tuple[int, int]]:
    """Give begin and end (exclusive) of every run of true values."""
    edges: npt.NDArray[np.intp] = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
