"""The sound of one utterance in bounded memory, and where a long one may be cut."""

from __future__ import annotations

from collections import deque

import numpy as np

from voice.stt.base import FloatArray
from voice.vad import WINDOW_SECONDS


class SoundTail:
    """The last seconds of sound, so that an utterance begins before its first syllable was noticed."""

    def __init__(self, seconds: float) -> None:
        self._windows: deque[FloatArray] = deque(maxlen=max(1, round(seconds / WINDOW_SECONDS)))

    def push(self, window: FloatArray) -> None:
        """Add the newest window; the oldest falls out."""
        self._windows.append(window)

    def take(self, windows: int) -> list[FloatArray]:
        """Give the last ``windows`` windows and forget everything: no sound belongs to two utterances."""
        kept = list(self._windows)[-windows:] if windows else []
        self._windows.clear()
        return kept

    def copy(self, windows: int) -> FloatArray:
        """Give the last ``windows`` windows as one array and keep them."""
        kept = list(self._windows)[-windows:]
        return np.concatenate(kept) if kept else np.zeros(0, np.float32)

    def __len__(self) -> int:
        return len(self._windows)


class UtteranceSound:
    """Windows of sound with their chance of speech; a long stretch is handed out in segments cut at pauses.

    Whisper listens to at most 30 s at once and memory must not grow with a monologue, so the sound that is
    kept never exceeds ``longest`` seconds. The cut falls in a pause if there was one, else at the quietest
    window of the last five seconds, so that a word is seldom torn.
    """

    def __init__(self, windows: list[FloatArray], comfortable: float = 15.0, longest: float = 27.0) -> None:
        self._windows = list(windows)
        self._chances = [0.0] * len(windows)
        self._comfortable = round(comfortable / WINDOW_SECONDS)
        self._longest = round(longest / WINDOW_SECONDS)
        self._handed_out = 0

    def push(self, window: FloatArray, chance: float) -> None:
        """Add the newest window and its chance of speech."""
        self._windows.append(window)
        self._chances.append(chance)

    @property
    def seconds(self) -> float:
        """Length of the whole utterance, segments that are gone included."""
        return (self._handed_out + len(self._windows)) * WINDOW_SECONDS

    @property
    def kept_seconds(self) -> float:
        """Length of the sound that is still here."""
        return len(self._windows) * WINDOW_SECONDS

    def samples(self) -> FloatArray:
        """Give the sound that is still here, as one new array."""
        return np.concatenate(self._windows) if self._windows else np.zeros(0, np.float32)

    def cut_behind(self, windows: int) -> FloatArray | None:
        """Hand out everything but the last ``windows`` windows, if it is enough for a segment."""
        kept = len(self._windows)
        return self._hand_out(kept - windows) if kept >= self._comfortable else None

    def cut_when_full(self) -> FloatArray | None:
        """Hand out a segment when no pause came in time, cut at the quietest place of the last seconds."""
        return self._hand_out(self._quietest()) if len(self._windows) >= self._longest else None

    def _quietest(self) -> int:
        """Give where the last five seconds were least like speech; the later one where several are equal."""
        first = max(1, len(self._chances) - round(5.0 / WINDOW_SECONDS))
        return first + int(np.argmin(self._chances[first:]))

    def _hand_out(self, count: int) -> FloatArray:
        segment = np.concatenate(self._windows[:count])
        del self._windows[:count], self._chances[:count]
        self._handed_out += count
        return segment
