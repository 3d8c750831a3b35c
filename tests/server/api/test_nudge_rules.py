"""What a person decides about nudges."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.settings import Settings
from server.store import now
from tests.conftest import AppMaker


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """Give an application that needs none of its heavy parts."""
    return make_app(settings)


@pytest.fixture
def signed_in(client: FlaskClient) -> FlaskClient:
    """A browser of the demo employee."""
    client.get("/v1/me")
    return client


def rules(client: FlaskClient) -> Any:
    return client.get("/v1/nudge-rules").json


def put(client: FlaskClient, **change: Any) -> Any:
    answer = client.put("/v1/nudge-rules", json=change)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_working_week_and_quiet_evenings_to_begin_with(signed_in: FlaskClient) -> None:
    told = rules(signed_in)

    assert (told["quiet_from"], told["quiet_to"]) == ("18:00", "08:00")
    assert told["working_days"] == [0, 1, 2, 3, 4]
    assert (told["cap_day"], told["cap_week"], told["opted_out"]) == (None, None, False)
    assert told["learned_timing"] is False


def test_what_is_left_out_stays(signed_in: FlaskClient) -> None:
    put(signed_in, quiet_from="20:30", working_days=[5, 6, 5], cap_day=0)

    told = put(signed_in, learned_timing=True)

    assert told == rules(signed_in)
    assert (told["quiet_from"], told["working_days"], told["cap_day"]) == ("20:30", [5, 6], 0)
    assert told["learned_timing"] is True


def test_a_limit_and_a_pause_can_be_taken_away_again(signed_in: FlaskClient) -> None:
    until = (now() + timedelta(days=3)).isoformat()
    assert put(signed_in, cap_week=2, paused_until=until)["paused_until"] is not None

    told = put(signed_in, cap_week=None, paused_until=None)

    assert (told["cap_week"], told["paused_until"]) == (None, None)


def test_no_day_at_all_is_a_choice(signed_in: FlaskClient) -> None:
    assert put(signed_in, working_days=[])["working_days"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"cap_day": -1},
        {"cap_day": 51},
        {"working_days": [7]},
        {"quiet_from": "25:00"},
        {"quiet_from": "08:00+02:00"},
        {"paused_until": "2026-12-01T00:00:00"},
        {"muted": ["../etc"]},
    ],
)
def test_what_does_not_fit_changes_nothing(signed_in: FlaskClient, change: dict[str, Any]) -> None:
    before = rules(signed_in)

    answer = signed_in.put("/v1/nudge-rules", json=change)

    assert answer.status_code == 400
    assert rules(signed_in) == before
