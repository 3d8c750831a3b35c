"""A partner for practice in the live conversation: who begins, who is remembered, and who answers after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from server.conversation.base import Dialogue, Line, Part, Question, Say, ShowPractice
from server.conversation.commands import Command
from server.conversation.journal import Before, NoJournal
from server.conversation.partners import Manner, Partner, Partners
from server.errors import NotFound
from tests.server.realtime.live import LiveServer, eventually
from tests.server.realtime.talk import Talk

CUSTOMER = Manner("nl", voice="klant", speed=1.2)
COUNTER = {"kind": "roleplay", "id": "counter"}


class KeepsAll(NoJournal):
    """A journal in memory."""

    def __init__(self) -> None:
        self.left = Dialogue()
        self.asked_keys: list[str] = []
        self.withdrawn_keys: list[str] = []
        self.heard: list[str] = []

    def take_up(self) -> Dialogue | None:
        return self.left.copy() if self.left.history else None

    def before(self, key: str, text: str) -> Before | None:  # noqa: ARG002
        return None

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:  # noqa: ARG002
        self.asked_keys.append(key)

    def answered(
        self,
        key: str,  # noqa: ARG002
        text: str,
        dialogue: Dialogue,
        *,
        parts: Sequence[Part],  # noqa: ARG002
        complete: bool,  # noqa: ARG002
    ) -> None:
        self.heard.append(text)
        self.left = dialogue.copy()

    def unasked(self, text: str, dialogue: Dialogue) -> None:
        self.heard.append(text)
        self.left = dialogue.copy()

    def withdrawn(self, key: str) -> None:
        self.withdrawn_keys.append(key)


class Counting:
    """Counts the person's turns in the dialogue, so that what is rolled back can be seen."""

    def __init__(self, journal: KeepsAll, manner: Manner) -> None:
        self.manner = manner
        self.journal = journal
        self.questions: list[Question] = []

    def open(self, dialogue: Dialogue) -> Iterator[Part]:
        if dialogue.history:
            return
        dialogue.partner = {"turns": 0}
        yield ShowPractice({"turns": 0})
        dialogue.said("Ik sta hier al een uur.")
        yield Say("Ik sta hier al een uur.", Line.OPENER, authored=True)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        self.questions.append(question)
        dialogue.asked(question.text)
        dialogue.partner["turns"] += 1
        yield ShowPractice({"turns": dialogue.partner["turns"]})
        for text in (f"Dat was {dialogue.partner['turns']}.", "Ga door.", "Ik wacht."):
            dialogue.said(text)
            yield Say(text, Line.DETAIL)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:
        dialogue.said(f"{command.value} {language}")
        yield Say(f"{command.value} {language}", Line.NOTICE, language="nl", voice="helper")


class Practice:
    """Gives one partner by one name."""

    def __init__(self, manner: Manner = CUSTOMER) -> None:
        self.journal = KeepsAll()
        self.manner = manner
        self.made: list[Counting] = []

    def __call__(self, kind: str, partner_id: str, language: str) -> Partner:  # noqa: ARG002
        assert kind == "roleplay"
        if partner_id != "counter":
            raise NotFound("no such partner")
        self.made.append(Counting(self.journal, self.manner))
        return self.made[-1]


def practising(practice: Practice, **ours: Any) -> Talk:
    talk = Talk(partner=practice)
    talk.update(partner=COUNTER, **ours)
    talk.silence(3.0)
    return talk


