"""Sounds like "uh" and "ehm": long, level vowels beside a silence.

Recognisers leave them out of the text (stock Whisper keeps "zeg maar" and drops "uh"), so they are looked for
in the sound: a voiced stretch whose pitch hardly moves and whose spectrum stays the same, next to a silence
(after N. de Jong, J. Pacilly and W. Heeren, "PRAAT scripts to measure speed fluency and breakdown fluency in
speech automatically", Assessment in Education 28, 2021). A drawn-out vowel ("jaaa") looks the same, and a
short "uh" inside a sentence is missed. So what is found are places to listen to, never a count: nothing found
means *not reliably measured*.
"""

from __future__ import annotations

import numpy as np

from voice.delivery.levels import HOP_SECONDS, BoolArray
from voice.delivery.pauses import Stretch, runs_of
from voice.delivery.pitch import HOP_SECONDS as PITCH_HOP
from voice.delivery.pitch import Melody
from voice.delivery.spectrum import smoothed
from voice.stt.base import FloatArray

_SHORTEST = 0.2
_LONGEST = 1.5
_MOST_PITCH = 2.5
"""Semitones between the 10th and the 90th percentile."""
_MOST_LEVEL = 8.0
_MOST_CHANGE = 3.0
"""Mean change of the shape of the spectrum, in dB a band, over 80 ms."""
_BESIDE = 0.12
"""Seconds of silence that has to be before or after it."""
_STEP = round(0.08 / HOP_SECONDS)
_SMOOTH = 8.0


def hesitations(
    bands: FloatArray, levels: FloatArray, speech: BoolArray, melody: Melody
) -> tuple[Stretch, ...]:
    """Find what may be a filled pause.

    Args:
        bands: Levels of the bands for every 5 ms.
        levels: Level for every 5 ms, in dB.
        speech: Speech for every 5 ms.
        melody: The pitch of the same sound.
    """
    frames = min(len(bands), levels.size, speech.size)
    if frames <= _STEP or not melody.voiced.any():
        return ()
    places = np.round(np.arange(frames) * HOP_SECONDS / PITCH_HOP).astype(int)
    places = np.minimum(places, melody.hertz.size - 1)
    steady = melody.voiced[places] & (_change(bands[:frames]) <= _MOST_CHANGE) & speech[:frames]
    semitones = melody.semitones()[places]
    return tuple(
        Stretch(start * HOP_SECONDS, end * HOP_SECONDS)
        for start, end in runs_of(steady)
        if _is_level(semitones[start:end], levels[start:end]) and _beside_silence(speech, start, end)
    )


def _change(bands: FloatArray) -> FloatArray:
    """Give how much the shape of the spectrum moves around every frame, whatever its level does."""
    smooth = np.stack([smoothed(bands[:, band], _SMOOTH) for band in range(1, 6)], axis=1)
    shape = smooth - smooth.mean(axis=1, keepdims=True)
    moved = np.abs(shape[_STEP:] - shape[:-_STEP]).mean(axis=1)
    change = np.full(len(bands), np.inf, np.float32)
    change[_STEP // 2 : _STEP // 2 + moved.size] = moved
    return change


def _is_level(semitones: FloatArray, levels: FloatArray) -> bool:
    if not _SHORTEST <= semitones.size * HOP_SECONDS <= _LONGEST:
        return False
    pitch = np.percentile(semitones, 90) - np.percentile(semitones, 10)
    loudness = np.percentile(levels, 90) - np.percentile(levels, 10)
    return bool(pitch <= _MOST_PITCH and loudness <= _MOST_LEVEL)


def _beside_silence(speech: BoolArray, start: int, end: int) -> bool:
    """Tell whether there is a silence within 100 ms before it begins or after it ends."""
    reach, silence = round(0.1 / HOP_SECONDS), round(_BESIDE / HOP_SECONDS)
    before, after = speech[max(0, start - reach - silence) : start], speech[end : end + reach + silence]
    return any(part.size < reach + silence or (~part).sum() >= silence for part in (before, after))
