"""Who I am and what I chose."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from server.identity import Preferences


def test_preferences_change_one_at_a_time(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.patch("/v1/me", json={"preferences": {"speed": 1.5}})
    changed = client.patch("/v1/me", json={"language": "en", "preferences": {"captions": False}}).json

    assert changed is not None
    assert changed["language"] == "en"
    assert changed["preferences"] == {**Preferences().model_dump(), "speed": 1.5, "captions": False}
    assert client.get("/v1/me").json == changed


def test_a_voice_can_be_chosen_and_given_up(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.patch("/v1/me", json={"preferences": {"voice": "espeak"}})
    after = client.patch("/v1/me", json={"preferences": {"voice": None}}).json

    assert after is not None
    assert after["preferences"]["voice"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"language": "fr"},
        {"preferences": {"speed": 9}},
        {"preferences": {"speed": "1.5"}},
        {"preferences": {"unheard_of": True}},
        {"preferences": {"audio_out": "radio"}},
        [],
    ],
)
def test_what_does_not_fit_changes_nothing(client: FlaskClient, change: Any) -> None:
    before = client.get("/v1/me").json

    answer = client.patch("/v1/me", json=change)

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "invalid"
    assert client.get("/v1/me").json == before


def test_the_message_is_in_the_language_of_the_person(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.patch("/v1/me", json={"language": "en"})

    problem = client.patch("/v1/me", json={"language": "fr"})

    assert problem.content_type == "application/problem+json"
    assert problem.headers["Content-Language"] == "en"
    assert problem.json is not None
    assert problem.json["message"] == "This message cannot be read. Nothing was changed."
