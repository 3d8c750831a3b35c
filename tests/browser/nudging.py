"""What tests of nudges need beside a phone: who publishes one, and a plan that is moved to now."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from typing import Any, Final
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

from tests.browser.house import House
from tests.browser.visit import UNTIL_SECONDS

ANY_HOUR: Final = {"quiet_from": "00:00", "quiet_to": "00:00", "working_days": [0, 1, 2, 3, 4, 5, 6]}


def eventually(look: Callable[[], Any], what: str) -> Any:
    """Look again and again until there is something."""
    until = time.monotonic() + UNTIL_SECONDS
    while not (found := look()):
        assert time.monotonic() < until, f"never: {what}"
        time.sleep(0.1)
    return found


class Professional:
    """A leerprofessional at another computer."""

    def __init__(self, house: House):
        """Sign in."""
        self._house = house
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.call("POST", "/v1/demo", {"role": "learning_professional"})

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask the server for something."""
        request = Request(  # noqa: S310 - an address of this machine
            self._house.url + path,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", "Origin": self._house.url},
            method=method,
        )
        with self._opener.open(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def publish(self, title: str, body: str, card: str = "", **more: object) -> str:
        """Plan a nudge for everybody, an hour from now; gives the programme."""
        later = datetime.now(UTC) + timedelta(hours=1)
        content = {
            "name": f"Voor het gesprek {uuid4().hex[:6]}",
            "purpose": "Niemand gaat onvoorbereid een lastig gesprek in.",
            "moment": "apply",
            "audience": ["all"],
            "texts": {"nl": {"title": title, "body": body}},
            "opens": {"kind": "card", "target": card},
            "trigger": {"kind": "once", "instant": later.isoformat()},
            "starts": (later - timedelta(days=1)).date().isoformat(),
            **more,
        }
        line = self.call("POST", "/v1/studio/programmes", {"content": content})["line"]
        self.call("POST", f"/v1/studio/programmes/{line['id']}/publish", {"revision": line["revision"]})
        return str(line["id"])


def due_now(house: House, programme: str) -> None:
    """Let what is planned for the demo employee be due: a test can move a plan, not the clock."""

    def moved() -> bool:
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        file = house.instance / "souffleur.sqlite3"
        with contextlib.closing(sqlite3.connect(file, timeout=60)) as database:
            done = database.execute(
                "UPDATE nudge_occurrences SET due_at = ?, scheduled_at = ?, next_at = ?"
                " WHERE state = 'planned' AND programme_id = ?"
                " AND person_id = (SELECT id FROM people WHERE name = 'demo')",
                (now, now, now, programme),
            )
            database.commit()
        return done.rowcount == 1

    eventually(moved, "the plan")
