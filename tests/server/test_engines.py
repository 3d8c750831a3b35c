"""The heavy parts: loaded once, waited for with a limit, missed without harm."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from server import engines, loading
from server.engines import Engines, PartMissing, StillLoading
from server.services import Services
from server.settings import Settings


@pytest.fixture
def loaders(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Loaders that give the name of the part; a test changes those that it is about."""
    fake: dict[str, Any] = {name: lambda *_, name=name: name for name in Engines.PARTS}
    monkeypatch.setattr(loading, "LOADERS", fake)
    return fake


@pytest.fixture
def parts(services: Services, settings: Settings, loaders: dict[str, Any]) -> Iterator[Engines]:
    assert loaders
    made = Engines(settings, services.database)
    yield made
    made.close()


def test_the_first_use_loads_everything(parts: Engines) -> None:
    assert {state.state for state in parts.states()} == {"waiting"}

    assert parts.shelf is not None
    parts.start()
    assert [parts.peek(name) or parts._get(name) for name in Engines.PARTS] == list(Engines.PARTS)


def test_a_part_that_fails_is_told_and_the_others_work(parts: Engines, loaders: dict[str, Any]) -> None:
    def missing(*_: Any) -> Any:
        raise OSError("no such model")

    loaders["transcriber"] = missing
    loaders["pool"] = lambda _settings, found: found.transcriber

    assert str(parts.responder) == "responder"
    with pytest.raises(PartMissing, match="no such model"):
        _ = parts.transcriber
    with pytest.raises(PartMissing):
        _ = parts.pool
    states = {state.name: state.state for state in parts.states()}
    assert (states["transcriber"], states["voices"]) == ("failed", "ready")


def test_whoever_waits_too_long_is_told_to_come_back(
    parts: Engines, loaders: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    loaders["shelf"] = lambda *_: go_on.wait(30)
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.01)

    try:
        with pytest.raises(StillLoading):
            _ = parts.shelf
        assert parts.peek("shelf") is None
    finally:
        go_on.set()


def test_what_was_brought_is_not_loaded_and_not_closed(
    services: Services, settings: Settings, loaders: dict[str, Any]
) -> None:
    class Voices:
        closed = False

        def close(self) -> None:
            self.closed = True

    loaders.pop("voices")
    voices = Voices()
    made = Engines(settings, services.database, voices=voices)
    made.start()
    assert made.peek("voices") is voices
    made.close()

    assert not voices.closed


def test_ready_is_told_over_http(app: Flask, loaders: dict[str, Any]) -> None:
    go_on = threading.Event()
    loaders["vad"] = lambda *_: go_on.wait(30)
    client = app.test_client()
    try:
        early = client.get("/readyz")
        assert early.status_code == 503
    finally:
        go_on.set()
    found: Services = app.extensions["souffleur"]
    assert found.recogniser_pool
    assert found.voices
    late = client.get("/readyz")
    assert late.status_code == 200
    assert late.json is not None
    assert set(late.json["parts"].values()) == {"ready"}