class TestScript:
    def test_the_partner_begins_with_its_own_voice_and_pace(self) -> None:
        practice = Practice()
        talk = practising(practice, speed=1.5)
        assert talk.last("session.updated")["session"]["souffleur"]["partner"] == COUNTER
        assert [s["text"] for s in talk.all("souffleur.sentence")] == ["Ik sta hier al een uur."]
        assert talk.last("souffleur.practice")["data"] == {"turns": 0}
        assert talk.last("souffleur.practice")["partner"] == COUNTER
        assert talk.voice.manners[0].voice == "klant"
        assert talk.voice.manners[0].speed == pytest.approx(1.8)
        assert practice.journal.heard == ["Ik sta hier al een uur."]

    def test_it_answers_in_the_companions_place(self) -> None:
        practice = Practice()
        talk = practising(practice)
        talk.speak(1.5)
        talk.silence(6.0)
        assert talk.companion.asked == []
        assert talk.last("souffleur.practice")["data"] == {"turns": 1}
        assert practice.journal.left.partner == {"turns": 1}

    def test_only_what_an_author_wrote_may_be_kept_as_sound(self) -> None:
        talk = practising(Practice())
        talk.speak(1.5)
        talk.silence(6.0)
        opening, *replies = [how.keep for how in talk.voice.manners]
        assert (opening, set(replies)) == (True, {False})

    def test_the_same_partner_again_does_not_begin_again(self) -> None:
        practice = Practice()
        talk = practising(practice)
        talk.update(partner=COUNTER, hurry=True)
        talk.silence(2.0)
        assert len(talk.all("response.created")) == 1

    def test_the_talk_is_heard_and_spoken_in_its_own_language(self) -> None:
        practice = Practice(Manner("fr"))
        talk = practising(practice, voice="mine")
        assert talk.session.desk.config.spoken == "fr"
        assert (talk.voice.manners[0].language, talk.voice.manners[0].voice) == ("fr", None)
        talk.speak(1.5)
        talk.silence(6.0)
        assert practice.made[0].questions[0].language == "fr"
        talk.send(type="souffleur.command", name="more")
        talk.silence(3.0)
        helper = talk.voice.manners[-1]
        assert (helper.language, helper.voice) == ("nl", "helper")
        talk.update(partner=None)
        assert talk.session.desk.config.spoken == "nl"

    def test_a_turn_that_is_taken_back_leaves_no_trace_in_its_memory(self) -> None:
        practice = Practice()
        talk = practising(practice)
        talk.speak(1.5)
        talk.silence(0.9)
        assert practice.made[0].questions
        talk.speak(1.0)
        assert talk.all("souffleur.turn.taken_back")
        assert talk.session.desk.dialogue.partner == {"turns": 0}
        assert practice.journal.withdrawn_keys == practice.journal.asked_keys[:1]
        talk.silence(6.0)
        assert talk.session.desk.dialogue.partner == {"turns": 1}

    def test_barge_in_keeps_only_what_was_heard(self) -> None:
        practice = Practice()
        talk = practising(practice)
        talk.voice.seconds = 4.0
        talk.speak(1.5)
        talk.silence(4.5)
        talk.speak(1.0)
        assert talk.last("response.done")["response"]["status"] == "cancelled"
        role, text = talk.session.desk.dialogue.history[-1]
        assert role == "assistant"
        assert "Ik wacht." not in text

    def test_leaving_brings_the_companion_back_with_what_it_knew(self) -> None:
        practice = Practice()
        talk = Talk(partner=practice)
        talk.speak(1.5)
        talk.silence(6.0)
        before = talk.session.desk.dialogue.copy()
        talk.update(partner=COUNTER)
        talk.silence(3.0)
        talk.update(partner=None)
        assert talk.session.desk.dialogue == before
        talk.speak(1.5)
        talk.silence(6.0)
        assert len(talk.companion.asked) == 2
        assert practice.made[0].questions == []

    def test_a_talk_is_taken_up_where_it_was(self) -> None:
        practice = Practice()
        talk = practising(practice)
        talk.speak(1.5)
        talk.silence(6.0)
        talk.update(partner=None)
        talk.update(partner=COUNTER)
        talk.silence(2.0)
        assert talk.session.desk.dialogue.partner == {"turns": 1}
        assert talk.all("response.done")[-1]["response"]["output"][0]["content"][0]["transcript"] == ""

    def test_an_unknown_partner_changes_nothing(self) -> None:
        talk = Talk(partner=Practice())
        talk.update(partner={"kind": "roleplay", "id": "else"}, language="en")
        assert talk.last("error")["error"]["code"] == "partner_not_found"
        assert talk.session.desk.config.language == "nl"
        assert talk.session.desk.config.partner is None

    def test_cards_and_moments_belong_to_the_companion(self) -> None:
        talk = practising(Practice())
        talk.send(type="souffleur.show_card", card="paspoort-kwijt")
        assert talk.last("error")["error"]["code"] == "partner_answers"
        talk.send(type="souffleur.moment", moment="apply")
        assert talk.last("error")["error"]["code"] == "partner_answers"


class TestSocket:
    def test_a_talk_over_a_lost_line(self, live: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
        journals = KeepsAll()
        made: list[str] = []

        def factory(owner_id: str, partner_id: str, language: str) -> Partner:  # noqa: ARG001
            made.append(owner_id)
            return Counting(journals, Manner("nl"))

        monkeypatch.setitem(live.services.partners._factories, "roleplay", factory)
        with live.client() as client:
            created = client.until("session.created")
            name = created["session"]["souffleur"]["session_id"]
            assert created["session"]["souffleur"]["partner"] is None
            client.send(type="session.update", session={"souffleur": {"partner": COUNTER}})
            client.until("response.done", 60)
            assert "Ik sta hier al een uur." in [e.get("text") for e in client.got]
            client.send(type="souffleur.ask", client_id="a", text="Wat vervelend voor u.")
            last = client.until("response.done", 60)
            client.socket.close(1001)
        assert eventually(lambda: live.rooms.live == 0, 60)
        with live.client(f"?session={name}&after={last['event_id'][4:]}") as client:
            client.until("souffleur.session.resumed", 60)
            client.send(type="souffleur.ask", client_id="b", text="Ik zoek het uit.")
            assert client.until("souffleur.practice", 60)["data"] == {"turns": 2}
            client.until("response.done", 60)
        assert len(made) == 1
        assert eventually(lambda: journals.left.partner == {"turns": 2}, 60)


def test_a_kind_is_registered_once_and_others_are_unknown() -> None:
    partners = Partners()
    partners.register("roleplay", lambda _owner, _name, _language: Counting(KeepsAll(), Manner("nl")))
    with pytest.raises(ValueError, match="roleplay"):
        partners.register("roleplay", lambda _owner, _name, _language: Counting(KeepsAll(), Manner("nl")))
    assert partners.make("me", "roleplay", "x", "nl").manner.language == "nl"
    with pytest.raises(NotFound):
        partners.make("me", "coach", "x", "nl")
