"""A talk in another language, live."""

from __future__ import annotations

import pytest

from server.conversation.base import Dialogue, Question, Say
from server.conversation.commands import Command
from server.conversation.language.data import authored
from server.conversation.language.partner import LanguagePartner
from server.conversation.language.store import Talks, read
from server.conversation.language.talking import Conversing
from server.identity import Role
from server.services import Services
from tests.server.conversation.shelves import said


@pytest.fixture
def own(services: Services) -> Talks:
    return Talks(services.database, services.people.add("Noor", Role.EMPLOYEE).id)


@pytest.fixture
def partner(own: Talks) -> LanguagePartner:
    state = Conversing().begin(authored("fr-loket"), "fr", "nl")
    return LanguagePartner(own.begin("talk-00001", state), own, Conversing())


def take_up(partner: LanguagePartner) -> Dialogue:
    dialogue = partner.journal.take_up()
    assert dialogue is not None
    return dialogue


def test_it_speaks_and_hears_the_language_of_the_talk(partner: LanguagePartner, own: Talks) -> None:
    dialogue = take_up(partner)

    assert partner.manner.language == "fr"
    assert said(partner.open(dialogue))[0].startswith("Bonjour")
    partner.journal.asked("turn", "Avez-vous un rendez-vous", item_id="item", spoken=True)
    parts = list(partner.respond(Question("Avez-vous un rendez-vous", "fr", spoken=True), dialogue))
    partner.journal.answered("turn", "", dialogue, parts=parts, complete=True)

    spoken = [part for part in parts if isinstance(part, Say)]
    assert [one.language for one in spoken] == ["fr"]
    assert [line.who for line in read(own.all()[0]).lines] == ["partner", "you", "partner"]


def test_help_is_told_in_the_own_language_and_the_phrase_in_the_other(partner: LanguagePartner) -> None:
    dialogue = take_up(partner)

    parts = list(partner.respond(Question("Hoe zeg ik: hebt u een afspraak?", "fr"), dialogue))

    spoken = [(part.language, part.text) for part in parts if isinstance(part, Say)]
    assert spoken[0][0] == "nl"
    assert spoken[1] == ("fr", "Avez-vous un rendez-vous ?")


def test_what_the_last_line_means(partner: LanguagePartner) -> None:
    dialogue = take_up(partner)

    parts = [part for part in partner.command(Command.EXPLAIN, dialogue, "nl") if isinstance(part, Say)]

    assert parts[0].language == "nl"
    assert "net in Nederland" in parts[0].text
