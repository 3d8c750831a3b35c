"""The companion with the person's own notebook at hand: "noteer: ..." in the middle of anything."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from server.conversation.attentive import Attentive, key_at
from server.conversation.base import Dialogue, Line, Part, Question, Responder, Say
from server.conversation.commands import Command, command_of
from server.conversation.notebook.noting import Noted, noted
from server.conversation.notebook.store import Draft, EmptyNote, Notes
from server.conversation.notebook.tables import NoteRow
from server.conversation.notebook.titles import title_of

log = logging.getLogger(__name__)

_PHRASES: Final = {
    "nl": {
        "kept": "Genoteerd: {title}.",
        "filed": "Het staat in je map {folder}.",
        "proposed": "Een map die erbij past: {folder}.",
        "what": "Wat wil je noteren?",
        "none": "Goed. Ik noteer niets.",
        "failed": "Noteren lukte nu niet. Zeg of typ het zo nog eens.",
    },
    "en": {
        "kept": "Noted: {title}.",
        "filed": "It is in your folder {folder}.",
        "proposed": "A folder that would fit: {folder}.",
        "what": "What do you want to note?",
        "none": "All right. Nothing is noted.",
        "failed": "I could not note it just now. Say or type it again shortly.",
    },
}


class Jotter:
    """Keeps what somebody says that is to be noted, and tells so. One for each conversation of one person."""

    def __init__(self, notes: Notes, name: str):
        """Take the person's notebook, and a name that no other conversation or question has.

        A turn that is taken back and said again at greater length has the same place in the conversation, so
        that it makes one note, with the longer text.
        """
        self._notes = notes
        self._name = name

    def told(self, found: Noted | None, question: Question, dialogue: Dialogue) -> Iterator[str]:
        """Keep the note, and give what is said about it, in the question's language."""
        phrases = _PHRASES["nl" if question.language == "nl" else "en"]
        key = key_at(self._name, dialogue)
        dialogue.awaiting_note = False
        if found is None:
            yield phrases["none"]
            return
        if not title_of(found.text):
            dialogue.awaiting_note = True
            yield phrases["what"]
            return
        try:
            row = self._keep(found, question, key)
        except EmptyNote:
            yield phrases["what"]
            return
        except Exception:
            log.exception("a note could not be kept")
            yield phrases["failed"]
            return
        dialogue.noted += 1
        yield phrases["kept"].format(title=row.title)
        if row.folder_id is not None:
            yield phrases["filed"].format(folder=self._notes.folders.get(row.folder_id).name)
        elif row.proposed is not None:
            yield phrases["proposed"].format(folder=row.proposed)

    @staticmethod
    def awaited(question: Question) -> Noted | None:
        """Take what follows on "wat wil je noteren" as it is; None where the person would rather not."""
        if command_of(question.text, question.language) in (Command.STOP, Command.NO):
            return None
        return Noted(question.text.strip())

    def _keep(self, found: Noted, question: Question, key: str) -> NoteRow:
        before = self._notes.made(key)
        if before is not None:
            return self._notes.reword(before.id, title_of(found.text), found.text)
        draft = Draft(found.text, question.language, question.spoken, folder_name=found.folder)
        return self._notes.keep(key, draft)


class NoteTaker(Attentive):
    """Keeps notes and leaves everything else to the companion. One for each conversation of one person."""

    def __init__(self, companion: Responder, notes: Notes, name: str):
        """Take the companion, the person's notebook, and a name; see :class:`Jotter`."""
        super().__init__(companion, name)
        self._jotter = Jotter(notes, name)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield what is said; see ``Responder``."""
        found = noted(question.text, question.language)
        if found is None and dialogue.awaiting_note:
            found = self._jotter.awaited(question)
        elif found is None:
            yield from self._companion.respond(question, dialogue)
            return
        told = list(self._jotter.told(found, question, dialogue))
        dialogue.asked(question.text)
        for text in told:
            dialogue.said(text)
            yield Say(text, Line.NOTICE)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        """Leave buttons to the companion; one of them means that nothing is to be noted."""
        dialogue.awaiting_note = False
        yield from super().command(command, dialogue, language)
