"""Tip cards over HTTP."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from flask.testing import FlaskClient

from server.content.shelf import CardShelf


@pytest.fixture
def signed_in(client: FlaskClient) -> FlaskClient:
    """A browser of the demo employee."""
    client.get("/v1/me")
    return client


def test_the_cards_of_a_language(signed_in: FlaskClient, shelf: CardShelf) -> None:
    dutch = signed_in.get("/v1/cards?language=nl").json
    english = signed_in.get("/v1/cards?language=en").json

    assert dutch is not None
    assert english is not None
    assert dutch["revision"] == shelf.revision
    assert len(dutch["cards"]) >= 60
    assert len(english["cards"]) >= 12
    assert {card["language"] for card in english["cards"]} == {"en"}


def test_a_whole_card(signed_in: FlaskClient, shelf: CardShelf) -> None:
    card = shelf.all("nl")[0]

    told = signed_in.get(f"/v1/cards/{card.slug}").json

    assert told is not None
    assert told["first_line"] == card.first_line
    assert tuple(told["steps"]) == card.steps
    assert told["checked_on"] == card.checked
    assert told["expired"] is False


def test_an_unknown_card(signed_in: FlaskClient) -> None:
    answer = signed_in.get("/v1/cards/bestaat-niet")

    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["code"] == "card_unknown"


@pytest.mark.parametrize("path", ["/v1/cards", "/v1/tips", "/v1/cards/{slug}"])
def test_what_did_not_change_is_not_sent_again(signed_in: FlaskClient, shelf: CardShelf, path: str) -> None:
    path = path.format(slug=shelf.all("nl")[0].slug)
    first = signed_in.get(path)

    again = signed_in.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert again.status_code == 304
    assert again.data == b""


def test_own_tiles_come_first(signed_in: FlaskClient) -> None:
    tips = signed_in.get("/v1/tips").json
    assert tips is not None
    slugs = [tip["slug"] for tip in tips["tips"]]
    last, before_last = slugs[-1], slugs[-2]
    for slug in (before_last, last, last):
        assert signed_in.post(f"/v1/cards/{slug}/opened").status_code == 204

    ordered = signed_in.get("/v1/tips").json

    assert ordered is not None
    assert [tip["slug"] for tip in ordered["tips"]] == [last, before_last, *slugs[:-2]]


def test_an_unknown_card_cannot_be_opened(signed_in: FlaskClient) -> None:
    assert signed_in.post("/v1/cards/bestaat-niet/opened").status_code == 404


def test_a_card_is_heard(signed_in: FlaskClient, shelf: CardShelf) -> None:
    card = shelf.tiles("nl")[0]

    answer = signed_in.get(f"/v1/cards/{card.slug}/speech")

    assert answer.content_type == "audio/mpeg"
    with av.open(io.BytesIO(answer.data), mode="r") as container:
        loudest = max(float(np.abs(frame.to_ndarray()).max()) for frame in container.decode(audio=0))
        assert container.duration is not None
        seconds = container.duration / av.time_base
    words = len(" ".join((card.first_line, *card.steps)).split())
    assert 0.15 * words < seconds < 1.5 * words
    assert loudest > 0.05
