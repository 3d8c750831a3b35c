"""The coach, live: asks, hears, keeps, takes back."""

from __future__ import annotations

import pytest

from server.conversation.base import Dialogue, Question
from server.conversation.coach.coach import Coach
from server.conversation.coach.forms import form
from server.conversation.coach.partner import CoachPartner
from server.conversation.coach.store import Coachings, read
from server.conversation.coach.talk import Talk
from server.conversation.commands import Command
from server.conversation.notebook.store import Notes
from server.identity import Role
from server.services import Services
from tests.server.conversation.shelves import said

ANSWER = "Een inwoner werd boos omdat zijn afspraak weg was."


@pytest.fixture
def own(services: Services) -> Coachings:
    return Coachings(services.database, services.people.add("Noor", Role.EMPLOYEE).id)


@pytest.fixture
def partner(services: Services, own: Coachings) -> CoachPartner:
    wanted = form("look_back", "nl")
    assert wanted is not None
    coach = Coach()
    row = own.begin("begin-0001", coach.begin(wanted, "nl"))
    return CoachPartner(row, own, coach, Notes(services.database, own.owner_id))


def kept(own: Coachings) -> Talk:
    return read(own.all()[0])


def take_up(partner: CoachPartner) -> Dialogue:
    dialogue = partner.journal.take_up()
    assert dialogue is not None
    said(partner.open(dialogue))
    return dialogue


def say(partner: CoachPartner, dialogue: Dialogue, text: str, key: str = "") -> list[str]:
    key = key or text
    partner.journal.asked(key, text, item_id="item", spoken=True)
    heard = said(partner.respond(Question(text, "nl", spoken=True), dialogue))
    partner.journal.answered(key, " ".join(heard), dialogue, parts=(), complete=True)
    return heard


def test_it_begins_and_quotes_what_was_said(partner: CoachPartner, own: Coachings) -> None:
    dialogue = partner.journal.take_up()
    assert dialogue is not None

    assert said(partner.open(dialogue)) == ["Hoe ging het? Vertel wat er gebeurde."]
    heard = say(partner, dialogue, ANSWER)

    assert heard == ["Je zei: Een inwoner werd boos. Wat deed je op dat moment?"]
    assert [line.spoken for line in kept(own).lines] == [False, True, False]


def test_it_goes_on_where_it_was_left(partner: CoachPartner) -> None:
    heard = say(partner, take_up(partner), ANSWER)

    again = partner.journal.take_up()
    assert again is not None
    assert said(partner.open(again)) == heard


def test_the_words_are_kept_before_there_is_an_answer(partner: CoachPartner, own: Coachings) -> None:
    take_up(partner)

    partner.journal.asked("turn", ANSWER, item_id="item", spoken=True)

    assert [line.text for line in kept(own).answers()] == [ANSWER]
    assert kept(own).at == 0


def test_a_false_start_leaves_nothing(partner: CoachPartner, own: Coachings) -> None:
    dialogue = take_up(partner)
    before = kept(own)

    say(partner, dialogue.copy(), "Een inwoner", "turn")
    partner.journal.withdrawn("turn")

    assert kept(own) == before


def test_a_turn_that_goes_on_is_one_answer(partner: CoachPartner, own: Coachings) -> None:
    dialogue = take_up(partner)

    say(partner, dialogue.copy(), "Een inwoner", "turn")
    partner.journal.withdrawn("turn")
    say(partner, dialogue, ANSWER, "turn")

    assert [line.text for line in kept(own).answers()] == [ANSWER]


def test_ideas_are_refused_before_an_own_answer(partner: CoachPartner) -> None:
    assert say(partner, take_up(partner), "Denk even mee")[0].startswith("Geef eerst je eigen antwoord")


def test_a_note_in_the_middle_goes_to_the_notebook(
    partner: CoachPartner, own: Coachings, services: Services
) -> None:
    heard = say(partner, take_up(partner), "Noteer: Sam bellen")

    assert heard[0] == "Genoteerd: Sam bellen."
    assert [note.text for note in Notes(services.database, own.owner_id).all()] == ["Sam bellen"]


def test_skipping_and_the_end(partner: CoachPartner, own: Coachings) -> None:
    dialogue = take_up(partner)

    say(partner, dialogue, "Sla over")
    said(partner.command(Command.MORE, dialogue, "nl"))
    say(partner, dialogue, "Ik vraag eerst of de afspraak er nog is.")
    heard = say(partner, dialogue, "Morgen bij de eerste klant.")

    assert heard[0] == "Je stap staat genoteerd."
    assert kept(own).step == "Morgen bij de eerste klant."
    assert heard[-1].startswith("Bewaard")
    assert say(partner, dialogue, "Nog iets") == ["Dit gesprek is klaar."]


def test_a_note_in_a_talk_that_is_taken_up_leaves_the_one_before(
    own: Coachings, partner: CoachPartner, services: Services
) -> None:
    notes = Notes(services.database, own.owner_id)
    say(partner, take_up(partner), "Noteer: Sam bellen")
    again = CoachPartner(own.all()[0], own, Coach(), notes)

    say(again, take_up(again), "Noteer: het rooster nakijken", "other")

    assert {note.text for note in notes.all()} == {"Sam bellen", "Het rooster nakijken"}
    assert kept(own).answers() == []
