"""One live conversation: what comes in moves it, what it says goes into the outbox.

No Flask, no socket, no thread of its own: whoever holds the socket calls it, one call at a time, and passes
the time. It goes on living without a socket until its client comes back or its time is over.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from server.conversation.journal import Journal
from server.realtime.answering import MakesAnswers
from server.realtime.answers import AnswerDesk
from server.realtime.config import SessionConfig, SessionFacts
from server.realtime.desk import Desk
from server.realtime.events import own, server
from server.realtime.events.session import SessionView
from server.realtime.faults import TOO_MUCH_SOUND, Refused
from server.realtime.hearing import Hearing
from server.realtime.limits import sound_bucket
from server.realtime.machine import Move
from server.realtime.outbox import Sink
from server.realtime.partnering import Partnering
from server.realtime.ports import Ports
from server.realtime.questions import Questions
from server.realtime.turn import Turn
from server.realtime.turns import TurnDesk
from voice.listener import (
    ListenEvent,
    NoSpeech,
    PartialText,
    PossibleSpeech,
    SpeechStarted,
    TurnEnded,
    TurnTakenBack,
)

MODEL = "souffleur"
PUT_OFF_SECONDS = 0.5
"""How long keeping a question may wait for the first sound of its answer: writing it takes some 50 ms."""
POLL_SECONDS = 0.05
"""How often captions and short sounds are looked at while somebody may be speaking."""


class Session:
    """One conversation; see the module's docstring."""

    def __init__(
        self,
        session_id: str,
        ports: Ports,
        config: SessionConfig,
        *,
        resume_seconds: float = 60.0,
        journal: Journal | None = None,
        makes: MakesAnswers | None = None,
    ):
        self.session_id = session_id
        self.resume_seconds = resume_seconds
        self.desk = Desk(session_id, ports, config, journal)
        self.hearing = Hearing(ports.ears, config, ports.hints)
        self.answers = AnswerDesk(self.desk, self.hearing.settle, makes)
        self.turns = TurnDesk(self.desk, self._understood)
        self.questions = Questions(self.desk, self.answers)
        self.partners = Partnering(self.desk, self.answers, self.questions)
        self._sound = sound_bucket()
        self._greeted = False
        self.heard_at = -math.inf
        """When sound of the microphone last came in; somebody is in the middle of a conversation then."""

    def attach(self, sink: Sink, wake: Callable[[], None], now: float) -> None:
        """A socket is there: greet, if this is the first one."""
        self.desk.now = now
        self.desk.wake = wake
        self.desk.outbox.attach(sink)
        if not self._greeted:
            self._greeted = True
            self.desk.send(server.SessionCreated(session=self.view()))

    def resume(self, sink: Sink, wake: Callable[[], None], now: float, after: int) -> bool:
        """The client came back; False where what it missed is no longer here."""
        if not self.desk.outbox.can_replay(after):
            return False
        self.desk.now = now
        self.desk.wake = wake
        self.desk.outbox.attach(sink)
        greeting = own.SessionResumed(
            received_samples=self.hearing.received, last_event=self.desk.outbox.last
        )
        self.desk.outbox.send_unnumbered(greeting, after)
        self.desk.outbox.replay(after)
        return True

    def detach(self) -> None:
        """The socket is gone; the conversation waits."""
        self.desk.outbox.detach()
        self.desk.wake = lambda: None

    def close(self) -> None:
        """The conversation is over: stop and join everything that belongs to it."""
        self.turns.poll()
        self.desk.settle()
        self.hearing.close()
        self.answers.close()

    def view(self) -> SessionView:
        """Give the session as its client sees it."""
        return self.desk.config.view(
            SessionFacts(
                session_id=self.session_id,
                model=MODEL,
                recogniser=self.hearing.name,
                resume_seconds=self.resume_seconds,
                received_samples=self.hearing.received,
                revision=self.desk.ports.revision(),
            )
        )

    def hear(self, pcm: bytes, now: float, first_sample: int | None = None) -> None:
        """Sound of the microphone.

        Raises:
            Refused: too much of it, or nothing to listen with.
        """
        self.desk.now = self.heard_at = now
        if not self._sound.take(len(pcm) / 2 / self.desk.config.rate, now):
            raise Refused(TOO_MUCH_SOUND)
        events = self.hearing.take(pcm, first_sample, answering=self.desk.machine.answering)
        self._follow(events)
        self._look()

    def poll(self, now: float) -> None:
        """Look at everything that may have become ready."""
        self.desk.now = now
        self._follow(self.hearing.poll())
        self._look()

    def wait(self, now: float) -> float | None:
        """Give the seconds after which :meth:`poll` has something to do even if nothing comes in."""
        wanted = self.answers.wait(now)
        if self.desk.machine.held or self.turns.waiting or self.desk.put_off() is not None:
            wanted = POLL_SECONDS if wanted is None else min(wanted, POLL_SECONDS)
        return wanted

    def commit(self) -> bool:
        """The client says that the turn is over; False where nothing was heard."""
        events = self.hearing.commit()
        self._follow(events)
        self._look()
        return any(isinstance(event, TurnEnded) for event in events)

    def clear(self) -> None:
        """Forget the sound of the turn that is going on."""
        self.hearing.clear()
        self.turns.forget_growing()
        if not self.desk.machine.answering:
            self.desk.move(Move.NOTHING_SAID)

    def _look(self) -> None:
        self.turns.poll()
        if not self.turns.busy:
            self.questions.silent_again()
        self.answers.poll()
        waited = self.desk.put_off()
        if waited is not None and (self.answers.under_way or waited > PUT_OFF_SECONDS):
            self.desk.settle()

    def _follow(self, events: list[ListenEvent]) -> None:
        for event in events:
            if isinstance(event, SpeechStarted):
                self._speech(event)
            elif isinstance(event, PossibleSpeech):
                self.answers.hold()
                self.desk.move(Move.MAYBE_SPEECH)
            elif isinstance(event, NoSpeech):
                self.answers.release()
                self.desk.move(Move.FALSE_ALARM)
            elif isinstance(event, PartialText):
                self.turns.partial(event)
            elif isinstance(event, TurnEnded):
                self.turns.ended(event, self.hearing.seconds)
                self.desk.move(Move.TURN_OVER)
            elif isinstance(event, TurnTakenBack):
                self._taken_back(event)

    def _speech(self, event: SpeechStarted) -> None:
        """Speech is certain; an answer that can be heard stops now."""
        self.turns.started(event)
        self.answers.stop("turn_detected")
        self.answers.release()
        self.desk.move(Move.SPEECH)

    def _taken_back(self, event: TurnTakenBack) -> None:
        """A false start: stop, forget the answer, and go on listening to the same turn."""
        found = self.turns.taken_back(event.utterance, event.at)
        if found is not None:
            gone, whole = found
            answer = self.answers.last
            response_id = answer.response_id if answer is not None and answer.turn is gone else None
            taken = own.TurnTakenBack(
                item_id=gone.item_id, response_id=response_id, continues_as=whole.item_id
            )
            self.desk.send(taken)
            self.turns.announce(whole, event.at)
            self.answers.withdraw(gone)
            self.questions.withdraw(gone)
            self.desk.items.remove(gone.item_id)
            self.desk.send(server.ItemDeleted(item_id=gone.item_id))
        self.answers.release()
        self.desk.move(Move.SPEECH)

    def _understood(self, turn: Turn) -> None:
        """The words of a turn are there."""
        if turn.text and self.turns.speaking:
            self.questions.understood_late(turn)
            return
        if turn.text:
            self.questions.understood(turn)
            return
        self.questions.nothing_said()
        if not (self.answers.active or self.turns.busy):
            self.desk.move(Move.NOTHING_SAID)
