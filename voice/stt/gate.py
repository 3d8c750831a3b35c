"""No text from silence or noise: what the sound itself and the decoder's own doubt say.

The speech thresholds were set on 260 short human Dutch lines at their own level and 34 dB softer, the
decoder's on some twenty of them, against coloured noise, hum, clicks, knocks, music and bubbling water. One
sound of bubbles out of six still gives a word, and a line that is a single cry ("Auw.") is lost. No phrase
lists: Whisper invents other words in every language.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from faster_whisper.vad import SileroVADModel, get_vad_model

from voice.stt.base import FloatArray
from voice.stt.looping import words

_FRAME = 512
_FRAME_SECONDS = 0.032
_SILENT_LEVEL = -65.0  # dB of full scale, loudest frame
_SOFT_LEVEL = -25.0
_MOST_GAIN = 35.0
_LEAST_CONTRAST = 3.0  # dB between the loudest frame and the floor
_NO_SPEECH_BELOW = 0.3
_SURE_SPEECH_FROM = 0.75
_VOICED_FROM = 0.3
_THIRD_HIGHEST = 3  # frames: a probability that holds for about 0.1 s
_MOST_WORDS_PER_SECOND = 8.0
_WORDS_ALLOWED = 4


@dataclass(frozen=True)
class Evidence:
    """What the sound says about whether there are words in it."""

    empty_because: str | None
    """``"silence"`` or ``"noise"`` when decoding would only invent text."""
    speech: float = 0.0
    """Probability of speech that holds for 0.1 s (the third highest of the frames)."""
    voiced_seconds: float = 0.0


@dataclass(frozen=True)
class Doubt:
    """What the decoder says about its own text."""

    no_speech: float
    """Probability of the no-speech token at the first step."""
    log_probability: float
    """Mean log-probability of a token."""


class SoundGate:
    """Decides whether there can be words in a sound, before and after decoding. Thread-safe."""

    def __init__(self) -> None:
        self._vad: SileroVADModel = get_vad_model()

    @staticmethod
    def empty(samples: FloatArray) -> str | None:
        """Give why a sound (16 kHz, -1 to 1) holds nothing by its level and its contrast alone, else None."""
        levels = _levels(samples)
        if levels.size == 0 or not np.all(np.isfinite(levels)) or levels.max() < _SILENT_LEVEL:
            return "silence"
        if levels.size >= _THIRD_HIGHEST and levels.max() - np.percentile(levels, 10) < _LEAST_CONTRAST:
            return "noise"
        return None

    def before(self, samples: FloatArray) -> Evidence:
        """Judge a sound by :meth:`empty` and by Silero's probability of speech.

        Silero is weaker on soft sound, so that it is brought to an ordinary level first: a soft "ja" has to
        come through.
        """
        why = self.empty(samples)
        if why is not None:
            return Evidence(why)
        gain = min(_MOST_GAIN, max(0.0, _SOFT_LEVEL - float(_levels(samples).max())))
        probabilities = self._probabilities(samples * np.float32(10.0 ** (gain / 20.0)))
        speech = float(np.sort(probabilities)[-min(_THIRD_HIGHEST, probabilities.size)])
        voiced = np.count_nonzero(probabilities > _VOICED_FROM) * _FRAME_SECONDS
        return Evidence("noise" if speech < _NO_SPEECH_BELOW else None, speech, float(voiced))

    @staticmethod
    def after(text: str, doubt: Doubt, evidence: Evidence) -> str | None:
        """Give ``"noise"`` when the text is more likely invented than said, else None.

        Where speech is not sure from the sound, the decoder's no-speech token decides: below 0.4 for the
        short human lines that were tried, above 0.45 for most noise. Where it is sure, both the token and the
        probability of the text have to be bad. And nobody says more words than the voiced time holds.
        """
        if not any(letter.isalnum() for letter in text):
            return "noise"
        if evidence.speech < _SURE_SPEECH_FROM and doubt.no_speech > 0.45:
            return "noise"
        if doubt.no_speech > 0.6 and doubt.log_probability < -1.0:
            return "noise"
        if len(words(text)) > _WORDS_ALLOWED + _MOST_WORDS_PER_SECOND * evidence.voiced_seconds:
            return "noise"
        return None

    def _probabilities(self, samples: FloatArray) -> FloatArray:
        """Give the probability of speech for every 32 ms (Silero)."""
        padded = np.pad(samples, (0, -samples.size % _FRAME))
        return np.asarray(self._vad(padded), dtype=np.float32).reshape(-1)


def _levels(samples: FloatArray) -> FloatArray:
    """Level of every whole 32 ms, in dB of full scale."""
    frames = samples[: samples.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.mean(np.square(frames), axis=1)
    return np.asarray(10.0 * np.log10(power + 1e-12), dtype=np.float32)
