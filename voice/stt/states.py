"""The states that Whisper's encoder makes of a sound, without those of the silence around it."""

from __future__ import annotations

import math

import ctranslate2
import numpy as np

from voice.stt.base import FloatArray
from voice.stt.ear import STATES_PER_SECOND
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
