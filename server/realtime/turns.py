"""The person's side of one conversation: what the listener reports becomes messages and questions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError

from server.realtime.desk import Desk
from server.realtime.events import own, server
from server.realtime.events.items import UserContent, UserItem
from server.realtime.faults import SPEECH_BUSY, SPEECH_FAILED, SPEECH_MODEL_MISSING, Fault
from server.realtime.machine import Move
from server.realtime.turn import Turn
from voice.errors import ModelMissingError, SpeechEngineError
from voice.listener import PartialText, SpeechStarted, TurnEnded
from voice.stt.base import Transcript
from voice.turns.backchannel import says_nothing

MOST_OPEN = 8
"""Turns whose words are still awaited."""


class TurnDesk:
    """Follows every turn from its first syllable to its words."""

    def __init__(self, desk: Desk, understood: Callable[[Turn], None]):
        self._desk = desk
        self._understood = understood
        self._growing: Turn | None = None
        self._open: list[Turn] = []
        self.newest: Turn | None = None
        """The turn that ended last; it may still be taken back."""

    @property
    def waiting(self) -> bool:
        """Whether words are still awaited."""
        return bool(self._open)

    @property
    def speaking(self) -> bool:
        """Whether somebody certainly speaks."""
        return self._growing is not None

    @property
    def busy(self) -> bool:
        """Whether somebody speaks, or the words of another turn are still awaited."""
        return self.speaking or self.waiting

    def started(self, event: SpeechStarted) -> None:
        """Somebody speaks."""
        self._grow(event.utterance, event.at)

    def partial(self, event: PartialText) -> None:
        """Words so far."""
        turn = self._growing
        if turn is None or turn.utterance != event.utterance or turn.caption == event.text:
            return
        turn.caption = event.text
        if self._desk.config.ours:
            self._desk.send(own.PartialCaption(item_id=turn.item_id, text=event.text))

    def ended(self, event: TurnEnded, heard_seconds: float) -> Turn:
        """The turn is over; its words may already be there."""
        turn = self._growing
        if turn is None or turn.utterance != event.utterance:
            turn = self._new(event.utterance)
        self._growing = None
        turn.ended_at = self._desk.now - max(0.0, heard_seconds - event.ended_at)
        turn.called_at = self._desk.now
        turn.words = event.transcript
        turn.words.add_done_callback(lambda _: self._desk.wake())
        if self._desk.config.listens_by_itself:
            stopped = server.SpeechStopped(audio_end_ms=round(event.ended_at * 1000), item_id=turn.item_id)
            self._desk.send(stopped)
        committed = server.AudioCommitted(item_id=turn.item_id, previous_item_id=self._desk.items.last_id)
        self._desk.send(committed)
        self._desk.add_item(self._item(turn), done=True)
        self._open = [*self._open, turn][-MOST_OPEN:]
        self.newest = turn
        return turn

    def taken_back(self, utterance: int, at: float) -> tuple[Turn, Turn] | None:
        """A turn was not over: its message goes, and the whole turn begins under another name.

        Returns:
            The turn that is withdrawn and the one that goes on; None where it is not known any more.
        """
        turn = self.newest
        if turn is None or turn.utterance != utterance:
            self._grow(utterance, at)
            return None
        self._open = [other for other in self._open if other is not turn]
        self.newest = None
        whole = self._new(utterance, turn.key)
        self._growing = whole
        return turn, whole

    def announce(self, turn: Turn, at: float) -> None:
        """Tell that somebody speaks."""
        if self._desk.config.listens_by_itself:
            event = server.SpeechStarted(audio_start_ms=round(max(0.0, at) * 1000), item_id=turn.item_id)
            self._desk.send(event)

    def poll(self) -> None:
        """Take the words that have become ready, in the order in which they were said."""
        while self._open and self._open[0].words is not None and self._open[0].words.done():
            self._words(self._open.pop(0))

    def forget_growing(self) -> None:
        """The sound of the turn that is going on was forgotten."""
        self._growing = None

    def _new(self, utterance: int, key: str | None = None) -> Turn:
        item_id = self._desk.items.new_id()
        return Turn(item_id, key or self._desk.key_of(item_id), utterance)

    def _grow(self, utterance: int, at: float) -> None:
        self._growing = self._new(utterance)
        self.announce(self._growing, at)

    def _words(self, turn: Turn) -> None:
        if turn.words is None:
            return
        try:
            transcript = turn.words.result(timeout=0)
        except CancelledError:
            self._failed(turn, SPEECH_BUSY)
        except SpeechEngineError as error:
            missing = isinstance(error, ModelMissingError)
            self._failed(turn, SPEECH_MODEL_MISSING if missing else SPEECH_FAILED)
        else:
            self._done(turn, transcript)

    def _done(self, turn: Turn, transcript: Transcript) -> None:
        turn.text = "" if says_nothing(transcript.text) else transcript.text.strip()
        turn.confidence = transcript.confidence
        turn.understood_at = self._desk.now
        self._desk.items.replace(self._item(turn))
        if turn.text:
            self._desk.send(server.TranscriptionDelta(item_id=turn.item_id, delta=turn.text))
        usage = server.DurationUsage(seconds=round(transcript.seconds, 3))
        self._desk.send(
            server.TranscriptionCompleted(item_id=turn.item_id, transcript=turn.text, usage=usage)
        )
        self._understood(turn)

    def _failed(self, turn: Turn, fault: Fault) -> None:
        message = fault.message(self._desk.config.language)
        body = server.TranscriptionError(type=fault.kind, code=fault.code, message=message)
        self._desk.send(server.TranscriptionFailed(item_id=turn.item_id, error=body))
        self._desk.error(fault)
        if not self.busy:
            self._desk.move(Move.NOTHING_SAID)

    @staticmethod
    def _item(turn: Turn) -> UserItem:
        content = UserContent(type="input_audio", transcript=turn.text)
        return UserItem(id=turn.item_id, content=[content])
