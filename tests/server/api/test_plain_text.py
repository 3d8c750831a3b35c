"""A NUL is refused at the door, in JSON and in addresses; what only looks like one is kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from server.plain_text import nul_in_json


@pytest.mark.parametrize(
    ("sent", "there"),
    [
        (rb'{"a": "x\u0000y"}', True),
        (rb'{"\u0000": 1}', True),
        (rb'{"a": "\\\u0000"}', True),
        (rb'{"a": "\\u0000"}', False),
        (rb'{"a": "\\\\u0000"}', False),
        (rb'{"a": "\u00001"}', True),
        (rb'{"a": "\u0001 u0000"}', False),
        (b"", False),
    ],
)
def test_an_escape_is_told_from_what_looks_like_one(sent: bytes, there: bool) -> None:
    assert nul_in_json(sent) is there


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "/v1/notes", {"client_id": "note-0001", "text": "een\0twee"}),
        ("PATCH", "/v1/me", {"preferences": {"\0": True}}),
        ("POST", "/v1/questions", {"client_id": "ask-00001", "text": "Wat?", "conversation": "a\0b"}),
        ("GET", "/v1/notes/a%00b", None),
        ("DELETE", "/v1/notes/%00", None),
        ("GET", "/v1/notes?folder=%00", None),
        ("GET", "/v1/notes?q=een&q=%00", None),
        ("GET", "/v1/notes?%00=een", None),
        ("GET", "/v1/realtime?conversation=a%00b", None),
        ("GET", "/instellingen%00", None),
    ],
)
def test_a_nul_is_refused(client: FlaskClient, method: str, address: str, body: Any) -> None:
    client.get("/v1/me")
    answer = client.open(address, method=method, json=body)
    told: Any = answer.json

    assert (answer.status_code, told["code"]) == (400, "nul_refused")
    assert told["message"].startswith("Er staat een teken in dat geen tekst is.")
    assert client.get("/v1/notes").json == {"notes": [], "folders": []}


def test_it_is_told_in_the_persons_language(client: FlaskClient) -> None:
    client.get("/v1/me")
    client.patch("/v1/me", json={"language": "en"})

    told: Any = client.get("/v1/notes/%00").json

    assert told["message"].startswith("There is a character in this that is no text.")


def test_an_escaped_backslash_is_kept(client: FlaskClient) -> None:
    client.get("/v1/me")
    kept: Any = client.post("/v1/notes", json={"client_id": "note-0001", "text": r"Typ \u0000 in."}).json

    assert kept["text"] == r"Typ \u0000 in."
