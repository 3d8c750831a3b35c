"""What is asked, by whatever way, and having it answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from server.content.need import Moment
from server.conversation.base import Dialogue, Part, Question
from server.conversation.commands import Command
from server.conversation.journal import Before
from server.realtime.answers import AnswerDesk
from server.realtime.desk import Desk
from server.realtime.events.client import ResponseOptions
from server.realtime.events.items import UserContent, UserItem
from server.realtime.faults import CARD_UNKNOWN, NOTHING_TO_ANSWER, PARTNER_THERE, RESPONSE_ACTIVE, Refused
from server.realtime.machine import Move
from server.realtime.turn import Turn

REMEMBERED_ASKS: Final = 64


class Questions:
    """Turns questions, buttons and taps into answers."""

    def __init__(self, desk: Desk, answers: AnswerDesk):
        self._desk = desk
        self._answers = answers
        self._unanswered: list[Turn] = []
        self._aside: list[Turn] = []
        """Understood while the person already spoke on: answered together with what they say then."""
        self._wanted: ResponseOptions | None = None
        """``response.create`` came before the words were there."""
        self._asks: deque[str] = deque(maxlen=REMEMBERED_ASKS)

    def understood(self, turn: Turn) -> None:
        """A spoken turn has its words."""
        wanted, self._wanted = self._wanted, None
        if not (self._desk.config.answers_by_itself or wanted is not None):
            self._unanswered.append(turn)
            self._keep(turn)
            self._desk.move(Move.NOTHING_SAID)
            return
        if self._aside:
            turn.text = " ".join(part.text or "" for part in [*self._aside, turn])
            self._aside = []
        self._answers.stop("turn_detected")
        self._answer(turn, wanted)
        self._desk.later(lambda: self._keep(turn))

    def understood_late(self, turn: Turn) -> None:
        """The words of a turn came while the person spoke again: no answer may begin over their voice."""
        if self._wanted is None and self._desk.config.answers_by_itself:
            self._aside = [*self._aside, turn][-REMEMBERED_ASKS:]
        else:
            self.understood(turn)

    def silent_again(self) -> None:
        """Nobody speaks and no words are awaited: what was put aside is answered now, if nothing else was."""
        if self._aside:
            self.understood(self._aside.pop())

    def nothing_said(self) -> None:
        """A spoken turn has no words; whoever already asked for its answer is told that none comes."""
        if self._wanted is not None:
            self._wanted = None
            self._desk.error(NOTHING_TO_ANSWER)

    def withdraw(self, turn: Turn) -> None:
        """A turn was taken back."""
        self._unanswered = [other for other in self._unanswered if other is not turn]
        self._aside = [other for other in self._aside if other is not turn]
        self._wanted = None
        if turn.text:
            self._desk.settle()
            self._desk.journal.withdrawn(turn.key)

    def typed(self, item_id: str, text: str, key: str | None = None) -> Turn:
        """A question came as text; it waits for ``response.create``."""
        turn = Turn(
            item_id,
            key or self._desk.key_of(item_id),
            called_at=self._desk.now,
            understood_at=self._desk.now,
            text=text,
        )
        self._unanswered.append(turn)
        del self._unanswered[:-REMEMBERED_ASKS]
        return turn

    def forget(self, item_id: str) -> None:
        """A message was taken out of the conversation."""
        self._unanswered = [turn for turn in self._unanswered if turn.item_id != item_id]
        self._aside = [turn for turn in self._aside if turn.item_id != item_id]

    def respond(self, options: ResponseOptions | None, *, words_to_come: bool) -> None:
        """Answer now, as ``response.create`` asks.

        Raises:
            Refused: an answer is being given, or there is no question.
        """
        if self._answers.active:
            raise Refused(RESPONSE_ACTIVE)
        if self._unanswered:
            turn = self._unanswered[-1]
            self._answer(turn, options)
            if not turn.spoken:
                self._keep(turn)
        elif words_to_come:
            self._wanted = options or ResponseOptions()
        else:
            raise Refused(NOTHING_TO_ANSWER)

    def ask(self, client_id: str, text: str) -> None:
        """A typed question; the same one twice, here or over HTTP, is one question."""
        if client_id in self._asks:
            return
        self._asks.append(client_id)
        self._answers.stop("client_cancelled")
        item = UserItem(id=self._desk.items.new_id(), content=[UserContent(type="input_text", text=text)])
        self._desk.add_item(item, done=True)
        turn = self.typed(item.id, text, client_id)
        before = self._desk.journal.before(client_id, text)
        if before is not None:
            self._say_again(turn, before)
            return
        self._answer(turn, None)
        self._keep(turn)

    def command(self, name: str) -> None:
        """A button that does what the spoken word does."""
        stopped = self._answers.stop("client_cancelled")
        if name == Command.STOP and stopped:
            self._desk.move(Move.CANCELLED)
            return
        language = self._desk.config.language
        answers = self._desk.answering

        def parts(dialogue: Dialogue) -> Iterator[Part]:
            return answers().command(Command(name), dialogue, language)

        self._start(parts, "")

    def choose_moment(self, moment: Moment) -> None:
        """Answer the last question again for this moment of need.

        Raises:
            Refused: nothing was asked yet, or somebody else is answering.
        """
        self._companion_only()
        last = self._answers.last
        if self._desk.dialogue.last_question is None and (last is None or not last.record.question):
            raise Refused(NOTHING_TO_ANSWER, "moment")
        self._answers.stop("client_cancelled")
        language = self._desk.config.language

        def parts(dialogue: Dialogue) -> Iterator[Part]:
            return self._desk.ports.answers().again_for(moment, dialogue, language)

        self._start(parts, self._desk.dialogue.last_question or "")

    def show_card(self, slug: str) -> None:
        """Speak this card.

        Raises:
            Refused: it does not exist, or somebody else is answering.
        """
        self._companion_only()
        if self._desk.ports.title(slug) is None:
            raise Refused(CARD_UNKNOWN, "card")
        self._answers.stop("client_cancelled")

        def parts(dialogue: Dialogue) -> Iterator[Part]:
            return self._desk.ports.answers().show_card(slug, dialogue)

        self._start(parts, "")

    def leave(self) -> None:
        """Somebody else answers from now on: what waits for an answer does not go to them."""
        self._unanswered = []
        self._wanted = None

    def _companion_only(self) -> None:
        if self._desk.partner is not None:
            raise Refused(PARTNER_THERE)

    def _start(self, parts: Callable[[Dialogue], Iterator[Part]], question: str) -> None:
        self._desk.move(Move.ASKED)
        self._answers.start(parts, question=question, turn=None)

    def _keep(self, turn: Turn) -> None:
        self._desk.journal.asked(turn.key, turn.text or "", item_id=turn.item_id, spoken=turn.spoken)

    def _say_again(self, turn: Turn, before: Before) -> None:
        """Give the answer that was given before, and remember nothing twice."""
        if before.dialogue is not None:
            self._desk.dialogue = before.dialogue
        self._unanswered = []
        self._desk.move(Move.ASKED)
        self._answers.start(lambda _: before.parts(), question=turn.text or "", turn=turn)

    def _answer(self, turn: Turn, options: ResponseOptions | None) -> None:
        config = self._desk.config
        question = Question(
            text=turn.text or "",
            language=self._desk.talk_language,
            moment=config.moment,
            hurry=config.hurry,
            spoken=turn.spoken,
            confidence=turn.confidence,
        )
        answers = self._desk.answering

        def parts(dialogue: Dialogue) -> Iterator[Part]:
            return answers().respond(question, dialogue)

        self._unanswered = []
        self._desk.move(Move.ASKED)
        text_only = options is not None and options.output_modalities == ["text"]
        self._answers.start(
            parts,
            question=question.text,
            turn=turn,
            metadata=options.metadata if options is not None else None,
            text_only=text_only,
        )
