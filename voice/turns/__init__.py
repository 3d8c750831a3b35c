"""When is a turn over? The rule, what it looks at, and this person's own rhythm."""

from voice.turns.rhythm import Habit, Rhythm
from voice.turns.rule import EndOfTurnRule, Pause

__all__ = ["EndOfTurnRule", "Habit", "Pause", "Rhythm"]
