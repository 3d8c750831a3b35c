"""A sentence becomes a draft: by rules, or by a language model as far as its form fits."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from server.conversation.finder import ModelFinder
from server.settings import Settings
from tests.conftest import AppMaker
from tests.server.api.studio.conftest import Professional, refused, told
from tests.server.conversation.chat_server import ChatServer, says

SENTENCE = "elke dinsdag en donderdag om kwart voor negen een tip over slecht nieuws, zes weken"
FORM = {
    "days": ["TH", "TU"], "every_weeks": 2, "month_day": None, "at": "08:15", "weeks": 4, "kind": "practice",
    "about": "slecht nieuws",
}  # fmt: skip


@pytest.fixture
def finder() -> ModelFinder:
    """No model anywhere; a test brings its own."""
    return ModelFinder(ports=())


@pytest.fixture
def app(make_app: AppMaker, settings: Settings, finder: ModelFinder) -> Flask:
    return make_app(settings, chat=finder)


def test_rules_read_it_without_a_model(noor: Professional) -> None:
    read = told(noor.post("/sentence", {"text": SENTENCE}))

    content = read["content"]
    assert (read["by"], read["assumed"]) == ("rules", [])
    assert content["trigger"] == {"kind": "calendar", "rrule": "FREQ=WEEKLY;BYDAY=TU,TH", "at": "08:45"}
    assert content["opens"] == {"kind": "card", "target": "slecht-nieuws"}
    assert content["name"] == "Slecht nieuws"
    assert content["ends"] > content["starts"]
    made = told(noor.post("/programmes", {"content": content}))
    assert [one["field"] for one in made["problems"]] == ["purpose"]


def test_what_was_not_said_is_named(noor: Professional) -> None:
    read = told(noor.post("/sentence", {"text": "elke maandag een tip over de maan"}))

    assert read["assumed"] == ["at", "ends", "card"]
    assert read["content"]["trigger"]["at"] == "08:45"
    assert refused(noor.post("/sentence", {"text": "iets over slecht nieuws"})) == (400, "sentence_unclear")


class TestWithAModel:
    @pytest.fixture
    def server(self) -> Iterator[ChatServer]:
        with ChatServer(says(f"Hier is het:\n```json\n{json.dumps(FORM)}\n```")).running() as running:
            yield running

    @pytest.fixture
    def finder(self, server: ChatServer) -> Iterator[ModelFinder]:
        found = ModelFinder(url=server.url, ports=())
        yield found
        found.close()

    def test_it_fills_in_the_form_and_code_builds_the_draft(
        self, noor: Professional, server: ChatServer
    ) -> None:
        read = told(noor.post("/sentence", {"text": SENTENCE}))

        assert read["by"] == "model"
        rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"
        assert read["content"]["trigger"] == {"kind": "calendar", "rrule": rule, "at": "08:15"}
        assert read["content"]["opens"]["kind"] == "practice"
        assert server.requests[0]["messages"][-1] == {"role": "user", "content": SENTENCE}

    @pytest.mark.parametrize(
        "said", ["Dat doe ik graag.", '{"days": ["MAANDAG"]}', '{"days": "TU"', "{}", "[1]"]
    )
    def test_nonsense_gives_way_to_the_rules(self, noor: Professional, server: ChatServer, said: str) -> None:
        server.behaviour = says(said)

        read = told(noor.post("/sentence", {"text": SENTENCE}))

        assert read["by"] == "rules"
        assert read["content"]["trigger"]["at"] == "08:45"
