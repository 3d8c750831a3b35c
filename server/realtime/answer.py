"""One answer as its client sees it, and the messages that tell about it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Literal

from server.conversation.base import (
    OfferNote,
    Part,
    Say,
    ShowCard,
    ShowMoment,
    ShowPractice,
    ShowSources,
    ShowSuggestions,
)
from server.realtime.answering import Job
from server.realtime.binary import Frame, FrameKind
from server.realtime.desk import Desk
from server.realtime.events import own, server
from server.realtime.events.items import Failure, ResponseStatus, ResponseView, StatusDetails
from server.realtime.faults import ANSWER_FAILED
from server.realtime.heard import AnswerRecord, Spoken, guessed_samples
from server.realtime.items import answer_item
from server.realtime.turn import Turn
from voice.tts.base import OUTPUT_RATE

Reason = Literal["turn_detected", "client_cancelled"]
AFTER_SOUND = 0.2
"""Seconds after the last sample before the answer counts as heard to its end."""
LATE_REPORTS = 3.0
"""How much later than real time a client may still be playing, where it reports what is heard."""


@dataclass
class Answer:
    """An answer that is being made, or can still be heard, or was the last one."""

    ordinal: int
    item_id: str
    job: Job
    record: AnswerRecord
    turn: Turn | None
    """The person's turn that it answers; None for a button."""
    spoken: bool
    """Whether its text counts as the transcript of sound (also where a phone speaks by itself)."""
    sound: bool
    """Whether sound is sent."""
    metadata: dict[str, str] | None = None
    status: ResponseStatus = "in_progress"
    sent: int = 0
    """Samples sent, or guessed where the phone speaks by itself."""
    started_at: float | None = None
    """When its first sound left."""
    paused: float = 0.0
    """Seconds for which it was held."""
    reported: int | None = None
    """Highest sample that the client said was audible."""
    stopped_at: int | None = None
    """Highest sample that can have been heard when it was interrupted."""
    silent: bool = False
    """It was heard to its end, or had nothing to hear."""
    stages: own.Stages = field(default_factory=own.Stages)
    latency_sent: bool = False

    @property
    def response_id(self) -> str:
        """Name of the answer."""
        return f"resp_{self.ordinal}"

    @property
    def in_progress(self) -> bool:
        """Whether it is still being made or sent."""
        return self.status == "in_progress"

    def lead(self, now: float) -> float:
        """Give the seconds of sound that were sent and cannot have been heard yet."""
        if self.started_at is None:
            return 0.0
        return self.sent / OUTPUT_RATE - (now - self.started_at - self.paused)

    def played(self, now: float) -> int:
        """Give the highest sample that was heard: as reported, else what can have been."""
        if self.reported is not None:
            return min(self.reported, self.sent)
        if self.started_at is None:
            return 0
        return max(0, min(self.sent, round((now - self.started_at - self.paused) * OUTPUT_RATE)))

    def played_out(self, now: float) -> bool:
        """Tell whether its last sample was heard."""
        if self.lead(now) > -AFTER_SOUND:
            return False
        late = self.reported is not None and self.reported < self.sent - OUTPUT_RATE // 10
        return not late or self.lead(now) < -LATE_REPORTS

    def heard_samples(self) -> int | None:
        """Give how much counts as heard; None means all of it."""
        if self.stopped_at is None:
            return None
        return self.stopped_at if self.reported is None else min(self.reported, self.sent)


