"""How a listener is to listen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from voice.turns import EndOfTurnRule


@dataclass(frozen=True)
class ListenerConfig:
    """How to listen."""

    language: str
    """ISO 639-1 code, set by the person."""
    hints: Sequence[str] = ()
    hands_free: bool = True
    """Whether a pause ends a turn; otherwise only :meth:`voice.listener.Listener.commit` does."""
    take_back_seconds: float = 3.0
    """For how long after its end a turn may still go on."""
    hard_cap_seconds: float = 900.0
    """Longest turn; what is said after it is the next one."""
    partials: bool = True
    """Whether captions are made while the person speaks."""
    rule: EndOfTurnRule = field(default_factory=EndOfTurnRule)
