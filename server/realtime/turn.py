"""One turn of the person."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from voice.stt.base import Transcript


@dataclass
class Turn:
    """What the person said or typed, from its beginning to its words."""

    item_id: str
    key: str
    """Its name for the person, the same in whatever way it comes: the client's own where there is one."""
    utterance: int | None = None
    """Number of the listener; None where it was typed."""
    ended_at: float | None = None
    """When the speech ended, on the session's clock."""
    called_at: float | None = None
    """When the turn was called over, on the session's clock."""
    understood_at: float | None = None
    """When its words were there, on the session's clock."""
    words: Future[Transcript] | None = None
    text: str | None = None
    """The words once they are there."""
    confidence: float | None = None
    caption: str = ""
    """The last partial caption."""

    @property
    def spoken(self) -> bool:
        """Whether it came by voice."""
        return self.utterance is not None
