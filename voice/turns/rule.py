"""The end-of-turn rule: how long a silence must last before the turn is over."""

from __future__ import annotations

from dataclasses import dataclass

from voice.turns.completeness import may_be_complete
from voice.turns.rhythm import Rhythm


@dataclass(frozen=True)
class Pause:
    """What is known at a moment of silence inside or after a turn. Times are in seconds."""

    silence: float
    """How long the silence has lasted."""
    spoken: float
    """From the first speech of the turn to the beginning of this silence."""
    inner_pauses: tuple[float, ...] = ()
    """Earlier pauses of this turn after which the person went on."""
    taken_back: int = 0
    """How often this turn was already called over too early."""
    text: str | None = None
    """The words since the last long pause; nothing when they are late."""
    language: str = "nl"


@dataclass(frozen=True)
class EndOfTurnRule:
    """The rule with its one dial."""

    patience: float = 1.0
    """Factor on every wait: below 1 answers sooner and errs more."""

    def wait(self, pause: Pause, rhythm: Rhythm) -> float:
        """Give how long this silence must last, in seconds, before the turn is over."""
        seconds = 0.35 if pause.spoken < 3.0 else 0.6
        if pause.text is not None and not may_be_complete(pause.text, pause.language):
            seconds += 0.5
        del rhythm
        return seconds * self.patience

    def is_over(self, pause: Pause, rhythm: Rhythm) -> bool:
        """Tell whether the turn is over now."""
        return pause.silence >= self.wait(pause, rhythm)
