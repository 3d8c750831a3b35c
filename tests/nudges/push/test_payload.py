"""What a device is told, and how it is cut to size."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.push.encoder import MAX_PLAINTEXT
from nudges.push.payload import SHORT, payload
from tests.nudges.push.conftest import handover

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ORIGIN = "https://souffleur.example"


def told(limit: int = MAX_PLAINTEXT, **given: Any) -> dict[str, Any]:
    written = payload(handover(NOW, **given), ORIGIN, limit)
    assert written is not None
    assert len(written) <= limit
    said: dict[str, Any] = json.loads(written)
    return said


def test_safari_can_show_it_without_us() -> None:
    said = told()

    assert said["web_push"] == 8030
    assert said["mutable"] is True
    assert said["app_badge"] == 2
    notification = said["notification"]
    assert notification["navigate"] == "https://souffleur.example/seintjes/o1"
    assert (notification["lang"], notification["tag"], notification["app_badge"]) == ("nl", "o1", 2)
    assert [one["title"] for one in notification["actions"]] == ["Nu", "Later", "Niet voor mij"]
    assert notification["actions"][1]["navigate"] == "https://souffleur.example/seintjes/o1?answer=later"
    assert notification["data"] == {
        "occurrence": "o1",
        "delivery": "d1",
        "receipt": "geheim",
        "navigate": "/seintjes/o1",
    }


def test_nothing_but_the_programmes_text_is_on_a_locked_screen() -> None:
    notification = told(title="Een seintje", body="Je kunt nu oefenen.")["notification"]

    readable = {name: notification[name] for name in ("title", "body")}
    assert readable == {"title": "Een seintje", "body": "Je kunt nu oefenen."}
    assert "image" not in notification


def test_english_answers_and_no_number_where_none_is_known() -> None:
    said = told(language="en", badge=None, navigate="/seintjes/o1?bron=push#boven")

    assert [one["title"] for one in said["notification"]["actions"]] == ["Now", "Later", "Not for me"]
    assert said["notification"]["actions"][0]["navigate"].endswith("/seintjes/o1?bron=push&answer=now#boven")
    assert "app_badge" not in said


def test_the_text_is_cut_at_a_word() -> None:
    notification = told(SHORT, body="woord " * 2000)["notification"]

    assert notification["body"].endswith(" woord…")
    assert notification["title"] == "Zo meteen: je gesprek"


def test_a_long_word_is_cut_inside() -> None:
    body = told(SHORT, body="w" * 9000)["notification"]["body"]

    assert 1000 < len(body) < SHORT
    assert body.endswith("w…")


def test_the_title_is_cut_after_the_text() -> None:
    notification = told(1200, title="titel " * 300, body="woord " * 300)["notification"]

    assert len(notification["body"]) <= 60
    assert notification["title"].endswith("titel…")


def test_the_answers_go_before_nothing_is_left() -> None:
    notification = told(700, title="t" * 60, body="b" * 40)["notification"]

    assert "actions" not in notification
    assert notification["body"] == "b" * 40


def test_what_cannot_be_cut_further_is_not_written() -> None:
    assert payload(handover(NOW, navigate="/" + "x" * 4000), ORIGIN) is None


@given(
    st.text(max_size=6000),
    st.text(max_size=6000),
    st.sampled_from(["nl", "en", "fr"]),
    st.sampled_from([1200, SHORT, MAX_PLAINTEXT]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_fits_and_stays_json(title: str, body: str, language: str, limit: int) -> None:
    written = payload(handover(NOW, title=title, body=body, language=language), ORIGIN, limit)

    assert written is not None
    assert len(written) <= limit
    json.loads(written)
