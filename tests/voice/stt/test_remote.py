"""The remote engine against a server on loopback that speaks the protocol, or does not."""

from __future__ import annotations

import email
import email.policy
import io
import json
import socket
import threading
import wave
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions
from voice.stt.remote import RemoteTranscriber, wav_bytes

OPTIONS = RecognitionOptions("nl", hints=("burgerloket", "DigiD"))


class Server:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.body = json.dumps({"text": " Ik ben mijn paspoort kwijt. "}).encode()
        self.kind = "application/json"
        self.hang = False
        self.break_off = False
        self.closing = threading.Event()
        self.asked: list[tuple[str, str | None, dict[str, bytes]]] = []
        self.address = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    server_state: Server

    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def do_POST(self) -> None:
        state = self.server_state
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
        fields = {
            str(part.get_param("name", header="content-disposition")): _content(part)
            for part in message.iter_parts()
        }
        state.asked.append((self.path, self.headers["Authorization"], fields))
        if state.hang:
            state.closing.wait(30)
            self.close_connection = True
            return
        self.send_response(state.status)
        self.send_header("Content-Type", state.kind)
        self.send_header("Content-Length", str(len(state.body) + (100 if state.break_off else 0)))
        self.end_headers()
        self.wfile.write(state.body)
        self.close_connection = state.break_off


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_state": state}))
    listening.daemon_threads = False
    state.address = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield state
    state.closing.set()
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.fixture
def remote(server: Server) -> Iterator[RemoteTranscriber]:
    transcriber = RemoteTranscriber(server.address, "secret", "whisper-large", timeout=0.5)
    yield transcriber
    transcriber.close()


def spoken() -> FloatArray:
    """A buzz that rises and falls like syllables: enough like a voice for the gate."""
    moment = np.arange(32_000) / 16_000
    pitch = 140 + 25 * np.sin(2 * np.pi * 0.7 * moment)
    phase = 2 * np.pi * np.cumsum(pitch) / 16_000
    vowel = sum(
        np.sin(number * phase) / (1 + ((number * 140 - formant) / 120) ** 2)
        for number in range(1, 25)
        for formant in (700, 1220, 2600)
    )
    syllables = np.clip(np.sin(2 * np.pi * 2.5 * moment), 0, 1)
    sound = np.asarray(vowel) * syllables
    return np.asarray(0.3 * sound / np.abs(sound).max(), dtype=np.float32)


def test_it_sends_a_wav_with_language_and_hints_and_takes_the_text(
    remote: RemoteTranscriber, server: Server
) -> None:
    heard = remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)
    assert heard.text == "Ik ben mijn paspoort kwijt."
    assert (heard.language, heard.seconds, heard.empty_because) == ("nl", 2.0, None)
    assert (heard.heard_syllables, heard.readings) == (None, ())
    path, key, fields = server.asked[0]
    assert (path, key) == ("/v1/audio/transcriptions", "Bearer secret")
    assert fields["model"] == b"whisper-large"
    assert fields["language"] == b"nl"
    assert fields["prompt"] == b"burgerloket, DigiD"
    with wave.open(io.BytesIO(fields["file"])) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        sent = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767.0
    assert np.allclose(sent, spoken(), atol=1e-4)


def test_silence_is_not_sent(remote: RemoteTranscriber, server: Server) -> None:
    assert remote.transcribe(np.zeros(16_000, np.float32), OPTIONS, Purpose.FINAL).empty_because == "silence"
    assert server.asked == []


def test_a_text_that_loops_is_said_once(remote: RemoteTranscriber, server: Server) -> None:
    server.body = json.dumps({"text": "nee " * 14}).encode()
    assert remote.transcribe(spoken(), OPTIONS, Purpose.FINAL).text == "nee"


def test_an_empty_answer_is_noise(remote: RemoteTranscriber, server: Server) -> None:
    server.body = json.dumps({"text": " ... "}).encode()
    heard = remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)
    assert (heard.text, heard.empty_because) == ("", "noise")


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
def test_a_refusal_names_the_status_and_is_not_tried_again(
    remote: RemoteTranscriber, server: Server, status: int
) -> None:
    server.status = status
    server.body = b'{"error": {"message": "no"}}'
    with pytest.raises(SpeechEngineError, match=f"refused: {status}"):
        remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)
    assert len(server.asked) == 1


def test_a_server_that_hangs_is_given_up(remote: RemoteTranscriber, server: Server) -> None:
    server.hang = True
    with pytest.raises(SpeechEngineError, match="did not answer in time"):
        remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b"{", b"[1, 2]", b'{"words": []}', b'{"text": 3}', b""]
)
def test_garbage_is_an_engine_error(remote: RemoteTranscriber, server: Server, body: bytes) -> None:
    server.body = body
    with pytest.raises(SpeechEngineError):
        remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)


def test_an_answer_that_breaks_off_is_an_engine_error(remote: RemoteTranscriber, server: Server) -> None:
    server.break_off = True
    with pytest.raises(SpeechEngineError):
        remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        remote = RemoteTranscriber(f"http://127.0.0.1:{free.getsockname()[1]}/v1", "", "whisper")
        try:
            with pytest.raises(SpeechEngineError, match="not reached"):
                remote.transcribe(spoken(), OPTIONS, Purpose.FINAL)
        finally:
            remote.close()


def test_sound_beyond_full_scale_is_clipped_and_not_wrapped() -> None:
    with wave.open(io.BytesIO(wav_bytes(np.array([2.0, -2.0], np.float32)))) as file:
        assert np.frombuffer(file.readframes(2), "<i2").tolist() == [32767, -32768]
