"""What somebody announces over the socket, typed or said, becomes their own event."""

from __future__ import annotations

import base64

import numpy as np

from nudges.events import Event
from server.identity import Role
from server.store import now
from tests.server.realtime.live import LiveServer


def events(live: LiveServer, person: str) -> list[Event]:
    return list(live.services.nudges.events(person, now()))


def test_what_is_typed_is_kept(live: LiveServer) -> None:
    person = live.services.people.add("Noor", Role.EMPLOYEE)
    with live.client(token=live.services.people.make_token(person.id)) as client:
        client.send(
            type="souffleur.ask", client_id="a", text="Ik heb overmorgen om twee uur een lastig gesprek"
        )
        client.until("response.done")

    assert [one.title for one in events(live, person.id)] == ["lastig gesprek"]
    assert live.companion.asked == []


def test_what_is_said_is_kept(live: LiveServer) -> None:
    person = live.services.people.add("Sam", Role.EMPLOYEE)
    live.recogniser.text = "Ik heb overmorgen om twee uur een lastig gesprek."
    sound = np.full(24_000, 10_000, "<i2").tobytes() + bytes(2 * 48_000)
    with live.client(token=live.services.people.make_token(person.id)) as client:
        client.send(type="input_audio_buffer.append", audio=base64.b64encode(sound).decode())
        client.until("response.done")

    assert [one.title for one in events(live, person.id)] == ["lastig gesprek"]
