"""The coach in a live conversation, hands free."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any, Final

from server.conversation.base import Dialogue, Line, Part, Question, Say, ShowPractice, Stop
from server.conversation.coach.coach import Coach, ThinkFirst
from server.conversation.coach.store import Coachings, read, write
from server.conversation.coach.tables import CoachRow
from server.conversation.coach.talk import Entry, Talk, spoken_text
from server.conversation.commands import Command, command_of
from server.conversation.journal import Journal
from server.conversation.notebook.attentive import NoteTaker
from server.conversation.notebook.store import Notes
from server.conversation.partners import Manner
from server.conversation.practice_journal import PracticeJournal, State

_SKIP: Final = re.compile(
    r"^\W*(?:sla (?:deze |die )?over|volgende vraag|overslaan|skip(?: this| that)?|next question)\W*$", re.I
)
_THINK: Final = re.compile(
    r"^\W*(?:denk (?:eens |even )?(?:met me )?mee|heb jij een idee|wat zou jij doen|"
    r"geef (?:me |eens )?een idee|think along|do you have an idea|what would you do|give me an idea)\W*$",
    re.I,
)  # fmt: skip
_OVER: Final = {"nl": "Dit gesprek is klaar.", "en": "This conversation is finished."}


class CoachPartner:
    """One conversation with the coach. All that it remembers is in ``dialogue.partner``."""

    def __init__(self, row: CoachRow, own: Coachings, coach: Coach, notes: Notes):
        """Take the conversation, the person's own repository, the coach and the person's notebook."""
        self._id = row.id
        self._language = row.language
        self._coach = coach
        self._own = own
        self._notes = NoteTaker(_Talking(self), notes, f"coach:{row.id}:{uuid.uuid4()}")
        self._journal = PracticeJournal(self._load, self._save, self._with_words)

    @property
    def manner(self) -> Manner:
        """The usual voice, in the language of the conversation."""
        return Manner(self._language)

    @property
    def journal(self) -> Journal:
        """Keeps the conversation in its own record."""
        return self._journal

    def open(self, dialogue: Dialogue) -> Iterator[Part]:
        """Ask the question, or the last one again where the conversation is taken up."""
        talk = self._talk(dialogue)
        yield self._shown(talk)
        if talk.over:
            yield from self._say([_OVER[self._language]], dialogue)
            return
        last = max((one.index for one in talk.lines if one.who == "you"), default=-1)
        waiting = [one for one in talk.lines if one.index > last and one.who == "coach"]
        asked = [one for one in talk.lines if one.kind in ("question", "follow_up")]
        yield from self._say_entries(waiting or asked[-1:], dialogue)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Take an answer and ask on; "noteer ..." goes to the notebook."""
        yield from self._notes.respond(question, dialogue)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:  # noqa: ARG002
        """Buttons: repeat, go on to the next question, stop."""
        if command is Command.REPEAT:
            again = list(dialogue.last_said)
            dialogue.asked(command.value)
            yield from self._say(again, dialogue)
        elif command in (Command.MORE, Command.HURRY):
            dialogue.asked(command.value)
            yield from self._skip(dialogue)
        else:
            yield Stop()

    def answer(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer what was said, when it is no note."""
        text = question.text
        command = command_of(text, self._language)
        if command in (Command.REPEAT, Command.STOP):
            yield from self.command(command, dialogue, self._language)
            return
        dialogue.asked(text)
        talk = self._talk(dialogue)
        before = len(talk.lines)
        if talk.over:
            yield from self._say([_OVER[self._language]], dialogue)
            return
        if _SKIP.match(text):
            self._coach.skip(talk)
        elif _THINK.match(text):
            try:
                self._coach.ideas(talk)
            except ThinkFirst as refusal:
                yield from self._say([refusal.message(self._language)], dialogue)
                return
        else:
            self._coach.answer(talk, text, spoken=question.spoken)
        yield from self._go_on(talk, before, dialogue)

    def _skip(self, dialogue: Dialogue) -> Iterator[Part]:
        talk = self._talk(dialogue)
        before = len(talk.lines)
        if talk.over:
            yield from self._say([_OVER[self._language]], dialogue)
            return
        self._coach.skip(talk)
        yield from self._go_on(talk, before, dialogue)

    def _go_on(self, talk: Talk, before: int, dialogue: Dialogue) -> Iterator[Part]:
        """Remember where the talk stands before anything of it is said."""
        dialogue.partner = {"talk": talk.model_dump(mode="json")}
        yield self._shown(talk)
        yield from self._say_entries([one for one in talk.lines[before:] if one.who == "coach"], dialogue)

    def _say_entries(self, entries: list[Entry], dialogue: Dialogue) -> Iterator[Part]:
        yield from self._say([spoken_text(one, self._language) for one in entries], dialogue)

    @staticmethod
    def _say(texts: list[str], dialogue: Dialogue) -> Iterator[Part]:
        for text in texts:
            dialogue.said(text)
            yield Say(text, Line.REFLECT)

    def _shown(self, talk: Talk) -> ShowPractice:
        """Tell the screen where the conversation stands; it reads the rest itself."""
        told: dict[str, Any] = {
            "kind": "coach",
            "id": self._id,
            "lines": len(talk.lines),
            "finished": talk.over,
        }
        return ShowPractice(told)

    def _talk(self, dialogue: Dialogue) -> Talk:
        kept = dialogue.partner.get("talk")
        return Talk.model_validate(kept) if kept else read(self._own.get(self._id))

    def _load(self) -> State:
        return {"talk": read(self._own.get(self._id)).model_dump(mode="json")}

    def _save(self, state: State) -> None:
        talk = Talk.model_validate(state["talk"])
        self._own.step(self._id, None, lambda row: write(row, talk))

    def _with_words(self, state: State, text: str) -> State:
        talk = Talk.model_validate(state["talk"])
        asked = talk.present
        if asked is not None:
            talk.person("answer", text, key=asked.key, spoken=True)
        return {"talk": talk.model_dump(mode="json")}


class _Talking:
    """The coach as somebody who answers, behind the notebook."""

    def __init__(self, partner: CoachPartner):
        self._partner = partner

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer what was said."""
        yield from self._partner.answer(question, dialogue)
