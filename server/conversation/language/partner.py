"""A talk in another language, held live: the partner speaks it, the helper speaks one's own."""

from __future__ import annotations

from collections.abc import Iterator

from server.conversation.base import Dialogue, Line, Part, Question, Say, ShowPractice, Stop
from server.conversation.commands import Command, command_of
from server.conversation.journal import Journal
from server.conversation.language.store import Talks, read, write
from server.conversation.language.tables import TalkRow
from server.conversation.language.talking import Conversing, Spoken, TalkOver, TalkState
from server.conversation.partners import Manner
from server.conversation.practice_journal import PracticeJournal, State

SLOWLY = 0.85
"""Pace of the partner against the person's own choice: a language that one practises."""


class LanguagePartner:
    """One talk. All that it remembers is in ``dialogue.partner``."""

    def __init__(self, row: TalkRow, own: Talks, conversing: Conversing):
        """Take the talk, the person's own repository, and what talks."""
        self._id = row.id
        self._spoken = row.spoken
        self._language = row.language
        self._own = own
        self._conversing = conversing
        self._journal = PracticeJournal(self._load, self._save, self._with_words)

    @property
    def manner(self) -> Manner:
        """The language of the talk, a little slowly."""
        return Manner(self._spoken, speed=SLOWLY)

    @property
    def journal(self) -> Journal:
        """Keeps the talk in its own record."""
        return self._journal

    def open(self, dialogue: Dialogue) -> Iterator[Part]:
        """Say the partner's last line."""
        state = self._state(dialogue)
        yield self._shown(state)
        yield from self._say([one for one in state.lines if one.who == "partner"][-1:], dialogue)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer in the language of the talk, or help in one's own."""
        state = self._state(dialogue)
        before = len(state.lines)
        if command_of(question.text, self._language) is Command.STOP:
            yield Stop()
            return
        dialogue.asked(question.text)
        try:
            self._conversing.say(state, question.text, spoken=question.spoken)
        except TalkOver as over:
            yield from self._told(over.message(self._language), dialogue)
            return
        dialogue.partner = {"talk": state.model_dump(mode="json")}
        yield self._shown(state)
        if state.message is not None:
            yield from self._told(state.message, dialogue)
        yield from self._say([one for one in state.lines[before:] if one.who != "you"], dialogue)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:  # noqa: ARG002
        """Buttons: repeat and stop; explain says what the last line means."""
        state = self._state(dialogue)
        last = [one for one in state.lines if one.who == "partner"][-1:]
        dialogue.asked(command.value)
        if command is Command.REPEAT:
            yield from self._say(last, dialogue)
        elif command is Command.EXPLAIN and last and last[0].meaning:
            yield from self._told(last[0].meaning, dialogue)
        else:
            yield Stop()

    def _say(self, lines: list[Spoken], dialogue: Dialogue) -> Iterator[Part]:
        for one in lines:
            dialogue.said(one.text)
            yield Say(one.text, Line.DETAIL, language=self._spoken)

    def _told(self, text: str, dialogue: Dialogue) -> Iterator[Part]:
        dialogue.said(text)
        yield Say(text, Line.NOTICE, language=self._language)

    def _shown(self, state: TalkState) -> ShowPractice:
        return ShowPractice(
            {
                "kind": "language",
                "id": self._id,
                "lines": len(state.lines),
                "could_say": [one.model_dump() for one in self._conversing.ways(state)],
                "finished": state.finished,
            }
        )

    def _state(self, dialogue: Dialogue) -> TalkState:
        kept = dialogue.partner.get("talk")
        return TalkState.model_validate(kept) if kept else read(self._own.get(self._id))

    def _load(self) -> State:
        return {"talk": read(self._own.get(self._id)).model_dump(mode="json")}

    def _save(self, state: State) -> None:
        talk = TalkState.model_validate(state["talk"])
        self._own.step(self._id, None, lambda row: write(row, talk))

    @staticmethod
    def _with_words(state: State, text: str) -> State:
        talk = TalkState.model_validate(state["talk"])
        talk.add("you", text, spoken=True)
        return {"talk": talk.model_dump(mode="json")}
