"""A nudge on its whole way: a programme fires; a real Firefox decrypts, shows, answers and gets it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import built, needed
from tests.browser.firefox import PROGRAM, Firefox, push_preferences
from tests.browser.house import House
from tests.browser.nudging import ANY_HOUR, Professional, due_now, eventually
from tests.nudges.autopush import Autopush
from tests.nudges.push_service import PushService

pytestmark = pytest.mark.browser

TITLE, BODY = "Zo meteen: je gesprek", "Begin met een open vraag."
SHOWN = """
const registration = await navigator.serviceWorker.ready;
return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
"""
PRESS = """
const found = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === NAME);
if (!found || found.disabled) return false;
found.click();
return true;
"""
DRAWN = """return document.getElementById("alertTitleLabel").getAttribute("value");"""
WHEN = "Wanneer dan?"
ARRIVED = "SELECT * FROM nudge_deliveries WHERE shown_at IS NOT NULL"
PUT_OFF = "SELECT due_at FROM nudge_occurrences WHERE state = 'planned' AND asked_for"


@dataclass
class Street:
    """A server, its push service, and somebody's Firefox."""

    house: House
    service: PushService
    autopush: Autopush
    firefox: Firefox

    def press(self, name: str) -> None:
        """Tap a button of the page, as soon as it is there."""
        self.firefox.until(PRESS.replace("NAME", json.dumps(name)))

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask the server for something as the person in this Firefox."""
        script = """
          const headers = { "Content-Type": "application/json" };
          const body = BODY === null ? undefined : JSON.stringify(BODY);
          const response = await fetch(PATH, { method: METHOD, headers, body });
          return { status: response.status, said: response.status === 204 ? null : await response.json() };
        """
        for name, value in (("METHOD", method), ("PATH", path), ("BODY", body)):
            script = script.replace(name, json.dumps(value))
        answer = self.firefox.evaluate(script)
        assert answer["status"] < 300, answer
        return answer["said"]


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    needed(bool(PROGRAM), "firefox-esr")
    built()
    with ExitStack() as stack:
        service = stack.enter_context(PushService(tls=False))
        autopush = stack.enter_context(Autopush(service))
        settings = {
            "SOUFFLEUR_PUSH_ALLOWED_HOSTS": json.dumps([service.origin]),
            "SOUFFLEUR_PUSH_SUBJECT": "mailto:beheer@example.org",
        }
        firefox = Firefox(tmp_path / "profile", push_preferences(autopush.url), privileged=True)
        stack.callback(firefox.close)
        firefox.launch()  # it starts while the server does
        house = stack.enter_context(House(tmp_path / "instance", settings))
        stack.enter_context(firefox)
        yield Street(house, service, autopush, firefox)


def test_a_programme_fires_and_a_snooze_returns(street: Street) -> None:
    firefox, house = street.firefox, street.house
    firefox.open(f"{house.url}/seintjes")
    firefox.until("return document.querySelector('main h1') !== null;")  # by then it is known who this is
    street.call("PUT", "/v1/nudge-rules", ANY_HOUR)
    street.press("Zet meldingen aan")
    [device] = eventually(lambda: house.rows("SELECT * FROM devices"), "the device")
    assert device["endpoint"].startswith(street.service.origin)

    programme = Professional(house).publish(TITLE, BODY)
    due_now(house, programme)

    window = firefox.alert(BODY)
    assert firefox.evaluate(DRAWN, context=window) == TITLE
    [shown] = firefox.until(SHOWN)
    assert (shown["title"], shown["body"]) == (TITLE, BODY)
    [sent] = eventually(lambda: house.rows(ARRIVED), "the receipt")
    assert sent["occurrence_id"] == shown["tag"]
    assert sent["state"] == "accepted"

    firefox.tap_alert(BODY, "later")
    firefox.tap_alert(WHEN, "hour")
    [later] = eventually(lambda: house.rows(PUT_OFF), "the nudge that was put off")
    in_an_hour = datetime.fromisoformat(later["due_at"]).replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(minutes=30) < in_an_hour < timedelta(minutes=61)
    assert firefox.evaluate(SHOWN) == []
    firefox.until_no_alerts()

    due_now(house, programme)
    firefox.alert(BODY)
    [again] = firefox.until(SHOWN)
    assert again["tag"] != shown["tag"]
    firefox.tap_alert(BODY)
    opened = f"return location.href.includes({json.dumps(again['tag'])});"
    firefox.until(opened)

    assert set(street.autopush.acknowledged.values()) == {100}
    assert len(street.autopush.acknowledged) == 2, "each was sent once"
    assert street.service.complaints == []
