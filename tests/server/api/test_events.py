"""A person's own events and calendar."""

from __future__ import annotations

import io
import wave
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.services import Services
from server.settings import Settings
from server.store import now
from tests.conftest import AppMaker
from voice.stt.base import Transcript


class Ears:
    """Recognition that hears what a test says; everything else in the way of the sound is real."""

    def __init__(self, text: str):
        self.text = text

    def submit(self, *_asked: Any) -> Any:
        from concurrent.futures import Future

        heard: Future[Transcript] = Future()
        heard.set_result(Transcript(text=self.text, language="nl", confidence=0.9, seconds=1.0))
        return heard


@pytest.fixture
def app(make_app: AppMaker, settings: Settings) -> Flask:
    """Give an application that needs none of its heavy parts."""
    return make_app(settings)


@pytest.fixture
def signed_in(client: FlaskClient) -> FlaskClient:
    """A browser of the demo employee."""
    client.get("/v1/me")
    client.get("/v1/nudges?zone=Europe/Amsterdam")
    return client


def events(client: FlaskClient) -> list[Any]:
    told: Any = client.get("/v1/events").json
    listed: list[Any] = told["events"]
    return listed


def say(client: FlaskClient, text: str, **more: Any) -> Any:
    return client.post("/v1/events", json={"text": text, **more})


def test_a_sentence_becomes_an_event_and_is_said_back(signed_in: FlaskClient) -> None:
    answer = say(signed_in, "morgen om 14:00 een lastig gesprek")

    assert answer.status_code == 200, answer.json
    event = answer.json["event"]
    assert event["title"] == "lastig gesprek"
    assert event["own"] is True
    assert datetime.fromisoformat(event["start"]) > now()
    assert events(signed_in) == [event]


def test_a_sentence_without_a_time_is_asked_again(signed_in: FlaskClient) -> None:
    answer = say(signed_in, "een lastig gesprek")

    assert answer.status_code == 400
    assert answer.json["code"] == "saying_unclear"
    assert "tijd" in answer.json["message"]
    assert events(signed_in) == []


def test_an_event_is_moved_and_removed(signed_in: FlaskClient) -> None:
    event = say(signed_in, "morgen om 14:00 een pitch").json["event"]
    start = (now() + timedelta(days=2)).replace(microsecond=0)

    moved = say(signed_in, "pitch voor de directie", id=event["id"], start=start.isoformat()).json["event"]

    assert [one["id"] for one in events(signed_in)] == [event["id"]]
    assert datetime.fromisoformat(moved["start"]) == start
    assert signed_in.delete(f"/v1/events/{event['id']}").status_code == 204
    assert signed_in.delete(f"/v1/events/{event['id']}").status_code == 404
    assert events(signed_in) == []


def test_an_event_can_be_said_aloud(signed_in: FlaskClient, services: Services) -> None:
    services.engines.bring("pool", Ears("Ik heb morgen om drie uur een moeilijk gesprek."))
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(b"\x00\x10" * 16_000)

    answer = signed_in.post("/v1/events/sound?language=nl", data=sound.getvalue(), content_type="audio/wav")

    assert answer.status_code == 200, answer.json
    assert answer.json is not None
    assert answer.json["event"]["title"] == "moeilijk gesprek"
    assert answer.json["text"].startswith("Ik heb morgen")


def test_what_is_no_sound_is_refused(signed_in: FlaskClient) -> None:
    answer = signed_in.post("/v1/events/sound", data=b"no sound", content_type="audio/wav")

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "sound_unreadable"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/agenda.ics", "file:///etc/passwd", "no address"])
def test_a_calendar_that_cannot_be_read_is_refused_in_words(signed_in: FlaskClient, url: str) -> None:
    answer = signed_in.put("/v1/calendar-feed", json={"url": url})

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["message"]
    told: Any = signed_in.get("/v1/events").json
    assert told["calendar"] is None


def test_disconnecting_what_is_not_connected_does_nothing(signed_in: FlaskClient) -> None:
    assert signed_in.delete("/v1/calendar-feed").status_code == 204


def test_events_of_the_past_are_not_listed(signed_in: FlaskClient) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC).isoformat()

    say(signed_in, "lang geleden", start=start)

    assert events(signed_in) == []
