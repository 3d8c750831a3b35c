"""The unmodified openai package holds a whole spoken conversation with a real server, in human Dutch."""

from __future__ import annotations

import asyncio
import base64
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import numpy as np
import pytest
import soxr
from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from benchmarks.real_server import RealServer, running
from benchmarks.speech_corpus import GAME, installed
from voice.audio import read_audio, to_pcm16
from voice.vad import SileroVad

pytestmark = [
    pytest.mark.speech,
    pytest.mark.skipif(not installed(), reason="needs Debian's fillets-ng-data-nl"),
]

QUESTION = GAME / "sound" / "atlantis" / "nl" / "sp-v-centrala.ogg"
"""Somebody says: "Wat zou de Organisatie daarvan zeggen?"."""
CARD = """---
title: Wat de organisatie ervan zegt
moment: apply
situation: Je vraagt je af wat de organisatie daarvan zou zeggen.
first_line: "Vraag het gewoon na bij je leidinggevende."
steps:
  - Schrijf op wat je wilt weten.
  - Bel je leidinggevende.
source: Voorbeeld voor een test
source_url: https://example.org/
checked_on: 2026-11-01
owner: Team Test
valid_until: 2027-11-01
audience: [burgerloket]
keywords: [organisatie, zeggen, daarvan]
tile: false
example: true
---
Dit is een kaart voor een test.
"""
FRAME = 960
"""Samples in a frame of 40 ms."""
LIMIT = 40.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    folder = tmp_path_factory.mktemp("cards") / "nl"
    folder.mkdir()
    (folder / "organisatie.md").write_text(CARD, encoding="utf-8")
    with running(SOUFFLEUR_CARDS=str(folder.parent)) as real:
        yield real


@pytest.fixture(scope="module")
def question() -> bytes:
    """The recording up to the end of its speech, PCM16 at 24 kHz."""
    samples = read_audio(QUESTION)
    chances = SileroVad().stream().process(samples)
    end = max(index for index, chance in enumerate(chances) if chance > 0.5)
    spoken = samples[: (end + 4) * 512]
    return to_pcm16(soxr.resample(spoken, 16_000, 24_000).astype(np.float32))


class Conversation:
    """One client with everything that it got."""

    def __init__(self, connection: AsyncRealtimeConnection):
        self.connection = connection
        self.got: list[Any] = []

    async def until(self, kind: str) -> Any:
        """Read until an event of this kind."""
        while True:
            event = await asyncio.wait_for(self.connection.recv(), LIMIT)
            self.got.append(event)
            if event.type == kind:
                return event

    async def play(self, pcm: bytes, silence: float) -> None:
        """Send sound and then silence at the pace of the clock."""
        sound = pcm + bytes(round(silence * 24_000) * 2)
        began = time.monotonic()
        for at in range(0, len(sound), FRAME * 2):
            audio = base64.b64encode(sound[at : at + FRAME * 2]).decode()
            await self.connection.input_audio_buffer.append(audio=audio)
            await asyncio.sleep(max(0.0, began + at / 48_000 - time.monotonic()))

    def types(self) -> list[str]:
        return [event.type for event in self.got]

    def sound(self) -> float:
        """Give the seconds of answer that came."""
        deltas = [event for event in self.got if event.type == "response.output_audio.delta"]
        return sum(len(base64.b64decode(event.delta)) for event in deltas) / 48_000


def converse(server: RealServer, script: Callable[[Conversation], Awaitable[None]]) -> None:
    """Run a script against the server as a program of somebody else would."""

    async def run() -> None:
        async with (
            AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.token) as client,
            client.realtime.connect(model="souffleur") as connection,
        ):
            await script(Conversation(connection))

    asyncio.run(asyncio.wait_for(run(), 2 * LIMIT))


def read_to_the_end(socket: ClientConnection) -> None:
    """Read until the server closes."""
    while True:
        socket.recv(LIMIT)


def test_a_spoken_question_gets_the_spoken_line_of_its_card(server: RealServer, question: bytes) -> None:
    async def script(talk: Conversation) -> None:
        created = await talk.until("session.created")
        assert created.session.type == "realtime"
        playing = asyncio.create_task(talk.play(question, 6.0))
        started = await talk.until("input_audio_buffer.speech_started")
        stopped = await talk.until("input_audio_buffer.speech_stopped")
        assert stopped.item_id == started.item_id
        assert (await talk.until("input_audio_buffer.committed")).item_id == started.item_id
        words = await talk.until("conversation.item.input_audio_transcription.completed")
        assert "organisatie" in words.transcript.lower()
        assert "conversation.item.input_audio_transcription.delta" in talk.types()
        await talk.until("response.created")
        done = await talk.until("response.done")
        assert done.response.status == "completed"
        transcript = done.response.output[0].content[0].transcript
        assert transcript.startswith("Vraag het gewoon na bij je leidinggevende.")
        spoken = "".join(e.delta for e in talk.got if e.type == "response.output_audio_transcript.delta")
        assert spoken == transcript
        assert talk.sound() > 1.5
        await playing

    converse(server, script)


def test_speech_during_the_answer_stops_it(server: RealServer, question: bytes) -> None:
    async def script(talk: Conversation) -> None:
        content: Any = [{"type": "input_text", "text": "Wat zou de organisatie daarvan zeggen?"}]
        item: Any = {"type": "message", "role": "user", "content": content}
        await talk.connection.conversation.item.create(item=item)
        await talk.connection.response.create()
        await talk.until("response.output_audio.delta")
        playing = asyncio.create_task(talk.play(question, 3.0))
        await talk.until("input_audio_buffer.speech_started")
        done = await talk.until("response.done")
        assert done.response.status == "cancelled"
        assert done.response.status_details.reason == "turn_detected"
        answer = done.response.output[0].id
        await talk.connection.conversation.item.truncate(item_id=answer, content_index=0, audio_end_ms=300)
        assert (await talk.until("conversation.item.truncated")).audio_end_ms == 300
        assert (await talk.until("response.created")).response.status == "in_progress"
        playing.cancel()

    converse(server, script)


def test_push_to_talk_and_cancel(server: RealServer, question: bytes) -> None:
    async def script(talk: Conversation) -> None:
        session: Any = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        await talk.connection.session.update(session=session)
        updated = await talk.until("session.updated")
        assert updated.session.audio.input.turn_detection is None
        await talk.play(question, 0.1)
        await talk.connection.input_audio_buffer.commit()
        await talk.until("conversation.item.input_audio_transcription.completed")
        assert "response.created" not in talk.types()
        await talk.connection.response.create()
        await talk.until("response.output_audio.delta")
        await talk.connection.response.cancel()
        done = await talk.until("response.done")
        assert done.response.status_details.reason == "client_cancelled"
        await talk.connection.input_audio_buffer.commit()
        assert (await talk.until("error")).error.code == "input_audio_buffer_commit_empty"

    converse(server, script)


def test_a_restart_is_told_and_takes_no_grace_period(server: RealServer) -> None:
    """Last in this file: the server is gone after it."""
    headers = {"Authorization": f"Bearer {server.token}"}
    with connect(server.socket_url, additional_headers=headers) as socket:
        socket.recv(LIMIT)
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            read_to_the_end(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    server.process.wait(LIMIT)
