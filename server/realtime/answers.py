"""The answers of one conversation: making, holding, cancelling, and what was heard of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from server.conversation.base import Dialogue, Part
from server.realtime.answer import Answer, Reason, Teller
from server.realtime.answering import (
    Answerer,
    Begun,
    Broken,
    Ended,
    Job,
    MakesAnswers,
    Over,
    Piece,
    Shown,
    Sound,
    Voiceless,
)
from server.realtime.desk import Desk
from server.realtime.events import own, server
from server.realtime.events.items import ResponseStatus
from server.realtime.faults import ANSWER_FAILED, ITEM_UNKNOWN, TRUNCATE_INVALID, VOICE_FAILED, Refused
from server.realtime.heard import AnswerRecord, guessed_samples
from server.realtime.machine import Move
from server.realtime.pace import LONGEST_HOLD, may_send, wait_for
from server.realtime.turn import Turn
from voice.tts.base import OUTPUT_RATE

SETTLED_SECONDS = 2.5
"""So much of an answer heard means that the turn before it was over."""


class AnswerDesk:
    """Makes one answer at a time."""

    def __init__(self, desk: Desk, settle: Callable[[int], None], makes: MakesAnswers | None = None):
        self._desk = desk
        self._settle = settle
        self._answerer = makes if makes is not None else Answerer(desk.session_id[-6:])
        self._teller = Teller(desk)
        self._count = 0
        self._held_at: float | None = None
        self.last: Answer | None = None
        """The answer that is being made or heard, or else the one before."""

    @property
    def active(self) -> bool:
        """Whether an answer is being made or sent."""
        return self.last is not None and self.last.in_progress

    def start(
        self,
        parts: Callable[[Dialogue], Iterator[Part]],
        *,
        question: str,
        turn: Turn | None,
        metadata: dict[str, str] | None = None,
        text_only: bool = False,
    ) -> Answer:
        """Begin an answer; the one before must be over or cancelled."""
        desk = self._desk
        self._count += 1
        spoken = "audio" in desk.config.modalities and not text_only
        sound = desk.config.sends_sound and not text_only
        job = Job(
            number=self._count,
            parts=parts,
            dialogue=desk.dialogue.copy(),
            how=desk.speaking,
            sound=sound,
            voices=desk.ports.voices,
            speakable=desk.ports.speakable,
            wake=lambda: desk.wake(),
        )
        record = AnswerRecord(question=question, base=desk.dialogue.copy())
        self.last = Answer(
            self._count, desk.items.new_id(), job, record, turn, spoken=spoken, sound=sound, metadata=metadata
        )
        self._held_at = None
        self._stage("end_of_turn", turn.called_at if turn is not None else None)
        self._stage("transcript", turn.understood_at if turn is not None else None)
        self._answerer.start(job)
        self._teller.begun(self.last)
        return self.last

    def poll(self) -> None:
        """Send what is ready and wanted now."""
        answer = self.last
        if answer is None:
            return
        self._release_late()
        while answer.in_progress and self._held_at is None and may_send(self._desk, answer):
            piece = answer.job.take()
            if piece is None:
                break
            self._handle(answer, piece)
        self._settle_turn(answer)
        stopped = answer.silent or answer.stopped_at is not None
        ended = not (answer.in_progress or stopped) and self._held_at is None
        if ended and answer.played_out(self._desk.now):
            answer.silent = True
            self._desk.move(Move.SILENT)

    @property
    def under_way(self) -> bool:
        """Whether nobody waits for the answer: it can be heard, or it is over."""
        return self.last is None or self.last.started_at is not None or not self.last.in_progress

    def hold(self) -> None:
        """Somebody may be speaking: no more sound, and a client that can pauses."""
        if self._held_at is None:
            self._held_at = self._desk.now
            if self._desk.config.hold:
                self._desk.send(own.OutputHold())

    def release(self) -> None:
        """It was nothing."""
        if self._held_at is None:
            return
        if self.last is not None and self.last.started_at is not None and self._desk.config.hold:
            self.last.paused += self._desk.now - self._held_at
        self._held_at = None
        if self._desk.config.hold:
            self._desk.send(own.OutputRelease())

    def stop(self, reason: Reason) -> bool:
        """Stop the answer, whether it is being made or only still heard; False where there is none."""
        answer = self.last
        if answer is None or answer.stopped_at is not None or answer.silent:
            return False
        played_until = self._held_at if self._held_at is not None else self._desk.now
        answer.stopped_at = answer.played(played_until)
        self._held_at = None
        if answer.in_progress:
            answer.job.cancelled.set()
            self._desk.outbox.drop_sound(answer.ordinal)
            self._teller.over(answer, "cancelled", reason)
        self._remember(answer)
        return True

    def withdraw(self, turn: Turn) -> Answer | None:
        """Take back the answer to a turn that was not over: nothing of it is remembered."""
        answer = self.last
        if answer is None or answer.turn is not turn:
            return None
        self.stop("turn_detected")
        self._desk.dialogue = answer.record.base.copy()
        self._desk.items.remove(answer.item_id)
        self._desk.send(server.ItemDeleted(item_id=answer.item_id))
        self.last = None
        return answer

    def leave(self) -> None:
        """Stop, and have done with what was said: somebody else answers from now on."""
        if self.stop("client_cancelled"):
            self._desk.move(Move.CANCELLED)
        self.release()
        self.last = None

    def heard(self, item_id: str, samples: int) -> None:
        """The client tells what was audible."""
        answer = self.last
        if answer is None or answer.item_id != item_id:
            return
        answer.reported = max(samples, answer.reported or 0)
        if answer.stopped_at is not None:
            self._remember(answer)

    def truncate(self, item_id: str, milliseconds: int) -> None:
        """The client heard only so much of an answer.

        Raises:
            Refused: there is no such answer, or it was not that long.
        """
        desk = self._desk
        if item_id not in desk.items:
            raise Refused(ITEM_UNKNOWN, "item_id")
        answer = self.last
        if answer is not None and answer.item_id == item_id:
            samples = milliseconds * OUTPUT_RATE // 1000
            if samples > answer.sent + OUTPUT_RATE // 10:
                raise Refused(TRUNCATE_INVALID, "audio_end_ms")
            self.stop("client_cancelled")
            answer.reported = answer.stopped_at = min(samples, answer.sent)
            self._remember(answer)
            if desk.machine.answering and not self.active:
                desk.move(Move.CANCELLED)
        desk.send(server.ItemTruncated(item_id=item_id, audio_end_ms=milliseconds))

    def first_audible(self, response_id: str, milliseconds: float) -> None:
        """The client tells when the first sample came out of the device."""
        answer = self.last
        if answer is not None and answer.response_id == response_id and answer.stages.first_audio is not None:
            answer.stages.first_audible = answer.stages.first_audio + round(milliseconds)
            self._teller.latency_again(answer)

    def wait(self, now: float) -> float | None:
        """Give the seconds after which there is something to do without anything coming in; None: nothing."""
        return wait_for(self._desk, self.last, self._held_at, now)

    def close(self) -> None:
        """Stop and join."""
        self.stop("client_cancelled")
        self._answerer.close()

    def _handle(self, answer: Answer, piece: Piece) -> None:
        if isinstance(piece, Begun):
            self._sentence(answer, piece)
        elif isinstance(piece, Sound):
            self._sound(answer, piece)
        elif isinstance(piece, Ended):
            self._ended(answer)
        elif isinstance(piece, Shown):
            answer.record.parts.append(piece.part)
            self._teller.shown(answer, piece.part)
        elif isinstance(piece, Voiceless):
            self._desk.error(VOICE_FAILED)
        elif isinstance(piece, Over):
            answer.record.final = piece.dialogue
            self._over(answer, "completed")
        elif isinstance(piece, Broken):
            self._desk.error(ANSWER_FAILED)
            self._over(answer, "failed")

    def _sentence(self, answer: Answer, piece: Begun) -> None:
        answer.record.parts.append(piece.say)
        spoken = answer.record.begin(piece.say.text, piece.dialogue)
        self._teller.sentence(answer, piece.say, spoken)
        if answer.stages.first_sentence is None:
            self._stage("first_sentence", self._desk.now)
        self._desk.move(Move.OUTPUT)

    def _sound(self, answer: Answer, piece: Sound) -> None:
        if answer.started_at is None:
            answer.started_at = self._desk.now
            self._stage("first_audio", self._desk.now)
        self._teller.sound(answer, piece.pcm)
        answer.sent += len(piece.pcm) // 2
        answer.record.sentences[-1].samples += len(piece.pcm) // 2
        self._teller.latency(answer)

    def _ended(self, answer: Answer) -> None:
        spoken = answer.record.sentences[-1]
        if not answer.sound and answer.spoken:
            spoken.samples = guessed_samples(spoken.text, answer.job.how.speed)
            answer.sent += spoken.samples
            answer.started_at = answer.started_at if answer.started_at is not None else self._desk.now
        spoken.complete = True
        self._teller.sentence_done(answer, spoken)

    def _over(self, answer: Answer, status: ResponseStatus) -> None:
        """An answer was sent to its end; it may be heard for a while yet.

        It is kept before that is told: who asks the same once more when it is over gets this answer.
        """
        self._remember(answer)
        self._teller.over(answer, status)
        self._teller.latency(answer)
        if answer.started_at is None:
            answer.silent = True
            self._desk.move(Move.SILENT)

    def _remember(self, answer: Answer) -> None:
        """Let the conversation keep what was heard, for itself and for the person."""
        heard = answer.heard_samples()
        self._desk.dialogue = answer.record.dialogue(heard)
        record = answer.record
        if answer.turn is None:
            self._desk.journal.unasked(record.heard_text(heard), self._desk.dialogue)
        else:
            self._desk.settle()
            self._desk.journal.answered(
                answer.turn.key,
                record.heard_text(heard),
                self._desk.dialogue,
                parts=record.parts,
                complete=record.final is not None,
            )

    def _settle_turn(self, answer: Answer) -> None:
        turn = answer.turn
        if turn is None or turn.utterance is None or answer.stopped_at is not None:
            return
        if answer.played(self._desk.now) >= SETTLED_SECONDS * OUTPUT_RATE:
            self._settle(turn.utterance)

    def _release_late(self) -> None:
        if self._held_at is not None and self._desk.now - self._held_at > LONGEST_HOLD:
            self.release()
            self._desk.move(Move.FALSE_ALARM)

    def _stage(self, name: str, at: float | None) -> None:
        answer = self.last
        if answer is None or answer.turn is None or at is None:
            return
        begin = answer.turn.ended_at if answer.turn.ended_at is not None else answer.turn.called_at
        if begin is not None:
            setattr(answer.stages, name, max(0, round((at - begin) * 1000)))
