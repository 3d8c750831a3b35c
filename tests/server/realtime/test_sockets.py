"""Real sockets: who may come in, who may come back, and that nothing is left behind."""

from __future__ import annotations

import base64
import socket
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from websockets.exceptions import InvalidStatus

from server.realtime import shutdown
from server.realtime.binary import Frame, FrameKind
from tests.server.realtime.live import Client, LiveServer, eventually, live_server, session_of, tone


def say(client: Client, seconds: float = 1.0) -> None:
    """Speak and be silent, as fast as the socket takes it."""
    for pcm in (tone(seconds), tone(2.0, 0.0)):
        client.send(type="input_audio_buffer.append", audio=base64.b64encode(pcm).decode())


class TestComingIn:
    def test_no_token_is_refused_before_the_handshake(self, live: LiveServer) -> None:
        with pytest.raises(InvalidStatus) as refused, live.client(token="wrong"):
            pass
        assert refused.value.response.status_code == 401

    def test_a_foreign_origin_is_refused_also_with_a_token(self, live: LiveServer) -> None:
        with pytest.raises(InvalidStatus) as refused, live.client(origin="https://evil.example"):
            pass
        assert refused.value.response.status_code == 403

    def test_our_own_origin_is_welcome(self, live: LiveServer) -> None:
        with live.client(origin=f"http://127.0.0.1:{live.port}") as client:
            assert session_of(client).startswith("sess_")

    def test_compression_is_switched_off(self, live: LiveServer) -> None:
        with live.client() as client:
            session_of(client)
            assert "Sec-WebSocket-Extensions" not in client.socket.response.headers  # type: ignore[union-attr]

    def test_one_too_many_is_told_and_closed(self, tmp_path: Path) -> None:
        with live_server(tmp_path, max_sockets=1) as live:
            with live.client() as first:
                session_of(first)
                with live.client() as second:
                    assert second.until_closed() == 1013
                    assert second.errors() == ["full"]
                first.send(type="souffleur.ask", client_id="a", text="Een")
                first.until("response.done")
            assert eventually(live.quiet)
            live.healthy()

    def test_somebody_who_comes_back_too_often_has_to_wait(self, live: LiveServer) -> None:
        codes = []
        # More than a minute's allowance: on a slow machine some of it comes back meanwhile.
        for _ in range(400):
            with live.client() as client:
                first = client.receive()
                codes.append(first["type"])
                if first["type"] == "error":
                    assert first["error"]["code"] == "too_many_messages"
                    assert client.until_closed() == 4429
                    break
        assert codes[-1] == "error"


class TestConversation:
    def test_a_spoken_turn(self, live: LiveServer) -> None:
        with live.client() as client:
            say(client)
            assert client.until("response.done", 15)["response"]["status"] == "completed"
            numbers = [int(event["event_id"][4:]) for event in client.got]
            assert numbers == list(range(1, len(numbers) + 1))
        live.healthy()

    def test_sound_as_binary_frames_both_ways(self, live: LiveServer) -> None:
        with live.client() as client:
            client.send(
                type="session.update", session={"type": "realtime", "souffleur": {"binary_audio": True}}
            )
            client.until("session.updated")
            sound = tone(1.0) + tone(2.0, 0.0)
            client.socket.send(Frame(FrameKind.MICROPHONE, 0, 0, 1, 0, sound).encode())
            client.until("response.done", 15)
            frames = [event for event in client.got if event["type"] == "binary"]
            assert sum(len(event["data"]) - 12 for event in frames) == round(3 * 0.2 * 48_000)

    def test_two_tabs_are_two_sessions(self, live: LiveServer) -> None:
        with live.client() as first, live.client() as second:
            assert session_of(first) != session_of(second)
            for client in (first, second):
                client.send(type="souffleur.ask", client_id="a", text="Een")
            for client in (first, second):
                assert client.until("response.done")["response"]["status"] == "completed"


