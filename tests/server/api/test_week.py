"""A week in one's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.conversation.finder import ModelFinder
from server.conversation.week.digest import bounds, digest, week_of
from server.identity.belongings import WeekLine
from server.services import Services
from tests.server.api.quiet import without_engines
from tests.server.conversation.chat_server import ChatServer, says

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def line(text: str, day: int, kind: str = "noted") -> WeekLine:
    return WeekLine(kind, text, MONDAY + timedelta(days=day), "note", f"{day}-{text[:5]}")


LINES = [
    line("De wachtrij was te lang, want twee collega's waren ziek.", 0),
    line("Een inwoner klaagde over de wachtrij.", 2, "reflected"),
    line("Vraag Sam hoe zij de wachtrijen verdelen.", 3, "tried"),
]


def test_every_line_is_verbatim_and_in_order() -> None:
    told = digest(LINES[::-1], "nl")

    assert [one.text for one in told.lines] == [one.text for one in LINES]
    assert told.counts == {"noted": 1, "reflected": 1, "tried": 1}
    assert told.empty is None


def test_one_pattern_is_a_question_with_true_quotes() -> None:
    found = digest(LINES, "nl").pattern

    assert found is not None
    assert found.word == "wachtrij"
    assert found.question.endswith("?")
    assert "3 keer" in found.question
    for quote, own in zip(found.quotes, LINES, strict=True):
        assert quote.text in own.text
        assert "wachtrij" in quote.text


def test_what_came_once_is_no_pattern() -> None:
    assert digest(LINES[:1], "nl").pattern is None


def test_the_same_words_again_are_no_pattern_and_are_quoted_once() -> None:
    again = replace(LINES[0], at=LINES[0].at + timedelta(days=4), id="again")

    assert digest([LINES[0], again], "nl").pattern is None
    found = digest([LINES[0], again, LINES[1]], "nl").pattern
    assert found is not None
    assert len(found.quotes) == 2
    assert "3 keer" in found.question


def test_words_that_were_given_are_shown_but_make_no_pattern() -> None:
    given = [replace(one, own=False) for one in LINES]
    told = digest(given, "nl")

    assert len(told.lines) == len(LINES)
    assert told.pattern is None


def test_an_empty_week_says_what_to_do() -> None:
    told = digest([], "en")

    assert told.empty is not None
    assert told.lines == ()


def test_a_week_begins_on_monday_on_the_persons_clock() -> None:
    start, end = bounds("2026-W47", UTC)

    assert (start.date().isoformat(), end - start) == ("2026-11-16", timedelta(days=7))
    assert week_of(start.date()) == "2026-W47"
    assert week_of(datetime(2027, 1, 3, tzinfo=UTC).date()) == "2026-W53"


def test_notes_and_the_coach_are_in_this_week(client: FlaskClient, services: Services) -> None:
    without_engines(services)
    client.get("/v1/me")
    for number, text in enumerate(("verder", "noteer: bel de tolk", "Waar blijft mijn paspoort?")):
        client.post("/v1/questions", json={"client_id": f"ask-0000{number}", "text": text, "language": "nl"})
    client.delete("/v1/notes")
    for number, text in enumerate(("De wachtrij was te lang", "De wachtrij duurt te lang")):
        client.post("/v1/notes", json={"client_id": f"note-000{number}", "text": text, "language": "nl"})
    session: Any = client.post(
        "/v1/coach/sessions", json={"client_id": "begin-0001", "form": "look_back", "language": "nl"}
    ).json
    client.post(
        f"/v1/coach/sessions/{session['id']}/answers",
        json={"client_id": "answer-001", "text": "Het ging goed."},
    )

    told: Any = client.get("/v1/week?language=nl").json

    assert [(one["kind"], one["place"]) for one in told["lines"]] == [
        ("asked", "conversation"),
        ("noted", "note"),
        ("noted", "note"),
        ("reflected", "coach"),
    ]
    assert told["pattern"]["by"] == "script"
    assert told["next"] is None
    before: Any = client.get(f"/v1/week?week={told['previous']}").json
    assert before["lines"] == []
    assert before["next"] == told["week"]


@pytest.mark.parametrize(
    ("told", "by"),
    [
        ('{"question": "Wat maakt de wachtrij zo lang op die dagen?"}', "model"),
        ('{"question": "Waarom ben je zo gestrest van de wachtrij?"}', "script"),
        ("Wat een mooie week.", "script"),
    ],
)
def test_a_model_words_the_question_and_never_judges(
    client: FlaskClient, services: Services, told: str, by: str
) -> None:
    with ChatServer(says(told)).running() as server:
        finder = ModelFinder(url=server.url, model="test", first_token_seconds=20)
        without_engines(services, "chat")
        services.engines.bring("chat", finder)
        client.get("/v1/me")
        for number, text in enumerate(("De wachtrij was te lang", "De wachtrij duurt te lang")):
            client.post("/v1/notes", json={"client_id": f"note-000{number}", "text": text, "language": "nl"})
        week: Any = client.get("/v1/week?language=nl").json
        finder.close()

    assert week["pattern"]["by"] == by
    assert week["pattern"]["question"].endswith("?")


def test_a_week_that_does_not_exist(client: FlaskClient) -> None:
    client.get("/v1/me")

    for week in ("2026-W60", "2026-W00", "now", "1999-W01"):
        answer = client.get(f"/v1/week?week={week}")
        assert answer.status_code == 400