class Teller:
    """Tells the client about answers."""

    def __init__(self, desk: Desk):
        self._desk = desk

    def begun(self, answer: Answer) -> None:
        """An answer begins."""
        item = answer_item(answer.item_id, "", "in_progress", spoken=answer.spoken)
        self._desk.send(server.ResponseCreated(response=self._view(answer)))
        self._desk.send(server.OutputItemAdded(response_id=answer.response_id, item=item))
        self._desk.add_item(item, done=False)
        self._desk.send(
            server.ContentPartAdded(
                response_id=answer.response_id, item_id=answer.item_id, part=self._part(answer, "")
            )
        )

    def sentence(self, answer: Answer, say: Say, spoken: Spoken) -> None:
        """A sentence begins: its words first, so that captions are never late."""
        index = len(answer.record.sentences) - 1
        delta = say.text if index == 0 else f" {say.text}"
        ids = {"response_id": answer.response_id, "item_id": answer.item_id}
        words: type[server.TranscriptDelta | server.TextDelta]
        words = server.TranscriptDelta if answer.spoken else server.TextDelta
        self._desk.send(words(**ids, delta=delta))
        self._desk.send(
            own.Sentence(
                **ids,
                index=index,
                text=say.text,
                line=say.line,
                card=say.card,
                first_sample=spoken.first_sample,
                samples=None if answer.sound else guessed_samples(say.text, answer.job.how.speed),
            )
        )

    def sentence_done(self, answer: Answer, spoken: Spoken) -> None:
        """All sound of a sentence was sent."""
        self._desk.send(
            own.SentenceDone(
                response_id=answer.response_id,
                item_id=answer.item_id,
                index=len(answer.record.sentences) - 1,
                first_sample=spoken.first_sample,
                samples=spoken.samples,
            )
        )

    def sound(self, answer: Answer, pcm: bytes, *, flags: int = 0) -> None:
        """Send a stretch of sound."""
        if self._desk.config.binary_audio:
            frame = Frame(FrameKind.ANSWER, flags, answer.ordinal, 0, answer.sent, pcm)
            self._desk.outbox.send_frame(frame)
            return
        delta = base64.b64encode(pcm).decode("ascii")
        event = server.AudioDelta(response_id=answer.response_id, item_id=answer.item_id, delta=delta)
        self._desk.send(event, answer.ordinal)

    def over(self, answer: Answer, status: ResponseStatus, reason: Reason | None = None) -> None:
        """The answer is complete, cancelled or failed."""
        answer.status = status
        text = answer.record.text()
        ids = {"response_id": answer.response_id, "item_id": answer.item_id}
        if answer.sound:
            self._desk.send(server.AudioDone(**ids))
        if answer.spoken:
            self._desk.send(server.TranscriptDone(**ids, transcript=text))
        else:
            self._desk.send(server.TextDone(**ids, text=text))
        self._desk.send(server.ContentPartDone(**ids, part=self._part(answer, text)))
        item_status = "completed" if status == "completed" else "incomplete"
        item = answer_item(answer.item_id, text, item_status, spoken=answer.spoken)
        self._desk.items.replace(item)
        self._desk.send(server.OutputItemDone(response_id=answer.response_id, item=item))
        self._desk.send(server.ItemDone(item=item))
        self._desk.send(server.ResponseDone(response=self._view(answer, reason)))

    def shown(self, answer: Answer, part: Part) -> None:
        """Tell what belongs to the answer and is not spoken."""
        response_id = answer.response_id
        if isinstance(part, ShowMoment):
            event = own.MomentShown(response_id=response_id, moment=part.moment, inferred=part.inferred)
            self._desk.send(event)
        elif isinstance(part, ShowCard):
            title = self._desk.ports.title(part.card) or part.card
            self._desk.send(own.CardShown(response_id=response_id, card=part.card, title=title))
        elif isinstance(part, ShowSources):
            sources = [own.SourceView(**vars(source)) for source in part.sources]
            self._desk.send(
                own.SourcesShown(
                    response_id=response_id, sources=sources, general_knowledge=part.general_knowledge
                )
            )
        elif isinstance(part, ShowSuggestions):
            cards = [own.SuggestedCard(slug=slug, title=title) for slug, title in part.cards]
            self._desk.send(own.SuggestionsShown(response_id=response_id, cards=cards))
        elif isinstance(part, OfferNote):
            self._desk.send(own.NoteOffered(response_id=response_id, question=part.question))
        elif isinstance(part, ShowPractice) and self._desk.config.partner is not None:
            partner = self._desk.config.partner
            self._desk.send(own.PracticeShown(response_id=response_id, partner=partner, data=part.data))

    def latency(self, answer: Answer) -> None:
        """Tell how long it took, once."""
        if answer.latency_sent or answer.turn is None:
            return
        answer.latency_sent = True
        self.latency_again(answer)

    def latency_again(self, answer: Answer) -> None:
        """Tell how long it took, now with what the client reported."""
        item_id = answer.turn.item_id if answer.turn is not None else None
        self._desk.send(
            own.Latency(response_id=answer.response_id, item_id=item_id, stages=answer.stages.model_copy())
        )

    def _view(self, answer: Answer, reason: Reason | None = None) -> ResponseView:
        details: StatusDetails | None = None
        if answer.status == "cancelled":
            details = StatusDetails(type="cancelled", reason=reason)
        elif answer.status == "failed":
            message = ANSWER_FAILED.message(self._desk.config.language)
            failure = Failure(type=ANSWER_FAILED.kind, code=ANSWER_FAILED.code, message=message)
            details = StatusDetails(type="failed", error=failure)
        output = []
        if not answer.in_progress:
            status = "completed" if answer.status == "completed" else "incomplete"
            output = [answer_item(answer.item_id, answer.record.text(), status, spoken=answer.spoken)]
        return ResponseView(
            id=answer.response_id,
            status=answer.status,
            status_details=details,
            output=output,
            conversation_id=f"conv_{self._desk.session_id}",
            output_modalities=["audio" if answer.spoken else "text"],
            metadata=answer.metadata,
        )

    @staticmethod
    def _part(answer: Answer, text: str) -> server.PartView:
        if answer.spoken:
            return server.PartView(type="audio", transcript=text)
        return server.PartView(type="text", text=text)
