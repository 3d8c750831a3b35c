"""The browser's door of the push service of the tests: Mozilla's autopush protocol over a WebSocket.

A real Firefox uses it when ``dom.push.serverURL`` points here. Each message is JSON with a ``messageType``;
an empty object is a ping (Firefox: ``PushServiceWebSocket.sys.mjs``; autopush-rs: ``docs/src``).
"""

from __future__ import annotations

import base64
import json
import threading
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.nudges.push_service import PushService, Stored


class Autopush:
    """Brings messages of a push service to the Firefox that is connected."""

    def __init__(self, service: PushService):
        """Stand before this service, which must listen already."""
        self._service = service
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._connected: ServerConnection | None = None
        self._channels: set[str] = set()
        self._under_way: dict[str, Stored] = {}
        self.acknowledged: dict[str, int] = {}
        """By version: the code of the acknowledgement; 100 is "delivered", 101 and 102 are faults."""
        self.changed = threading.Condition(self._lock)

    @property
    def url(self) -> str:
        """Give the address for ``dom.push.serverURL``."""
        assert self._server is not None
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/"

    def __enter__(self) -> Self:
        """Listen."""
        self._server = serve(self._talk, "127.0.0.1", 0, subprotocols=None, origins=None)
        self._thread = threading.Thread(target=self._server.serve_forever, name="autopush")
        self._thread.start()
        self._service.on_message = self._deliver
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self._service.on_message = lambda _stored: False
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        with self._lock:
            connected = self._connected
        if connected is not None:
            connected.close()
        self._thread.join()

    def wait_acknowledged(self, count: int, seconds: float) -> bool:
        """Wait until Firefox has acknowledged so many messages."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.acknowledged) >= count, seconds)

    def _talk(self, connection: ServerConnection) -> None:
        with self._lock:
            self._connected = connection
        try:
            for text in connection:
                said = json.loads(text)
                answer = {} if said == {} else self._answer(said)
                if answer is not None:
                    connection.send(json.dumps(answer))
                if said.get("messageType") == "hello":
                    self._deliver_waiting()
        except ConnectionClosed:
            pass
        finally:
            with self._lock:
                if self._connected is connection:
                    self._connected = None

    def _answer(self, said: dict[str, Any]) -> dict[str, Any] | None:
        kind = said.get("messageType")
        if kind == "hello":
            return {
                "messageType": "hello",
                "uaid": said.get("uaid") or "f" * 32,
                "status": 200,
                "use_webpush": True,
                "broadcasts": {},
            }
        if kind == "register":
            return self._register(said)
        if kind == "unregister":
            self._service.end(_channel(said["channelID"]))
            return {"messageType": "unregister", "channelID": said["channelID"], "status": 200}
        if kind == "ack":
            with self.changed:
                for update in said["updates"]:
                    self.acknowledged[update["version"]] = update.get("code", 100)
                    self._under_way.pop(update["version"], None)
                self.changed.notify_all()
        return None

    def _register(self, said: dict[str, Any]) -> dict[str, Any]:
        channel = _channel(said["channelID"])
        with self._lock:
            self._channels.add(channel)
        return {
            "messageType": "register",
            "channelID": said["channelID"],
            "status": 200,
            "pushEndpoint": self._service.register(channel, _same_alphabet(said.get("key"))),
        }

    def _deliver(self, stored: Stored) -> bool:
        """Give a message to Firefox at once; tells whether it is connected and the channel its own."""
        with self._lock:
            connected = self._connected
            if connected is None or stored.channel not in self._channels:
                return False
            self._under_way[stored.version] = stored
        message = {
            "messageType": "notification",
            "channelID": _dashed(stored.channel),
            "version": stored.version,
            "ttl": stored.ttl,
            "data": base64.urlsafe_b64encode(stored.body).rstrip(b"=").decode(),
            "headers": {"encoding": stored.headers["content-encoding"]},
        }
        try:
            connected.send(json.dumps(message))
        except ConnectionClosed:
            return False
        return True

    def _deliver_waiting(self) -> None:
        with self._lock:
            channels = list(self._channels)
        for channel in channels:
            for stored in self._service.take(channel):
                self._deliver(stored)


def _channel(name: str) -> str:
    """Firefox names channels as UUIDs; an endpoint does without the dashes."""
    return name.replace("-", "")


def _dashed(channel: str) -> str:
    return "-".join((channel[:8], channel[8:12], channel[12:16], channel[16:20], channel[20:]))


def _same_alphabet(key: str | None) -> str | None:
    """Firefox tells the key as base64url, with or without padding."""
    return None if key is None else key.rstrip("=").replace("+", "-").replace("/", "_")
