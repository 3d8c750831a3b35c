"""Real sockets of clients that do something wrong: it is told, and nobody else notices."""

from __future__ import annotations

import base64
import contextlib
import random
import socket

import pytest
from websockets.exceptions import ConnectionClosed

from server.realtime import transport
from server.realtime.session import Session
from tests.server.realtime.live import LiveServer, eventually, session_of, tone


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("geen json", "invalid_json"),
        ("[1, 2]", "invalid_json"),
        ("[" * 100_000, "invalid_json"),
        ("{}", "unknown_event"),
        ('{"type": "response.explode"}', "unknown_event"),
        ('{"type": ["a"]}', "unknown_event"),
        ('{"type": "input_audio_buffer.append"}', "invalid_event"),
        ('{"type": "input_audio_buffer.append", "audio": 7}', "invalid_event"),
        ('{"type": "input_audio_buffer.append", "audio": "***"}', "invalid_audio"),
        ('{"type": "input_audio_buffer.commit"}', "input_audio_buffer_commit_empty"),
        ('{"type": "response.cancel"}', "response_cancel_not_active"),
        ('{"type": "response.create"}', "nothing_to_answer"),
        ('{"type": "conversation.item.delete", "item_id": "x"}', "item_not_found"),
        ('{"type": "conversation.item.truncate", "item_id": "x", "audio_end_ms": 1}', "item_not_found"),
        ('{"type": "session.update", "session": {"type": "transcription"}}', "invalid_event"),
        (r'{"type": "souffleur.ask", "client_id": "nul", "text": "een\u0000twee"}', "invalid_event"),
        (b"", "invalid_frame"),
        (b"\x01\x00\x00", "invalid_frame"),
        (b"\x07" + bytes(40), "invalid_frame"),
        (b"\x02" + bytes(40), "invalid_frame"),
    ],
)
def test_a_wrong_message_is_answered_and_changes_nothing(
    live: LiveServer, message: str | bytes, code: str
) -> None:
    with live.client() as client:
        client.socket.send(message)
        assert client.until("error")["error"]["code"] == code
        client.send(type="souffleur.ask", client_id="a", text="Een")
        assert client.until("response.done")["response"]["status"] == "completed"


def test_only_nonsense_is_hung_up_on(live: LiveServer) -> None:
    with live.client() as client:
        for _ in range(30):
            client.socket.send("onzin")
        assert client.until_closed() == 1007
        assert client.errors()[-1] == "unreadable"
    live.healthy()


def test_ten_megabytes_at_once(live: LiveServer) -> None:
    with live.client() as client:
        session_of(client)
        with contextlib.suppress(ConnectionClosed):
            client.socket.send("x" * 10_000_000)
        assert client.until_closed() == 1009
    live.healthy()


def test_too_many_messages(live: LiveServer) -> None:
    with live.client() as client:
        code = None
        try:
            for _ in range(20_000):
                client.send(type="souffleur.hurry", on=True)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd is not None else None
        assert (code or client.until_closed()) == 4429
    live.healthy()


def test_sound_much_faster_than_speech(live: LiveServer) -> None:
    with live.client() as client:
        audio = base64.b64encode(tone(10.0, 0.0)).decode()
        code = None
        try:
            for _ in range(60):
                client.send(type="input_audio_buffer.append", audio=audio)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd is not None else None
        assert (code or client.until_closed()) == 1008
    live.healthy()


def test_a_client_that_never_reads(live: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "SEND_SECONDS", 1)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    raw.connect(("127.0.0.1", live.port))
    with live.client(sock=raw, max_queue=1) as client:
        session_of(client)
        content = [{"type": "input_text", "text": "x" * 1_900}]
        for number in range(400):
            item = {"type": "message", "role": "user", "content": content, "id": f"i{number}"}
            client.send(type="conversation.item.create", item=item)
        assert eventually(lambda: live.rooms.live == 0, 20)
    live.healthy()


def test_a_client_that_vanishes_in_the_middle_of_an_answer(live: LiveServer) -> None:
    live.voice.seconds = 30.0
    with live.client() as client:
        client.send(type="souffleur.ask", client_id="a", text="Een")
        client.until("response.output_audio.delta")
        client.socket.socket.shutdown(socket.SHUT_RDWR)
    assert eventually(lambda: live.rooms.live == 0)
    live.voice.seconds = 1.0
    with live.client() as client:
        client.send(type="souffleur.ask", client_id="a", text="Een")
        client.until("response.done")


def test_random_bytes_as_sound(live: LiveServer) -> None:
    rng = random.Random(7)
    with live.client() as client:
        for size in (1, 3, 959, 4_801, 100_001):
            audio = base64.b64encode(rng.randbytes(size)).decode()
            client.send(type="input_audio_buffer.append", audio=audio)
        client.send(type="souffleur.ask", client_id="a", text="Een")
        client.until("response.done", 15)
    live.healthy()


def test_a_fault_of_ours_is_told_and_the_socket_closes(
    live: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    with live.client() as client:
        session_of(client)
        with monkeypatch.context() as patched:
            patched.setattr(Session, "hear", broken)
            client.send(type="input_audio_buffer.append", audio="AAAA")
            assert client.until_closed() == 1011
        assert client.errors() == ["internal_error"]
    live.healthy()
