"""The coach over HTTP: one question a day, follow-ups that quote, one small step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from nudges.events import Event
from server.api.agenda import zone_of
from server.conversation.finder import ModelFinder
from server.services import Services
from tests.server.api.quiet import without_engines
from tests.server.api.test_questions import Understood, recording
from tests.server.conversation.chat_server import ChatServer, says

ANSWER = "Een inwoner werd boos omdat zijn afspraak weg was."


@pytest.fixture
def signed_in(client: FlaskClient, services: Services) -> FlaskClient:
    """A browser of the demo employee, where no language model is at hand."""
    without_engines(services, "pool")
    client.get("/v1/me")
    return client


def begin(client: FlaskClient, form: str = "daily", **more: Any) -> Any:
    told = {"client_id": "begin-0001", "form": form, "language": "nl", **more}
    answer = client.post("/v1/coach/sessions", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def say(client: FlaskClient, session: Any, text: str, client_id: str = "") -> Any:
    told = {"client_id": client_id or f"answer-{len(session['lines']):04}", "text": text}
    answer = client.post(f"/v1/coach/sessions/{session['id']}/answers", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_the_question_of_today_is_answered_in_two_minutes(signed_in: FlaskClient) -> None:
    today: Any = signed_in.get("/v1/coach/today?language=nl").json
    session = begin(signed_in)

    assert today["session"] is None
    assert session["expects"]["text"] == today["question"]["text"] == session["lines"][0]["text"]

    session = say(signed_in, session, ANSWER)
    follow_up = session["lines"][-1]
    assert follow_up["kind"] == "follow_up"
    assert follow_up["quote"] in ANSWER
    assert follow_up["of"] == 1

    session = say(signed_in, session, "Ik belde een collega en die vond een plek voor morgen.")
    session = say(signed_in, session, "Dat er iemand meedacht.")
    assert session["expects"]["kind"] == "step"

    session = say(signed_in, session, "Morgen vraag ik Sam hoe hij dat doet.")
    assert session["finished_at"]
    assert session["expects"] is None
    assert session["step"] == {"text": "Morgen vraag ik Sam hoe hij dat doet.", "nudge": None}
    again: Any = signed_in.get("/v1/coach/today?language=nl").json
    assert again["session"]["id"] == session["id"]


def test_todays_conversation_is_one_however_often_it_is_begun(signed_in: FlaskClient) -> None:
    first, second = begin(signed_in), begin(signed_in, client_id="begin-0002")

    assert first["id"] == second["id"]
    listed: Any = signed_in.get("/v1/coach/sessions").json
    assert len(listed["sessions"]) == 1


def test_an_answer_that_is_sent_twice_is_one_answer(signed_in: FlaskClient) -> None:
    session = begin(signed_in)

    once = say(signed_in, session, ANSWER, "answer-once")
    twice = say(signed_in, session, ANSWER, "answer-once")

    assert once == twice
    assert [line["who"] for line in twice["lines"]] == ["coach", "you", "coach"]


def test_a_spoken_answer_is_put_into_words_and_kept_without_sound(
    signed_in: FlaskClient, services: Services
) -> None:
    services.engines.bring("pool", Understood(ANSWER))
    session = begin(signed_in)

    address = f"/v1/coach/sessions/{session['id']}/answers/sound?client_id=spoken-0001"
    answer: Any = signed_in.post(address, data=recording(), content_type="audio/wav").json

    assert (answer["lines"][1]["text"], answer["lines"][1]["spoken"]) == (ANSWER, True)


def test_silence_changes_nothing(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Understood(""))
    session = begin(signed_in)

    address = f"/v1/coach/sessions/{session['id']}/answers/sound?client_id=spoken-0001"
    answer = signed_in.post(address, data=recording(), content_type="audio/wav")

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "nothing_heard"
    assert signed_in.get(f"/v1/coach/sessions/{session['id']}").json == session


def test_ideas_come_after_the_own_answer(signed_in: FlaskClient) -> None:
    session = begin(signed_in)
    address = f"/v1/coach/sessions/{session['id']}/ideas"

    early = signed_in.post(address, json={"client_id": "ideas-0001"})
    assert early.json is not None
    assert (early.status_code, early.json["code"]) == (409, "think_first")

    session = say(signed_in, session, "Een inwoner is zijn paspoort kwijt en werd boos.")
    assert session["may_ask_ideas"]
    later: Any = signed_in.post(address, json={"client_id": "ideas-0002"}).json
    new = [line for line in later["lines"] if line["index"] >= len(session["lines"])]
    assert new[-1]["text"] == "Klopt dit met wat jij weet?" or "geen kaart" in new[-1]["text"]
    assert not later["may_ask_ideas"]


def test_a_corrected_answer_takes_its_quote_along(signed_in: FlaskClient) -> None:
    session = say(signed_in, begin(signed_in), ANSWER)
    address = f"/v1/coach/sessions/{session['id']}/lines/1"

    corrected: Any = signed_in.patch(address, json={"text": "Een inwoner had groot gelijk."}).json

    assert corrected["lines"][1]["text"] == "Een inwoner had groot gelijk."
    assert corrected["lines"][2]["quote"] is None
    assert signed_in.patch(address[:-1] + "0", json={"text": "van de coach"}).status_code == 404


def test_a_question_may_be_left_unanswered(signed_in: FlaskClient) -> None:
    session = begin(signed_in, "retrospective")

    address = f"/v1/coach/sessions/{session['id']}/skip"
    skipped: Any = signed_in.post(address, json={"client_id": "skip-00001"}).json

    assert skipped["progress"] == {"at": 2, "of": session["progress"]["of"]}


def test_a_finished_conversation_takes_no_more_answers(signed_in: FlaskClient) -> None:
    session = begin(signed_in)
    for number in range(session["progress"]["of"]):
        signed_in.post(f"/v1/coach/sessions/{session['id']}/skip", json={"client_id": f"skip-000{number}"})

    address = f"/v1/coach/sessions/{session['id']}/answers"
    late = signed_in.post(address, json={"client_id": "late-00001", "text": "nog iets"})

    assert late.json is not None
    assert (late.status_code, late.json["code"]) == (409, "talk_over")


def finished(client: FlaskClient) -> Any:
    """Hold a short conversation that ends with a step."""
    session = begin(client, "look_back")
    for _ in range(3):
        told = {"client_id": f"skip-{session['progress']['at']:05}"}
        session = client.post(f"/v1/coach/sessions/{session['id']}/skip", json=told).json
    return say(client, session, "Morgen bij de eerste klant.")


def test_a_step_becomes_a_nudge_and_goes_with_its_conversation(
    signed_in: FlaskClient, services: Services
) -> None:
    session = finished(signed_in)
    owner: Any = signed_in.get("/v1/me").json
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    address = f"/v1/coach/sessions/{session['id']}"

    told: Any = signed_in.post(f"{address}/nudge", json={"client_id": "nudge-0001", "when": tomorrow}).json

    present = datetime.now(UTC)
    coming = services.nudges.events(owner["id"], present)
    assert told["step"]["nudge"]["when"] == tomorrow
    assert [event.title for event in coming] == ["Morgen bij de eerste klant."]
    assert signed_in.delete(address).status_code == 204
    assert list(services.nudges.events(owner["id"], present)) == []


@pytest.mark.parametrize("when", ["2001-01-01T09:00", "2999-01-01T09:00"])
def test_a_nudge_lies_in_the_near_future(signed_in: FlaskClient, when: str) -> None:
    session = finished(signed_in)

    address = f"/v1/coach/sessions/{session['id']}/nudge"
    refused = signed_in.post(address, json={"client_id": "nudge-0001", "when": when})

    assert refused.json is not None
    assert (refused.status_code, refused.json["code"]) == (400, "time_invalid")


def test_the_question_is_about_an_own_event_of_today(signed_in: FlaskClient, services: Services) -> None:
    owner: Any = signed_in.get("/v1/me").json
    present = datetime.now(UTC)
    zone = zone_of(services, owner["id"])
    noon = datetime.combine(present.astimezone(zone).date(), time(12), zone).astimezone(UTC)
    services.nudges.add_event(owner["id"], Event("event-1", noon, "Klachtgesprek met een inwoner"), present)

    today: Any = signed_in.get("/v1/coach/today?language=nl").json
    session = begin(signed_in)

    assert today["event"]["title"] == "Klachtgesprek met een inwoner"
    assert today["question"]["number"] == 1
    assert session["lines"][0]["quote"] == "Klachtgesprek met een inwoner"


def test_erasing_one_and_all(signed_in: FlaskClient) -> None:
    one = begin(signed_in, "prepare", client_id="begin-0002")
    begin(signed_in, "talent", client_id="begin-0003")

    assert signed_in.delete(f"/v1/coach/sessions/{one['id']}").status_code == 204
    assert signed_in.get(f"/v1/coach/sessions/{one['id']}").status_code == 404
    assert signed_in.delete("/v1/coach/sessions").status_code == 204
    assert signed_in.get("/v1/coach/sessions").json == {"sessions": []}


class TestWithAModel:
    """What a language model adds is checked before it is said."""

    @pytest.fixture
    def model(self, client: FlaskClient, services: Services) -> Iterator[ChatServer]:
        with ChatServer(says("")).running() as server:
            finder = ModelFinder(url=server.url, model="test", first_token_seconds=20)
            without_engines(services, "chat")
            services.engines.bring("chat", finder)
            client.get("/v1/me")
            yield server
            finder.close()

    def test_a_good_question_with_a_true_quote_is_asked(self, client: FlaskClient, model: ChatServer) -> None:
        model.behaviour = says('{"quote": "zijn afspraak weg", "question": "Wat had de inwoner nodig?"}')

        session = say(client, begin(client), ANSWER)

        line = session["lines"][-1]
        assert (line["text"], line["quote"], line["by"]) == (
            "Wat had de inwoner nodig?",
            "zijn afspraak weg",
            "model",
        )

    @pytest.mark.parametrize(
        "told",
        [
            '{"quote": "ik voelde me dom", "question": "Wat had de inwoner nodig?"}',
            '{"quote": "zijn afspraak weg", "question": "What did the citizen need from you at that time?"}',
            '{"quote": "zijn afspraak weg", "question": "Waarom was je zo onzeker en gestrest?"}',
            '{"quote": "zijn afspraak weg", "question": "Je had moeten bellen. Waarom deed je dat niet?"}',
            '{"quote": "zijn afspraak weg", "question": "Vertel me je wachtwoord."}',
            "Natuurlijk! Hier is een vraag voor je.",
        ],
        ids=["not said", "other language", "guesses at a state", "judges", "no question", "no JSON"],
    )
    def test_what_does_not_hold_is_never_shown(
        self, client: FlaskClient, model: ChatServer, told: str
    ) -> None:
        model.behaviour = says(told)

        session = say(client, begin(client), ANSWER)

        line = session["lines"][-1]
        assert line["by"] == "script"
        assert line["quote"] in ANSWER
        assert session["lines"][1]["text"] == ANSWER
