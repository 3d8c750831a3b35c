"""The states that Whisper's encoder makes of a sound, and the syllables counted in them."""

from __future__ import annotations

import math
from collections.abc import Callable

import ctranslate2
import numpy as np

from voice.stt.base import FloatArray
from voice.stt.ear import STATES_PER_SECOND, Ear, ear
from voice.stt.windows import SAMPLE_RATE, lead_samples

_STATE = SAMPLE_RATE // STATES_PER_SECOND  # samples


def states_of(encoded: ctranslate2.StorageView, samples: FloatArray) -> FloatArray:
    """Give the states of one sound, shape (frames of 20 ms, width), without those of the silence around it.

    Args:
        encoded: What the encoder made of a window, shape ``[1, n, width]``, on any device.
        samples: The sound of that window, without the silence that was put before and after it.
    """
    here = encoded.to_device(ctranslate2.Device.cpu) if encoded.device != "cpu" else encoded
    first = lead_samples(samples) // _STATE
    return np.asarray(here, dtype=np.float32)[0, first : first + math.ceil(samples.size / _STATE)]


class SyllableCounter:
    """Counts for one recogniser, where it has the encoder that counting was fitted on. Thread-safe."""

    def __init__(self) -> None:
        self.ear: Ear | None = None
        """The networks; loaded where the first are counted. Two threads may both do so, and find the same."""
        self._knows: bool | None = None

    def count(self, samples: FloatArray, encode: Callable[[FloatArray], FloatArray]) -> float | None:
        """Count the syllables of a sound, or give None where another encoder is loaded.

        Args:
            samples: The sound, at most 26 seconds.
            encode: Gives the states of a sound; asked once more for a sound by which it is known.
        """
        self.ear = self.ear or ear()
        if self._knows is None:
            self._knows = self.ear.knows(encode)
        return self.ear.count(encode(samples)) if self._knows else None
