"""A whole server in this process on a free port, with scripted parts, and a client for it."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from flask import Flask
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from werkzeug.serving import make_server

from server.app import create_app
from server.identity.people import Role
from server.realtime import ROOMS, shutdown
from server.services import EXTENSION, Services
from server.settings import Settings
from server.store import Database
from tests.server.realtime.talk import LoudIsSpeech, ScriptedCompanion, ScriptedRecogniser, ScriptedVoice

WAIT = 10.0
OURS = ("writer-", "answer-", "rooms", "Thread-", "socket")


class Shelf:
    """One card."""

    revision = "r1"

    def get(self, slug: str) -> Any:
        return type("Card", (), {"title": "Paspoort kwijt"})() if slug == "paspoort-kwijt" else None


class Named:
    """A recogniser's engine."""

    name = "scripted"


@dataclass
class LiveServer:
    """The server and its scripted parts."""

    app: Flask
    port: int
    token: str
    recogniser: ScriptedRecogniser
    companion: ScriptedCompanion
    voice: ScriptedVoice

    @property
    def services(self) -> Services:
        services: Services = self.app.extensions[EXTENSION]
        return services

    @property
    def rooms(self) -> Any:
        return self.app.extensions[ROOMS]

    def another_token(self, name: str) -> str:
        """Make somebody else."""
        return self.services.people.make_token(self.services.people.add(name, Role.EMPLOYEE).id)

    @contextlib.contextmanager
    def client(self, query: str = "", token: str | None = None, **options: Any) -> Iterator[Client]:
        """Connect."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        headers |= options.pop("headers", {})
        url = f"ws://127.0.0.1:{self.port}/v1/realtime{query}"
        options.setdefault("max_size", None)
        with connect(url, additional_headers=headers, close_timeout=5, **options) as socket:
            yield Client(socket)

    def quiet(self) -> bool:
        """Tell whether every thread and place of a socket is gone."""
        busy = [t.name for t in threading.enumerate() if t.name.startswith(("writer-", "answer-"))]
        sockets = [t.name for t in threading.enumerate() if "simple_websocket" in t.name]
        return not busy and not sockets and self.rooms.live == 0

    def healthy(self) -> None:
        """Hold a short conversation with a fresh client, then see that nothing is left behind."""
        with self.client() as client:
            client.send(type="souffleur.ask", client_id="health", text="Ben je er nog?")
            assert client.until("response.done")["response"]["status"] == "completed"
        assert eventually(self.quiet), [thread.name for thread in threading.enumerate()]


class Client:
    """A client that keeps what it got."""

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.got: list[dict[str, Any]] = []

    def send(self, **event: Any) -> None:
        self.socket.send(json.dumps(event))

    def receive(self, timeout: float = WAIT) -> dict[str, Any]:
        message = self.socket.recv(timeout)
        event = {"type": "binary", "data": message} if isinstance(message, bytes) else json.loads(message)
        self.got.append(event)
        return event

    def until(self, kind: str, timeout: float = WAIT) -> dict[str, Any]:
        """Read until a message of this kind."""
        until = time.monotonic() + timeout
        while (left := until - time.monotonic()) > 0:
            event = self.receive(left)
            if event["type"] == kind:
                return event
        raise AssertionError(f"no {kind} in {[event['type'] for event in self.got]}")

    def until_closed(self, timeout: float = WAIT) -> int:
        """Read until the server closes; gives its code."""
        until = time.monotonic() + timeout
        try:
            while (left := until - time.monotonic()) > 0:
                self.receive(left)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd is not None else 1006
        raise AssertionError("the server did not close")

    def errors(self) -> list[str]:
        return [event["error"]["code"] for event in self.got if event["type"] == "error"]


def eventually(holds: Callable[[], bool], seconds: float = WAIT) -> bool:
    """Wait until something holds; False where it does not in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


@contextlib.contextmanager
def live_server(instance: Path, person: str = "tester", **settings: Any) -> Iterator[LiveServer]:
    """Run a server with scripted parts."""
    chosen = Settings.model_validate(
        {"instance": instance, "offline": True, "port": 0, "environment": "development", **settings}
    )
    database = Database(chosen.database)
    database.migrate()
    database.close()
    recogniser, companion, voice = ScriptedRecogniser(), ScriptedCompanion(), ScriptedVoice()
    voice.seconds = 0.2
    app = create_app(
        chosen,
        shelf=Shelf(),
        search=object(),
        responder=companion,
        voices=voice,
        vad=LoudIsSpeech(),
        transcriber=Named(),
        pool=recogniser,
    )
    services: Services = app.extensions[EXTENSION]
    token = services.people.make_token(services.people.add(person, Role.EMPLOYEE).id)
    httpd = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, name="httpd")
    thread.start()
    try:
        yield LiveServer(app, httpd.server_port, token, recogniser, companion, voice)
    finally:
        shutdown(app)
        httpd.shutdown()
        thread.join(WAIT)
        httpd.server_close()
        services.close()


def tone(seconds: float, level: float = 0.3) -> bytes:
    """A stretch of sound that the scripted detector takes for speech."""
    return np.full(round(seconds * 24_000), level * 32_767, "<i2").tobytes()


def session_of(client: Client) -> str:
    """Give the name of the session."""
    created = client.until("session.created")
    return str(created["session"]["souffleur"]["session_id"])
