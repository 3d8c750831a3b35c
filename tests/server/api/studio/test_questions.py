"""Questions of the day that are written in the studio, and what the coach makes of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from server.content.authoring import StudioRefused
from server.conversation.coach.authored import AuthoredQuestions, asked_questions
from server.conversation.coach.daily import OwnQuestion, todays_question
from server.conversation.coach.forms import work_questions
from server.conversation.finder import ModelFinder
from server.identity import Role
from server.services import Services
from tests.server.api.studio.conftest import Hire, Professional, refused, told

EN = "Who thanked you today, and what was it for?"
BODY = {"nl": "Wie bedankte jou vandaag, en waarvoor?", "en": EN, "theme": 6}


def add(by: Professional, **changed: Any) -> dict[str, Any]:
    return told(by.post("/questions", BODY | changed))


def change(by: Professional, question: dict[str, Any], **changed: Any) -> Any:
    kept = {name: question[name] for name in ("nl", "en", "theme", "published", "asked", "revision")}
    return by.put(f"/questions/{question['id']}", kept | changed)


def listed(by: Professional) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(by.get("/questions"))["questions"]
    return found


def texts(services: Services, language: str = "nl") -> list[str]:
    return [one.text for one in asked_questions(services.database, language)]


def test_a_draft_is_not_asked_until_it_is_published_and_not_while_it_is_off(
    noor: Professional, services: Services
) -> None:
    draft = add(noor)
    assert (draft["published"], draft["problems"], draft["changed_by"]["me"]) == (False, [], True)
    assert texts(services) == []

    out = told(change(noor, draft, published=True))
    assert texts(services) == [BODY["nl"]]
    assert texts(services, "en") == [EN]

    told(change(noor, out, asked=False))
    assert texts(services) == []


def test_what_the_coach_may_not_say_is_not_published(noor: Professional, services: Services) -> None:
    draft = add(noor, nl="Waarover was je vandaag zenuwachtig?", en="")
    assert draft["problems"][0]["field"] == "nl"
    assert "zenuwachtig" in draft["problems"][0]["message"]

    assert refused(change(noor, draft, published=True)) == (409, "question_unready")
    assert refused(noor.post("/questions", BODY | {"nl": "", "published": True}))[1] == "question_unready"
    told(change(noor, draft, nl="Wat hield je vandaag bezig?", published=True))
    assert texts(services) == ["Wat hield je vandaag bezig?"]
    assert texts(services, "en") == []


@pytest.mark.parametrize("text", ["Vertel eens over je dag.", "Waarom " * 31 + "?"])
def test_a_question_is_a_short_question(noor: Professional, text: str) -> None:
    assert add(noor, nl=text)["problems"]


def test_two_authors_at_once_are_told(noor: Professional, sam: Professional) -> None:
    draft = add(noor)
    told(change(sam, draft, nl="Wie hielp jou vandaag?"))

    assert refused(change(noor, draft, nl="Wie hielp jij vandaag?")) == (409, "question_changed")
    assert listed(noor)[0]["nl"] == "Wie hielp jou vandaag?"


def test_a_question_can_be_thrown_away(noor: Professional) -> None:
    draft = add(noor)

    assert noor.delete(f"/questions/{draft['id']}").status_code == 204
    assert listed(noor) == []
    assert refused(noor.delete(f"/questions/{draft['id']}")) == (404, "question_unknown")
    assert refused(change(noor, draft)) == (404, "question_unknown")


def test_the_file_goes_out_and_in_again(noor: Professional) -> None:
    told(change(noor, add(noor), published=True))
    add(noor, nl="Wat liet je vandaag liggen?", en="")
    file = noor.get("/questions/file")
    assert file.mimetype == "application/yaml"
    assert BODY["nl"] in file.data.decode()

    again = told(noor.post("/questions/file", data=file.data, content_type="application/yaml"))
    assert (again["taken"], again["known"]) == ([], 2)
    for one in listed(noor):
        noor.delete(f"/questions/{one['id']}")
    back = told(noor.post("/questions/file", data=file.data, content_type="application/yaml"))

    assert [one["nl"] for one in back["taken"]] == [BODY["nl"], "Wat liet je vandaag liggen?"]
    assert not any(one["published"] for one in listed(noor))
    assert back["taken"][0]["theme"] == BODY["theme"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- nl: Wat?\n- 12", 2),
        ("- nl: Wat?\n  theme: 11", 1),
        ("# kop\n- nl: Wat?\n- nl: Hoe?\n  moment: nu", 3),
        ("- nl: [", 1),
        ("nl: Wat?", 1),
        ("- en: What?", 1),
        ("- nl: " + "x" * 401, 1),
    ],
)
def test_a_file_with_errors_says_where_and_changes_nothing(noor: Professional, text: str, line: int) -> None:
    answer = noor.post("/questions/file", data=text.encode(), content_type="application/yaml")

    assert refused(answer) == (400, "question_file_invalid")
    assert f"egel {line}:" in answer.json["message"]  # type: ignore[index]
    assert listed(noor) == []
    assert refused(noor.post("/questions/file", data=b"\xff", content_type="application/yaml"))[0] == 400


def test_only_authors(noor: Professional, hire: Hire, services: Services) -> None:
    bo = hire("Bo", Role.EMPLOYEE)
    draft = add(noor)
    answers = [
        bo.get("/questions"),
        bo.post("/questions", BODY),
        change(bo, draft),
        bo.delete(f"/questions/{draft['id']}"),
        bo.get("/questions/file"),
        bo.post("/questions/file", data=b"[]", content_type="application/yaml"),
        bo.post("/questions/say", {"say": "Wat?", "language": "nl"}),
    ]

    assert {refused(one) for one in answers} == {(403, "studio_refused")}
    with pytest.raises(StudioRefused):
        AuthoredQuestions(services.database, bo.person)
    assert len(listed(hire("Ada", Role.ADMINISTRATOR))) == 1


def test_the_coach_asks_all_of_them_in_a_round(noor: Professional, hire: Hire, services: Services) -> None:
    services.engines.bring("chat", ModelFinder(ports=()))
    told(change(noor, add(noor), published=True))
    own = asked_questions(services.database, "nl")
    start = date(2026, 11, 2).toordinal() // 11 * 11
    days = [date.fromordinal(start) + timedelta(number) for number in range(11)]
    asked = [todays_question("bo", day, "nl", (), own) for day in days]

    assert Counter(one.number for one in asked) == {**dict.fromkeys(range(1, 11), 1), 6: 2}
    mine = next(one for one in asked if one.id.startswith("own-"))
    assert (mine.text, mine.why) == (BODY["nl"], work_questions("nl")[5].why)

    bo = hire("Bo", Role.EMPLOYEE)
    today = told(bo.client.get("/v1/coach/today?language=nl", headers=bo.headers))
    many = [OwnQuestion(str(number), 6, f"Vraag {number}?") for number in range(200)]
    assert todays_question("bo", days[0], "nl", (), many).text
    assert today["question"]["text"]


def test_a_question_that_is_withdrawn_stays_in_the_talk_that_began_with_it(
    noor: Professional, hire: Hire, services: Services
) -> None:
    services.engines.bring("chat", ModelFinder(ports=()))
    rows = [
        told(change(noor, add(noor, nl=f"Wat leerde je vandaag, deel {number}?"), published=True))
        for number in range(12)
    ]
    for employee in (hire(f"Bo {number}", Role.EMPLOYEE) for number in range(8)):
        body = {"client_id": "begin-0001", "form": "daily", "language": "nl"}
        begun = told(employee.client.post("/v1/coach/sessions", json=body, headers=employee.headers))
        text = begun["lines"][0]["text"]
        if "deel" in text:
            break
    else:
        pytest.fail("eight people, more than half of the questions, and nobody was asked one of them")
    for row in rows:
        noor.delete(f"/questions/{row['id']}")

    path = f"/v1/coach/sessions/{begun['id']}"
    after = told(employee.client.get(path, headers=employee.headers))
    assert after["lines"][0]["text"] == text
