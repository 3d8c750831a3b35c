"""An event in the middle of a conversation: kept once, and told what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

import pytest

from nudges.people import PersonRules
from server.content.need import Moment
from server.conversation.agenda.attentive import Agenda, AgendaKeeper
from server.conversation.base import Dialogue, Line, Part, Question, Say
from server.identity import Role
from server.services import Services
from tests.nudges.making import ALWAYS, programme, utc
from tests.server.conversation.shelves import said

NOW = utc(2026, 11, 23, 9, 10)
"""Monday 23 November 2026, 10:10 in Amsterdam."""

TIP = {"kind": "event", "minutes": -15, "tag": "difficult"}
AFTER = {"kind": "event", "minutes": 10, "anchor": "end", "tag": "difficult"}
SAID = "Ik heb om twee uur een lastig gesprek."


class Echo:
    """A companion that repeats what it is asked."""

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        dialogue.asked(question.text)
        dialogue.said(question.text)
        yield Say(question.text, Line.DETAIL)


class Speaker:
    """Somebody with an agenda, who talks at a fixed moment."""

    def __init__(self, services: Services, language: str = "nl"):
        self.nudges = services.nudges
        self.language = language
        self.person = services.people.add("Noor", Role.EMPLOYEE, language=language).id
        self.nudges.set_rules(self.person, ALWAYS, NOW)
        self.now = NOW
        self.sends = True

    def keeper(self, name: str = "session") -> AgendaKeeper:
        return AgendaKeeper(Echo(), Agenda(self.nudges, self.person, self.sends, lambda: self.now), name)

    def say(self, text: str, dialogue: Dialogue | None = None, moment: Moment | None = None) -> list[str]:
        question = Question(text, self.language, moment, spoken=True)
        return said(self.keeper().respond(question, Dialogue() if dialogue is None else dialogue))

    def events(self) -> list[tuple[str, datetime]]:
        return [(one.title, one.start) for one in self.nudges.events(self.person, self.now)]

    def publish(self, trigger: dict[str, object], name: str = "tip", **changed: object) -> None:
        made = self.nudges.create(programme(trigger, id=name, **changed), "lena", NOW)
        self.nudges.publish(made.summary.id, "lena", made.summary.revision, NOW)


@pytest.fixture
def noor(services: Services) -> Speaker:
    return Speaker(services)


def test_an_event_is_kept_and_told_and_anything_else_is_the_companions(noor: Speaker) -> None:
    dialogue = Dialogue()

    told = noor.say(SAID, dialogue)

    assert told == [
        "Ik heb het voor je bewaard: lastig gesprek, vandaag om 14:00.",
        "Er hoort geen seintje bij; je vindt het terug bij Seintjes.",
    ]
    assert noor.say("Hoe gaat het", dialogue) == ["Hoe gaat het"]
    assert noor.events() == [("lastig gesprek", utc(2026, 11, 23, 13))]
    assert dialogue.history[0] == ("user", SAID)


def test_it_says_when_a_nudge_comes(noor: Speaker) -> None:
    noor.publish(TIP)

    assert noor.say(SAID)[1] == "Je krijgt om 13:45 een seintje."


def test_it_says_when_two_nudges_come(noor: Speaker) -> None:
    noor.publish(TIP)
    noor.publish(AFTER, "after")

    assert noor.say(SAID)[1] == "Je krijgt om 13:45 een seintje, en om 14:40 nog een."


def test_a_nudge_on_another_day_is_told_with_its_day(noor: Speaker) -> None:
    noor.publish({"kind": "event", "days": -1, "at": "15:00", "tag": "pitch"})

    told = noor.say("Ik heb vrijdag om tien uur een pitch")

    assert told[0] == "Ik heb het voor je bewaard: pitch, vrijdag 27 november om 10:00."
    assert told[1] == "Je krijgt donderdag 26 november om 15:00 een seintje."


def test_a_nudge_that_is_due_already_comes_in_a_moment(noor: Speaker) -> None:
    noor.publish(TIP, policy={"deadline_minutes": 60})

    assert noor.say("over tien minuten heb ik een lastig gesprek")[1] == "Je krijgt zo meteen een seintje."


def test_a_nudge_that_would_come_too_late_is_not_promised(noor: Speaker) -> None:
    noor.publish(TIP, policy={"misfire": "skip"})

    assert "geen seintje" in noor.say("over vijf minuten heb ik een lastig gesprek")[1]


@pytest.mark.parametrize("why", ["paused", "muted", "opted_out", "other_audience", "other_label", "engine"])
def test_no_nudge_is_promised_that_does_not_come(noor: Speaker, why: str) -> None:
    noor.publish(
        TIP | ({"tag": "pitch"} if why == "other_label" else {}),
        audience=["balie"] if why == "other_audience" else ["all"],
    )
    if why == "paused":
        noor.nudges.pause("tip", "lena", NOW)
    elif why == "engine":
        noor.sends = False
    elif why in ("muted", "opted_out"):
        rules = PersonRules(
            muted_programmes=frozenset({"tip"} if why == "muted" else ()), opted_out=why == "opted_out"
        )
        noor.nudges.set_rules(noor.person, rules, NOW)

    assert noor.say(SAID)[1] == "Er hoort geen seintje bij; je vindt het terug bij Seintjes."


def test_what_quiet_hours_hold_back_is_told_for_when_it_comes(noor: Speaker) -> None:
    rules = PersonRules(quiet_from=time(13, 30), quiet_to=time(13, 50), working_days=frozenset(range(7)))
    noor.nudges.set_rules(noor.person, rules, NOW)
    noor.publish(TIP, policy={"deadline_minutes": 30})

    assert noor.say(SAID)[1] == "Je krijgt om 13:50 een seintje."


def test_a_turn_that_is_taken_back_and_goes_on_makes_one_event(noor: Speaker) -> None:
    before = Dialogue()

    noor.say("ik heb om twee uur een gesprek", before.copy())
    noor.say("ik heb om twee uur een gesprek met mevrouw Jansen", before.copy())

    assert noor.events() == [("gesprek met mevrouw Jansen", utc(2026, 11, 23, 13))]


def test_a_turn_that_goes_on_to_be_something_else_leaves_no_event(noor: Speaker) -> None:
    before = Dialogue()

    noor.say("ik heb om twee uur een lastig gesprek", before.copy())
    noor.say("ik heb om twee uur een lastig gesprek, wat moet ik zeggen", before.copy())

    assert noor.events() == []


def test_the_same_said_twice_is_one_event(noor: Speaker) -> None:
    dialogue = Dialogue()

    first = noor.say(SAID, dialogue)
    assert noor.say(SAID, dialogue) == first

    assert len(noor.events()) == 1


def test_two_events_of_one_conversation_are_two(noor: Speaker) -> None:
    dialogue = Dialogue()

    noor.say(SAID, dialogue)
    noor.say("En om vier uur heb ik teamoverleg.", dialogue)

    assert [title for title, _ in noor.events()] == ["lastig gesprek", "teamoverleg"]


def test_a_reply_to_the_companion_and_a_chosen_moment_are_the_companions(noor: Speaker) -> None:
    assert noor.say(SAID, Dialogue(awaiting_attempt=True)) == [SAID]
    assert noor.say(SAID, moment=Moment.APPLY) == [SAID]
    assert noor.events() == []


def test_it_is_told_in_english_too(services: Services) -> None:
    speaker = Speaker(services, "en")
    speaker.publish(TIP)

    assert speaker.say("I have a difficult conversation tomorrow at two") == [
        "I have kept it for you: difficult conversation, tomorrow at 14:00.",
        "You get a nudge at 13:45.",
    ]


def test_too_many_events_are_told_in_words(noor: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nudges.desks.events.MOST_OWN", 0)

    assert noor.say(SAID) == ["Je hebt al heel veel afspraken staan. Verwijder er eerst een paar."]
    assert noor.events() == []
