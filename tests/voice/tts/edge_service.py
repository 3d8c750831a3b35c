"""A stand-in for Microsoft's read-aloud service on loopback, with the service's own WebSocket messages.

Text messages carry headers, an empty line and a body; binary ones a two-byte header length, the headers
and MP3. A sentence is answered with ``turn.start``, ``response``, sound, ``audio.metadata`` and ``turn.end``.
"""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Literal

import av
import numpy as np
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from tests.voice.tts.sound import tone

Mood = Literal["speaks", "hangs", "refuses", "breaks_off", "stalls", "garbage", "says_nothing"]
SECONDS_A_LETTER = 0.07
HERTZ = 440.0


def mp3(sound: bytes) -> bytes:
    """PCM16 at 24 kHz as MP3 at 48 kbit/s, which is the service's own format."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp3", options={"id3v2_version": "0", "write_xing": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=24_000)
        stream.bit_rate = 48_000
        stream.layout = "mono"
        samples = np.frombuffer(sound, dtype="<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.rate = 24_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return target.getvalue()


class EdgeService:
    """What the stand-in does and what it was asked."""

    def __init__(self) -> None:
        self.mood: Mood = "speaks"
        self.asked: list[str] = []
        self.connections = 0
        self.gone = threading.Event()
        """Set when a client went away while it was being answered."""
        self._stopping = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/edge/v1?TrustedClientToken=test"

    def check(self, connection: ServerConnection, request: Request) -> Response | None:
        self.connections += 1
        if self.mood == "refuses":
            response = connection.respond(HTTPStatus.FORBIDDEN, "no")
            response.headers["Date"] = "Sun, 22 Nov 2026 02:00:00 GMT"
            return response
        assert "Sec-MS-GEC=" in request.path
        return None

    def talk(self, socket: ServerConnection) -> None:
        try:
            config, ssml = str(socket.recv(10)), str(socket.recv(10))
            assert "Path:speech.config" in config
            assert "audio-24khz-48kbitrate-mono-mp3" in config
            self.asked.append(ssml.split("\r\n\r\n", 1)[1])
            self._answer(socket, ssml)
        except ConnectionClosed:
            self.gone.set()

    def stop(self) -> None:
        self._stopping.set()

    def _answer(self, socket: ServerConnection, ssml: str) -> None:
        found = re.search(r"<prosody[^>]*>(.*)</prosody>", ssml, re.DOTALL)
        assert found
        text = found[1]
        self._say(socket, "turn.start", {"context": {}})
        if self.mood == "hangs":
            self._wait(socket)
            return
        self._say(socket, "response", {"context": {}})
        sound = mp3(tone(HERTZ, len(text) * SECONDS_A_LETTER))
        if self.mood == "garbage":
            sound = b"<html>not sound at all</html>" * 200
        if self.mood == "says_nothing":
            sound = b""
        end = len(sound) // 2 if self.mood in ("breaks_off", "stalls") else len(sound)
        for at in range(0, end, 720):
            head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nX-StreamId:1\r\nPath:audio\r\n"
            socket.send(len(head).to_bytes(2, "big") + head + sound[at : min(end, at + 720)])
        if self.mood == "stalls":
            self._wait(socket)
        if self.mood in ("breaks_off", "stalls"):
            return
        head = b"X-RequestId:1\r\nX-StreamId:1\r\nPath:audio\r\n"
        socket.send(len(head).to_bytes(2, "big") + head)
        boundary = {"Offset": 1_000_000, "Duration": 10_000_000, "text": {"Text": text, "Length": len(text)}}
        self._say(socket, "audio.metadata", {"Metadata": [{"Type": "SentenceBoundary", "Data": boundary}]})
        self._say(socket, "turn.end", {})

    def _wait(self, socket: ServerConnection) -> None:
        """Say nothing until the client goes away or the test is over."""
        while not self._stopping.is_set():
            try:
                socket.recv(0.05)
            except TimeoutError:
                continue

    @staticmethod
    def _say(socket: ServerConnection, path: str, body: dict[str, object]) -> None:
        socket.send(
            f"X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n"
            + json.dumps(body)
        )


@contextmanager
def edge_service(patch: Callable[[str], None]) -> Iterator[EdgeService]:
    """Run the stand-in; ``patch`` is told its address, to put it where edge-tts keeps the real one."""
    service = EdgeService()
    with serve(service.talk, "127.0.0.1", 0, process_request=service.check) as server:
        service.port = server.socket.getsockname()[1]
        patch(service.url)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield service
        finally:
            service.stop()
            server.shutdown()
            thread.join(5)
