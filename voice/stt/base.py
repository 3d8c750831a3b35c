"""Speech to text."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


class Purpose(IntEnum):
    """Why a transcription is wanted; a lower number is served first."""

    FINAL = 0
    SPECULATIVE = 1
    PARTIAL = 2
    BACKGROUND = 3
    """Nobody waits for it in a conversation: a long take, worked off in pieces."""


@dataclass(frozen=True)
class Transcript:
    """What was understood of a stretch of sound.

    An empty ``text`` is a valid result; ``empty_because`` then says why: ``"silence"``, ``"noise"`` or
    ``"loop"`` (the decoder repeated itself and the full window did not help).
    """

    text: str
    language: str
    seconds: float
    """Length of the sound, in seconds."""
    confidence: float = 0.0
    """Mean word probability, 0 to 1."""
    empty_because: str | None = None
    decode_seconds: float = 0.0
    """Wall time that recognition took, in seconds."""
    readings: tuple[tuple[str, float], ...] = ()
    """What else it may have been, the text itself first, with chances that add up to one. Only for
    :attr:`Purpose.BACKGROUND`, from an engine that can tell, and for a sound of one piece."""
    heard_syllables: float | None = None
    """Syllables that the encoder heard, whatever the words; see :mod:`voice.stt.ear`. None as above."""


@dataclass(frozen=True)
class RecognitionOptions:
    """What the recogniser is told beforehand."""

    language: str
    """ISO 639-1 code, set by the person; never guessed."""
    hints: Sequence[str] = field(default_factory=tuple)
    """The organisation's own terms."""


class Transcriber(Protocol):
    """One engine with its model in memory, shared by every conversation of the process. Thread-safe."""

    name: str

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        """Turn mono float sound (16 kHz, -1 to 1) into text.

        Raises:
            SpeechEngineError: the engine failed; the sound is still the caller's.
        """


class Recogniser(Protocol):
    """A bounded pool in front of a transcriber, served by purpose."""

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        """Queue a stretch of sound. A cancelled future that has not begun is never run.

        A partial is refused (its future is cancelled at once) under load; final ones never are.
        """
