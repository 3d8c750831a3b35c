"""Where a conversation stands, and what may move it."""

from __future__ import annotations

from enum import Enum, auto

from server.realtime.events.base import State


class Stage(Enum):
    """The stages of a spoken turn."""

    READY = auto()
    """Nobody speaks."""
    LISTENING = auto()
    """The person speaks."""
    THINKING = auto()
    """The turn is over; its words or their answer are not there yet."""
    SPEAKING = auto()
    """An answer can be heard."""
    HELD = auto()
    """An answer could be heard, but the person may be speaking."""
    DOUBTING = auto()
    """An answer is being made, but the person may be going on."""


class Move(Enum):
    """What happens to a conversation."""

    SPEECH = auto()
    """Speech is certain."""
    TURN_OVER = auto()
    """The person's turn is over."""
    ASKED = auto()
    """A question came without sound."""
    NOTHING_SAID = auto()
    """There were no words in it, or they could not be understood."""
    OUTPUT = auto()
    """The first sentence of an answer goes out."""
    MAYBE_SPEECH = auto()
    """Somebody may be speaking."""
    FALSE_ALARM = auto()
    """It was a cough."""
    CANCELLED = auto()
    """The answer was stopped."""
    SILENT = auto()
    """The answer was heard to its end."""


TABLE: dict[tuple[Stage, Move], Stage] = {
    (Stage.READY, Move.SPEECH): Stage.LISTENING,
    (Stage.READY, Move.TURN_OVER): Stage.THINKING,
    (Stage.READY, Move.ASKED): Stage.THINKING,
    (Stage.LISTENING, Move.SPEECH): Stage.LISTENING,
    (Stage.LISTENING, Move.TURN_OVER): Stage.THINKING,
    (Stage.LISTENING, Move.ASKED): Stage.THINKING,
    (Stage.LISTENING, Move.NOTHING_SAID): Stage.READY,
    (Stage.THINKING, Move.SPEECH): Stage.LISTENING,
    (Stage.THINKING, Move.TURN_OVER): Stage.THINKING,
    (Stage.THINKING, Move.ASKED): Stage.THINKING,
    (Stage.THINKING, Move.NOTHING_SAID): Stage.READY,
    (Stage.THINKING, Move.OUTPUT): Stage.SPEAKING,
    (Stage.THINKING, Move.MAYBE_SPEECH): Stage.DOUBTING,
    (Stage.THINKING, Move.CANCELLED): Stage.READY,
    (Stage.THINKING, Move.SILENT): Stage.READY,
    (Stage.SPEAKING, Move.SPEECH): Stage.LISTENING,
    (Stage.SPEAKING, Move.TURN_OVER): Stage.THINKING,
    (Stage.SPEAKING, Move.ASKED): Stage.THINKING,
    (Stage.SPEAKING, Move.OUTPUT): Stage.SPEAKING,
    (Stage.SPEAKING, Move.MAYBE_SPEECH): Stage.HELD,
    (Stage.SPEAKING, Move.CANCELLED): Stage.READY,
    (Stage.SPEAKING, Move.SILENT): Stage.READY,
    (Stage.HELD, Move.SPEECH): Stage.LISTENING,
    (Stage.HELD, Move.TURN_OVER): Stage.THINKING,
    (Stage.HELD, Move.ASKED): Stage.THINKING,
    (Stage.HELD, Move.FALSE_ALARM): Stage.SPEAKING,
    (Stage.HELD, Move.CANCELLED): Stage.READY,
    (Stage.DOUBTING, Move.SPEECH): Stage.LISTENING,
    (Stage.DOUBTING, Move.TURN_OVER): Stage.THINKING,
    (Stage.DOUBTING, Move.ASKED): Stage.THINKING,
    (Stage.DOUBTING, Move.FALSE_ALARM): Stage.THINKING,
    (Stage.DOUBTING, Move.NOTHING_SAID): Stage.READY,
    (Stage.DOUBTING, Move.CANCELLED): Stage.READY,
}
"""Every move that changes something; what is not here leaves the stage as it is."""

SHOWN: dict[Stage, State] = {
    Stage.READY: State.READY,
    Stage.LISTENING: State.LISTENING,
    Stage.THINKING: State.THINKING,
    Stage.SPEAKING: State.SPEAKING,
    Stage.HELD: State.SPEAKING,
    Stage.DOUBTING: State.THINKING,
}
"""What a client is told; a held answer still counts as speaking, since most holds last a cough."""


class Machine:
    """The stage of one conversation."""

    def __init__(self) -> None:
        self.stage = Stage.READY

    @property
    def held(self) -> bool:
        """Whether no sound may go out because the person may be speaking."""
        return self.stage in (Stage.HELD, Stage.DOUBTING)

    @property
    def answering(self) -> bool:
        """Whether an answer is being made or can be heard."""
        return self.stage in (Stage.THINKING, Stage.SPEAKING, Stage.HELD, Stage.DOUBTING)

    def move(self, move: Move) -> State | None:
        """Take a move; gives what to tell the client where that changed."""
        before = SHOWN[self.stage]
        self.stage = TABLE.get((self.stage, move), self.stage)
        after = SHOWN[self.stage]
        return after if after is not before else None
