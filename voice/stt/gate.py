"""No text from silence or noise: what the sound itself and the decoder's own doubt say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from faster_whisper.vad import SileroVADModel, get_vad_model

from voice.stt.base import FloatArray

_VAD_FRAME = 512
_SILENT_PEAK = -60.0
_SPEECH_FRAME = 0.4
_LEAST_SPEECH_FRAMES = 2


@dataclass(frozen=True)
class Doubt:
    """What the decoder says about its own text."""

    no_speech: float
    """Probability of the no-speech token at the first step."""
    mean_log_probability: float
    """Mean log-probability of a token."""


class SoundGate:
    """Decides whether there can be words in a sound, before and after decoding. Thread-safe."""

    def __init__(self) -> None:
        self._vad: SileroVADModel = get_vad_model()

    def before(self, samples: FloatArray) -> str | None:
        """Give ``"silence"`` or ``"noise"`` when decoding would only invent text, else None."""
        if samples.size < _VAD_FRAME or _peak_level(samples) < _SILENT_PEAK:
            return "silence"
        speech = self.speech_probabilities(samples)
        if np.count_nonzero(speech > _SPEECH_FRAME) < _LEAST_SPEECH_FRAMES:
            return "noise"
        return None

    def speech_probabilities(self, samples: FloatArray) -> FloatArray:
        """Give the probability of speech for every 32 ms (Silero)."""
        padded = np.pad(samples, (0, -samples.size % _VAD_FRAME))
        return np.asarray(self._vad(padded), dtype=np.float32).reshape(-1)

    @staticmethod
    def after(doubt: Doubt) -> str | None:
        """Give ``"noise"`` when the decoder itself doubts that it heard words, else None."""
        if doubt.no_speech > 0.6 and doubt.mean_log_probability < -1.0:
            return "noise"
        return None


def _peak_level(samples: FloatArray) -> float:
    """Level of the loudest 32 ms, in dB of full scale."""
    frames = samples[: samples.size // _VAD_FRAME * _VAD_FRAME].reshape(-1, _VAD_FRAME)
    loudest = float(np.max(np.mean(np.square(frames), axis=1), initial=0.0))
    return 10.0 * float(np.log10(loudest + 1e-12))
