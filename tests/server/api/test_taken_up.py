"""A conversation over HTTP goes on where it was, also after the server was restarted."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.content.search import CardSearch
from server.content.shelf import CardShelf
from server.conversation.companion import Companion
from server.settings import Settings
from tests.conftest import AppMaker

FIRST = {"client_id": "question-1", "text": "Een inwoner is zijn paspoort kwijt", "language": "nl"}


@pytest.fixture
def restarted(
    app: Flask, make_app: AppMaker, settings: Settings, shelf: CardShelf, search: CardSearch
) -> Flask:
    """Another process of the same server, on the same database."""
    del app
    return make_app(settings, responder=Companion(shelf, search))


def asked(app: Flask, **body: Any) -> Any:
    """Ask as the demo employee."""
    client: FlaskClient = app.test_client()
    client.get("/v1/me")
    answer = client.post("/v1/questions", json=FIRST | body)
    assert answer.status_code == 200, answer.text
    return answer.json


def said(answer: Any) -> list[str]:
    """Give the sentences of an answer."""
    return [sentence["text"] for sentence in answer["say"]]


def test_on_through_one_card_after_a_restart(app: Flask, restarted: Flask, shelf: CardShelf) -> None:
    card = shelf.get("paspoort-kwijt")
    assert card is not None
    first = asked(app)
    on = {"conversation": first["conversation"], "text": "verder"}

    second = asked(app, client_id="question-2", **on)
    third = asked(restarted, client_id="question-3", **on)

    assert said(second) == [card.steps[0]]
    assert said(third) == [card.steps[1]]
    assert third["say"][0]["card"] == card.slug


@pytest.mark.parametrize(("words", "line"), [("herhaal", "notice"), ("hoe bedoel je", "detail")])
def test_the_other_words_after_a_restart(app: Flask, restarted: Flask, words: str, line: str) -> None:
    first = asked(app)
    answer = asked(restarted, client_id="question-2", conversation=first["conversation"], text=words)

    assert answer["say"][0]["line"] == line
    assert answer["say"][0]["card"] == "paspoort-kwijt"
    assert (said(answer) == said(first)) is (words == "herhaal")


def test_stop_keeps_the_place_on_the_card(app: Flask, restarted: Flask, shelf: CardShelf) -> None:
    card = shelf.get("paspoort-kwijt")
    assert card is not None
    conversation = asked(app)["conversation"]

    stopped = asked(app, client_id="question-2", conversation=conversation, text="stop")
    more = asked(restarted, client_id="question-3", conversation=conversation, text="verder")

    assert said(stopped) == []
    assert said(more) == [card.steps[0]]


def test_on_without_a_conversation_says_that_nothing_was_asked(app: Flask) -> None:
    answer = asked(app, text="verder")

    assert answer["card"] is None
    assert [sentence["line"] for sentence in answer["say"]] == ["notice"]


def test_the_same_word_sent_twice_does_not_go_on_twice(app: Flask, restarted: Flask) -> None:
    conversation = asked(app)["conversation"]
    word = {"client_id": "question-2", "conversation": conversation, "text": "verder"}

    assert asked(app, **word) == asked(restarted, **word)
