"""The companion: understands a command, finds the card and the moment, and has it answered."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Protocol

from server.content.cards import Card
from server.content.need import Moment
from server.content.search import CardSearch, SearchResult
from server.content.shelf import CardShelf
from server.content.words import has_words
from server.conversation.base import Dialogue, Line, Part, Question, Say, ShowSources, Stop, authored
from server.conversation.chat import ModelFailed
from server.conversation.commands import Command, command_of, is_yes_or_no, take_hurry
from server.conversation.grounded import Grounded, thinks_first
from server.conversation.llm import Teller, Telling
from server.conversation.moments import infer_moment
from server.conversation.phrases import phrase

SURE_OF_NEW_QUESTION: Final = 0.75
"""Score from which a reply to "wat weet je al" is a new question after all, if it is worded as one."""

log = logging.getLogger(__name__)

_ASKS = {
    "nl": re.compile(r"^\W*(?:hoe|wat|waar|wie|wanneer|welke?|waarom|kan|mag|moet|ik wil)\b|\?\s*$", re.I),
    "en": re.compile(r"^\W*(?:how|what|where|who|when|which|why|can|may|must|i want)\b|\?\s*$", re.I),
}


class NoteKeeper(Protocol):
    """Keeps questions for the authors of the cards: the text only, never who asked."""

    def note(self, text: str, language: str) -> None:
        """Store one question, after the person said yes."""


class Companion:
    """Answers questions and commands, by voice and by text. Thread-safe: all state is in the dialogue."""

    def __init__(
        self,
        shelf: CardShelf,
        search: CardSearch,
        *,
        teller: Teller | None = None,
        notes: NoteKeeper | None = None,
        today: Callable[[], date] = date.today,
    ):
        """Take the cards, the search, a language model where there may be one, and a keeper of notes."""
        self._shelf = shelf
        self._search = search
        self._teller = teller
        self._notes = notes
        self._grounded = Grounded(shelf, today)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield the answer to what a person said; see ``Responder``."""
        command = command_of(question.text, question.language)
        if command is not None and self._fits(command, dialogue):
            yield from self.command(command, dialogue, question.language, said=question.text)
            return
        dialogue.asked(question.text)
        asks_nothing = not dialogue.awaiting_attempt and _asks_nothing(question)
        answer = _no_question(question.language) if asks_nothing else self._answer(question, dialogue)
        yield from _remembered(answer, dialogue)

    def close(self) -> None:
        """Stop what a language model is still saying."""
        if self._teller is not None:
            self._teller.close()

    def command(
        self, command: Command, dialogue: Dialogue, language: str, *, said: str | None = None
    ) -> Iterator[Part]:
        """Yield what follows on a command, by voice or by button."""
        again = list(dialogue.last_said)
        dialogue.asked(said if said is not None else command.value)
        yield from _remembered(self._obey(command, dialogue, language, again), dialogue)
        if command is Command.STOP:
            dialogue.last_said = again

    def show_card(self, slug: str, dialogue: Dialogue) -> Iterator[Part]:
        """Yield the first piece of a card that the person tapped; no question back, the choice is made."""
        card = self._shelf.get(slug)
        if card is None:
            return
        dialogue.asked(card.title)
        parts = self._grounded.begin(card, card.moment, dialogue, inferred=True)
        yield from _remembered(parts, dialogue)

    def again_for(self, moment: Moment, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Yield the answer to the last question once more, for a moment that the person chose."""
        if dialogue.last_question is None:
            return
        yield from self.respond(Question(dialogue.last_question, language, moment=moment), dialogue)

    def _fits(self, command: Command, dialogue: Dialogue) -> bool:
        """Tell whether a command means anything here; if not, the words are a question or a reply."""
        if dialogue.awaiting_attempt:
            return command in (Command.HURRY, Command.NO, Command.STOP, Command.MORE, Command.REPEAT)
        if command in (Command.YES, Command.NO):
            return dialogue.pending_note is not None or dialogue.card is not None
        if command in (Command.FIRST, Command.SECOND):
            return bool(dialogue.suggestions)
        return True

    def _obey(self, command: Command, dialogue: Dialogue, language: str, again: list[str]) -> Iterator[Part]:
        """Carry out one command."""
        if command is Command.STOP:
            dialogue.pending_note = None
            dialogue.awaiting_attempt = False
            yield Stop()
        elif command is Command.REPEAT and again:
            yield from (Say(text, Line.NOTICE, dialogue.card) for text in again)
        elif command is Command.THANKS:
            yield Say(phrase("welcome", language), Line.NOTICE)
        elif command in (Command.FIRST, Command.SECOND):
            yield from self._suggestion(0 if command is Command.FIRST else 1, dialogue)
        elif dialogue.pending_note is not None and command in (Command.YES, Command.NO):
            yield self._settle_note(command, dialogue, language)
        elif dialogue.awaiting_attempt:
            yield from self._after_attempt(dialogue, skipped=True)
        elif dialogue.card is None:
            yield authored(phrase("nothing_yet", language), Line.NOTICE)
        elif command is Command.EXPLAIN:
            yield from self._grounded.explain(dialogue, language)
        elif command is Command.NO:
            yield Stop()
        elif command is Command.HURRY:
            yield from self._grounded.rest_of_steps(dialogue)
        else:
            yield from self._grounded.advance(dialogue)

    def _answer(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer anything that is no command."""
        language = question.language
        hurried, text = take_hurry(question.text, language)
        hurry = question.hurry or hurried
        result = self._search.find(text, language)
        if dialogue.awaiting_attempt and not self._is_new_question(text, language, result):
            yield from self._after_attempt(dialogue, attempt=text)
            return
        dialogue.last_question = text
        card = self._shelf.get(result.best.slug) if result.best is not None else None
        if card is None or result.best is None:
            yield from self._without_card(text, language, result, dialogue, hurry=hurry)
            return
        moment = question.moment or infer_moment(text, language, card.moment)
        inferred = question.moment is None
        if thinks_first(moment, hurry=hurry):
            yield from self._grounded.ask_attempt(card, moment, dialogue, inferred=inferred)
            return
        first = not any(role == "assistant" for role, _ in dialogue.history)
        telling = None if hurry else self._start(text, card, dialogue)
        try:
            yield from self._grounded.begin(card, moment, dialogue, inferred=inferred)
            yield from self._grounded.doubt(result.best, result.nearest, language)
            yield from self._go_on(telling, dialogue)
        finally:
            _close(telling)
        if first and question.spoken and not hurry:
            yield authored(phrase("how_on", language), Line.OFFER, card.slug)

    def _is_new_question(self, text: str, language: str, result: SearchResult) -> bool:
        asks = _ASKS["nl" if language == "nl" else "en"].search(text) is not None
        return asks and result.best is not None and result.best.score >= SURE_OF_NEW_QUESTION

    def _start(
        self, question: str, card: Card, dialogue: Dialogue, attempt: str | None = None
    ) -> Telling | None:
        """Ask the language model before the first line is said; its answer comes meanwhile."""
        if self._teller is None:
            return None
        return self._teller.start(question, card.language, card, dialogue.history[:-1], attempt)

    def _go_on(self, telling: Telling | None, dialogue: Dialogue) -> Iterator[Part]:
        """Yield what the language model adds; where it breaks off, the card's steps finish the answer."""
        if telling is None:
            return
        begun = False
        try:
            for part in telling.parts():
                begun = begun or isinstance(part, Say)
                yield part
        except ModelFailed:
            card = self._grounded.card(dialogue)
            if begun and card is not None:
                yield authored(phrase("broke_off", card.language), Line.NOTICE, card.slug)
                yield from self._grounded.rest_of_steps(dialogue)

    def _without_card(
        self, text: str, language: str, result: SearchResult, dialogue: Dialogue, *, hurry: bool
    ) -> Iterator[Part]:
        """Let the language model say what is generally known, with those words; or say "not known"."""
        telling = None
        if self._teller is not None and not hurry:
            telling = self._teller.start(text, language, None, dialogue.history[:-1])
        try:
            parts = telling.parts() if telling is not None else iter(())
            try:
                first = next(parts, None)
            except ModelFailed:
                first = None
            if first is None:
                yield from self._grounded.unknown(text, language, result.nearest, dialogue)
                return
            yield ShowSources((), general_knowledge=True)
            yield authored(phrase("no_card", language), Line.NOTICE)
            yield authored(phrase("general", language), Line.NOTICE)
            yield first
            try:
                yield from parts
            except ModelFailed:
                log.info("an answer without a card broke off")
            yield from self._grounded.offer(text, language, result.nearest, dialogue)
        finally:
            _close(telling)

    def _after_attempt(
        self, dialogue: Dialogue, *, skipped: bool = False, attempt: str | None = None
    ) -> Iterator[Part]:
        """Tell the card after the person's own attempt, or at once where they would rather not."""
        card = self._grounded.card(dialogue)
        if card is None:
            dialogue.awaiting_attempt = False
            return
        yield authored(phrase("skip" if skipped else "attempt_thanks", card.language), Line.OPENER, None)
        moment = dialogue.moment or card.moment
        telling = None
        if attempt is not None:
            telling = self._start(dialogue.last_question or card.title, card, dialogue, attempt)
        try:
            yield from self._grounded.begin(card, moment, dialogue, inferred=True)
            yield from self._go_on(telling, dialogue)
        finally:
            _close(telling)

    def _suggestion(self, place: int, dialogue: Dialogue) -> Iterator[Part]:
        """Tell a card that was named as near."""
        slug = dialogue.suggestions[place] if place < len(dialogue.suggestions) else None
        card = self._shelf.get(slug) if slug is not None else None
        if card is not None:
            yield from self._grounded.begin(card, card.moment, dialogue, inferred=True)

    def _settle_note(self, command: Command, dialogue: Dialogue, language: str) -> Say:
        """Note the open question after a yes, and only then."""
        text, dialogue.pending_note = dialogue.pending_note, None
        if command is Command.NO or text is None:
            return authored(phrase("not_noted", language), Line.NOTICE)
        try:
            if self._notes is None:
                return authored(phrase("note_failed", language), Line.NOTICE)
            self._notes.note(text, language)
        except Exception:
            log.exception("an open question could not be stored")
            return authored(phrase("note_failed", language), Line.NOTICE)
        return authored(phrase("noted", language), Line.NOTICE)


def _asks_nothing(question: Question) -> bool:
    """Tell whether there is nothing to look up: no word at all, or a yes or no to what nobody asked."""
    return not has_words(question.text) or is_yes_or_no(question.text, question.language)


def _no_question(language: str) -> Iterator[Part]:
    yield authored(phrase("no_question", language), Line.NOTICE)


def _close(telling: Telling | None) -> None:
    if telling is not None:
        telling.close()


def _remembered(parts: Iterator[Part], dialogue: Dialogue) -> Iterator[Part]:
    """Pass the parts on and remember what is said, just before it is said."""
    for part in parts:
        if isinstance(part, Say):
            dialogue.said(part.text)
        yield part
