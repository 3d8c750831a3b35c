"""A note in the middle of a conversation, by the word "noteer"."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.conversation.base import Dialogue, Line, Part, Question, Say
from server.conversation.notebook.attentive import Jotter, NoteTaker
from server.conversation.notebook.noting import Noted
from server.conversation.notebook.store import Notes
from server.identity import Role
from server.services import Services
from tests.server.conversation.shelves import said


class Echo:
    """A companion that repeats what it is asked."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        dialogue.asked(question.text)
        dialogue.said(question.text)
        yield Say(question.text, Line.DETAIL)


@pytest.fixture
def notes(services: Services) -> Notes:
    return Notes(services.database, services.people.add("Noor", Role.EMPLOYEE).id)


def ask(taker: NoteTaker, text: str, dialogue: Dialogue) -> list[str]:
    return said(taker.respond(Question(text, "nl", spoken=True), dialogue))


def test_a_note_is_kept_and_anything_else_is_the_companions(notes: Notes) -> None:
    taker, dialogue = NoteTaker(Echo(), notes, "session"), Dialogue()

    assert ask(taker, "Noteer: Sam bellen.", dialogue)[0] == "Genoteerd: Sam bellen."
    assert ask(taker, "Hoe gaat het", dialogue) == ["Hoe gaat het"]

    assert [(note.text, note.spoken) for note in notes.all()] == [("Sam bellen.", True)]
    assert dialogue.history[0] == ("user", "Noteer: Sam bellen.")


def test_a_turn_that_is_taken_back_and_goes_on_makes_one_note(notes: Notes) -> None:
    taker, before = NoteTaker(Echo(), notes, "session"), Dialogue()

    ask(taker, "Noteer: Sam bellen", before.copy())
    ask(taker, "Noteer: Sam bellen over het rooster", before.copy())

    assert [note.text for note in notes.all()] == ["Sam bellen over het rooster"]


def test_the_same_words_in_another_conversation_are_another_note(notes: Notes) -> None:
    for session in ("one", "two"):
        ask(NoteTaker(Echo(), notes, session), "Noteer: Sam bellen", Dialogue())

    assert len(notes.all()) == 2


def test_the_note_may_come_in_the_next_turn(notes: Notes) -> None:
    taker, dialogue = NoteTaker(Echo(), notes, "session"), Dialogue()

    assert ask(taker, "Noteer.", dialogue) == ["Wat wil je noteren?"]
    ask(taker, "Hoe zit het met de printer?", dialogue)

    assert [note.text for note in notes.all()] == ["Hoe zit het met de printer?"]
    assert not dialogue.awaiting_note


def test_nothing_is_noted_after_a_stop(notes: Notes) -> None:
    taker, dialogue = NoteTaker(Echo(), notes, "session"), Dialogue()

    ask(taker, "Noteer.", dialogue)

    assert ask(taker, "laat maar", dialogue) == ["Goed. Ik noteer niets."]
    assert notes.all() == []


def test_two_notes_at_the_same_place_of_a_talk_are_two(notes: Notes) -> None:
    jotter, dialogue = Jotter(notes, "talk"), Dialogue()

    for text in ("Sam bellen", "Het rooster nakijken"):
        assert list(jotter.told(Noted(text), Question(text, "nl", spoken=True), dialogue))

    assert {note.text for note in notes.all()} == {"Sam bellen", "Het rooster nakijken"}