class TestComingBack:
    def test_nothing_of_the_answer_is_lost(self, live: LiveServer) -> None:
        with live.client() as client:
            session = session_of(client)
            client.send(type="souffleur.ask", client_id="a", text="Een")
            last = int(client.until("response.output_audio.delta")["event_id"][4:])
            client.socket.socket.shutdown(socket.SHUT_RDWR)
        assert eventually(lambda: live.rooms.waiting == 1)
        with live.client(f"?session={session}&after={last}") as again:
            assert again.receive()["type"] == "souffleur.session.resumed"
            assert again.until("response.done")["response"]["status"] == "completed"
            numbers = [int(event["event_id"][4:]) for event in again.got]
            assert numbers == list(range(last, last + len(numbers)))

    def test_the_newest_socket_wins(self, live: LiveServer) -> None:
        with live.client() as first:
            session = session_of(first)
            with live.client(f"?session={session}&after=1") as second:
                assert second.receive()["type"] == "souffleur.session.resumed"
                assert first.until_closed() == 4409
                assert first.errors() == ["session_taken_over"]
                second.send(type="souffleur.ask", client_id="a", text="Een")
                assert second.until("response.done")["response"]["status"] == "completed"
                assert second.errors() == []

    def test_somebody_else_gets_a_new_session(self, live: LiveServer) -> None:
        with live.client() as first:
            session = session_of(first)
            query = f"?session={session}&after=1"
            with live.client(query, token=live.another_token("other")) as other:
                assert session_of(other) != session
                assert other.until("error")["error"]["code"] == "resume_lost"
            first.send(type="souffleur.ask", client_id="a", text="Een")
            first.until("response.done")

    def test_after_its_time_it_is_gone_with_its_threads(self, tmp_path: Path) -> None:
        with live_server(tmp_path, resume_seconds=0.2) as live:
            with live.client() as client:
                session = session_of(client)
                client.send(type="souffleur.ask", client_id="a", text="Een")
                client.until("response.created")
                client.socket.socket.shutdown(socket.SHUT_RDWR)
            assert eventually(lambda: live.rooms.waiting == 0 and live.rooms.live == 0)
            with live.client(f"?session={session}&after=1") as again:
                assert session_of(again) != session
            live.healthy()

    def test_a_restart_is_told_and_is_quick(self, live: LiveServer) -> None:
        with live.client() as client:
            session_of(client)
            client.send(type="souffleur.ask", client_id="a", text="Een")
            client.until("response.created")
            began = time.monotonic()
            shutdown(live.app)
            assert live.rooms.live == 0
            assert client.until_closed() == 1012
            assert client.got[-1] == {"type": "souffleur.bye", "reason": "restart"} | {
                "event_id": client.got[-1]["event_id"]
            }
            assert time.monotonic() - began < 5.0


def test_silence_and_noise_only(live: LiveServer) -> None:
    rng = np.random.default_rng(1)
    noise = (rng.normal(0, 300, 24_000 * 5)).astype("<i2").tobytes()
    with live.client() as client:
        for pcm in (tone(5.0, 0.0), noise):
            client.send(type="input_audio_buffer.append", audio=base64.b64encode(pcm).decode())
        client.send(type="souffleur.ask", client_id="a", text="Een")
        client.until("response.done")
        assert "input_audio_buffer.speech_started" not in [event["type"] for event in client.got]
    live.healthy()


def test_two_writers_never_mix_their_frames(live: LiveServer) -> None:
    """Pings are answered by the reading thread while the writer sends sound."""
    live.voice.seconds = 2.0
    with live.client() as client:
        client.send(type="session.update", session={"type": "realtime", "souffleur": {"hold": True}})
        client.send(type="souffleur.ask", client_id="a", text="Een")
        stop = threading.Event()

        def ping() -> None:
            while not stop.is_set():
                client.socket.ping()
                time.sleep(0.002)

        pinging = threading.Thread(target=ping)
        pinging.start()
        client.until("response.done", 20)
        stop.set()
        pinging.join()
        assert client.errors() == []
    live.voice.seconds = 0.2
    live.healthy()
