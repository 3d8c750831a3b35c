"""The end-of-turn rule: how long a silence must last before the turn is over.

Fitted on human Dutch lines (``benchmarks.turns``), one half of the levels against the other. What decides
is where in a turn of *this person's* usual length the silence falls: a turn is seldom over long before
their turns usually are, so waiting there costs nothing, and the pauses that fool a plain threshold are
mostly there (a first short sentence, a breath, the real question). Words can only lengthen the wait or
mark a whole answer ("ja", "stop"), because recognition errs. Pitch, loudness and the voice activity
model's inner state were measured (cross-validated AUC 0.66, 0.53 and 0.65 against 0.64 for the length
alone) and did not earn a place.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice.turns.backchannel import is_whole_answer
from voice.turns.completeness import may_be_complete
from voice.turns.rhythm import Habit, Rhythm

QUICK = (0.352, 0.64)
"""Wait, in seconds, beyond the typical turn: for who speaks briefly, and for who speaks at length."""
USUAL = (0.384, 0.64)
"""Wait where turns usually end: just short of the typical turn."""
SLOW = (0.8, 0.85)
"""Wait where the turn would be among this person's shorter ones."""
EARLY = 0.95
"""Wait where hardly a turn of this person ends."""
BRIEF, LENGTHY = 2.3, 3.3
"""Typical turns, in seconds, of who speaks briefly and at length; the waits slide in between."""
INCOMPLETE = 0.5
"""Added when the words so far ask for more."""
LONGEST = 1.6


@dataclass(frozen=True)
class Pause:
    """What is known at a moment of silence inside or after a turn. Times are in seconds."""

    silence: float
    """How long the silence has lasted."""
    spoken: float
    """From the first speech of the turn to the beginning of this silence."""
    fooled_by: float = 0.0
    """Longest pause of this turn that was already taken for its end."""
    text: str | None = None
    """The words so far; nothing when they are late or unsure."""
    language: str = "nl"


@dataclass(frozen=True)
class EndOfTurnRule:
    """The rule with its one dial."""

    patience: float = 1.0
    """Factor on every wait: below 1 answers sooner and errs more."""

    def wait(self, pause: Pause, rhythm: Rhythm) -> float:
        """Give how long this silence must last, in seconds, before the turn is over."""
        habit = rhythm.habit()
        seconds = _by_length(pause.spoken, habit)
        if habit.often_interrupted:
            seconds *= 1.25
        if pause.text is not None:
            if is_whole_answer(pause.text):
                seconds = min(seconds, QUICK[0])
            elif not may_be_complete(pause.text, pause.language):
                seconds += INCOMPLETE
        seconds = max(seconds, min(EARLY, pause.fooled_by * 1.2))
        return min(seconds, LONGEST) * self.patience

    def is_over(self, pause: Pause, rhythm: Rhythm) -> bool:
        """Tell whether the turn is over now."""
        return pause.silence >= self.wait(pause, rhythm) - 1e-6


def _by_length(spoken: float, habit: Habit) -> float:
    """Give the wait that follows from where in a usual turn the silence falls."""
    at_length = min(1.0, max(0.0, (habit.typical - BRIEF) / (LENGTHY - BRIEF)))
    if spoken < 0.8 * habit.early:
        return EARLY
    brief, lengthy = SLOW if spoken < habit.knee else USUAL if spoken < habit.typical else QUICK
    return brief + (lengthy - brief) * at_length
