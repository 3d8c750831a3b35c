"""From the end of speech to the first sound of the answer, on a real server over real sockets.

    python -m benchmarks.voice_loop --manifest FILE [--sessions N] [--limit N] [--scenario S]

The manifest holds rows ``{"audio", "text", "language"}``, one JSON object a line or one JSON array. A server
is started with an instance folder of its own, offline, with the embedded engines; every recording is sent at
the pace at which it was spoken, in 30 ms frames, with its own noise floor after it. The clock starts when the
last speech leaves the client (see benchmarks.turn_stream) and stops at the first byte of sound of the answer
that stands. A turn without an answer counts with the longest wait; an answer to part of the words is counted
apart. With ``--scenario`` every recording is a turn in a role-play of its own: the persona opens, is heard to
its end, and answers. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import statistics
import time
import urllib.request
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.manifest import Row, read_manifest
from benchmarks.real_server import RealServer, running
from benchmarks.turn_stream import prepare
from server.content.scenarios.loading import SCENARIOS, load_scenarios
from voice.audio import SAMPLE_RATE, Resampler, to_pcm16
from voice.vad import SileroVad

RATE: Final = 24_000
FRAME_SECONDS: Final = 0.03
LONGEST_WAIT: Final = 6.0
"""Silence after the recording; a turn that is not answered by then is lost."""
LONGEST_OPENING: Final = 60.0
"""Seconds for a persona's first words."""
AFTER_ANSWER: Final = 0.6
"""How long to listen on, in case the answer is taken back."""
STAGES: Final = ("end_of_turn", "transcript", "first_sentence", "first_audio")
CUT_SECONDS: Final = 0.4
"""A turn that was called over with its speech ending so much earlier has lost words."""


@dataclass(frozen=True)
class Spoken:
    """One spoken turn."""

    pcm: bytes
    """At :data:`RATE`, with the noise floor of the recording behind it."""
    speech_end: float
    """In seconds."""
    language: str


@dataclass
class Turn:
    """What became of one recording."""

    ended_at: float = 0.0
    """Client's clock when the last speech was sent."""
    speech_end: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    """Client's clock at each stage of the answer that stands."""
    turns: dict[str, float] = field(default_factory=dict)
    """Messages of the person that stand: name and end of speech in seconds."""
    answer: str | None = None
    taken_back: int = 0

    @property
    def delay(self) -> float | None:
        """Seconds to the first sound; None where none came."""
        sound = self.stages.get("first_audio")
        return None if sound is None else sound - self.ended_at

    @property
    def on_part(self) -> bool:
        """Whether an answer was given to part of the words."""
        early = any(self.speech_end - end > CUT_SECONDS for end in self.turns.values())
        return len(self.turns) > 1 or early


def load(row: Row, vad: SileroVad) -> Spoken:
    """Read one recording and find where its speech ends, as the benchmark of turns does."""
    prepared = prepare(row.sound(), row.language, vad)
    resampler = Resampler(SAMPLE_RATE, RATE)
    sound = np.concatenate([resampler.process(prepared.sound), resampler.flush()])
    return Spoken(to_pcm16(sound), prepared.ends, row.language)


async def play(socket: ClientConnection, recording: Spoken, turn: Turn, done: asyncio.Event) -> None:
    """Send the recording and then silence, at the pace of the clock, until there is nothing to wait for."""
    size = round(FRAME_SECONDS * RATE) * 2
    turn.speech_end = recording.speech_end
    sound = recording.pcm + bytes(round(LONGEST_WAIT * RATE) * 2)
    began = time.monotonic()
    turn.ended_at = began + recording.speech_end
    for at in range(0, len(sound), size):
        audio = base64.b64encode(sound[at : at + size]).decode("ascii")
        await asyncio.sleep(max(0.0, began + (at + size) / 2 / RATE - time.monotonic()))
        await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": audio}))
        if done.is_set():
            return


async def listen(socket: ClientConnection, turn: Turn, done: asyncio.Event) -> None:
    """Follow what the server says about this turn."""
    async for message in socket:
        note(turn, json.loads(message), time.monotonic())
        sound = turn.stages.get("first_audio")
        if sound is not None and sound > turn.ended_at and time.monotonic() > sound + AFTER_ANSWER:
            done.set()


def note(turn: Turn, event: dict[str, Any], now: float) -> None:
    """Take in one message."""
    kind = event["type"]
    if kind == "input_audio_buffer.speech_stopped":
        turn.turns[event["item_id"]] = event["audio_end_ms"] / 1000
        turn.stages = {"end_of_turn": now}
    elif kind == "conversation.item.input_audio_transcription.completed":
        turn.stages.setdefault("transcript", now)
        if not event["transcript"]:
            turn.turns.pop(event["item_id"], None)
    elif kind == "souffleur.turn.taken_back":
        turn.turns.pop(event["item_id"], None)
        turn.stages = {}
        turn.taken_back += 1
    elif kind == "souffleur.sentence":
        turn.stages.setdefault("first_sentence", now)
    elif kind == "response.output_audio.delta":
        turn.stages.setdefault("first_audio", now)


def begin_run(server: RealServer, scenario: str) -> str:
    """Begin a role-play; gives its name."""
    body = json.dumps({"client_id": uuid.uuid4().hex, "scenario": scenario}).encode()
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    url = f"{server.url}/v1/roleplay/runs"
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as answer:  # noqa: S310 - our own server
        return str(json.load(answer)["id"])


async def open_talk(socket: ClientConnection, run: str) -> None:
    """Take the persona as partner, and hear its opening to the end."""
    partner = {"souffleur": {"partner": {"kind": "roleplay", "id": run}}}
    await socket.send(json.dumps({"type": "session.update", "session": partner}))
    opened = False
    async with asyncio.timeout(LONGEST_OPENING):
        async for message in socket:
            event = json.loads(message)
            opened = opened or event["type"] == "response.done"
            if opened and event["type"] == "souffleur.state" and event["state"] == "ready":
                return


async def one_turn(server: RealServer, recording: Spoken, scenario: str | None = None) -> Turn:
    """Ask one question over a socket of its own."""
    turn, done = Turn(), asyncio.Event()
    headers = {"Authorization": f"Bearer {server.token}"}
    async with connect(server.socket_url, additional_headers=headers, max_size=None) as socket:
        update = {"type": "realtime", "souffleur": {"language": "en" if recording.language == "en" else "nl"}}
        await socket.send(json.dumps({"type": "session.update", "session": update}))
        if scenario is not None:
            await open_talk(socket, await asyncio.to_thread(begin_run, server, scenario))
        listening = asyncio.create_task(listen(socket, turn, done))
        try:
            await play(socket, recording, turn, done)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
    return turn


async def all_turns(
    server: RealServer, recordings: Sequence[Spoken], sessions: int, scenario: str | None = None
) -> list[Turn]:
    """Ask every question, so many people at once."""
    waiting = list(reversed(recordings))
    turns: list[Turn] = []

    async def person(number: int) -> None:
        await asyncio.sleep(number * 0.7)
        while waiting:
            turns.append(await one_turn(server, waiting.pop(), scenario))

    await asyncio.gather(*(person(number) for number in range(sessions)))
    return turns


def report(turns: Sequence[Turn], sessions: int) -> dict[str, Any]:
    """Sum up."""
    delays = [LONGEST_WAIT if turn.delay is None else turn.delay for turn in turns]
    stages = {
        stage: _figures([turn.stages[stage] - turn.ended_at for turn in turns if stage in turn.stages])
        for stage in STAGES
    }
    return {
        "sessions": sessions,
        "turns": len(turns),
        **_figures(delays),
        "stages": stages,
        "lost": sum(turn.delay is None for turn in turns),
        "answers_on_part": sum(turn.on_part for turn in turns),
        "taken_back": sum(turn.taken_back for turn in turns),
    }


def _figures(seconds: Sequence[float]) -> dict[str, int | None]:
    if not seconds:
        return {"median_ms": None, "p95_ms": None}
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {"median_ms": round(statistics.median(ordered) * 1000), "p95_ms": round(p95 * 1000)}


def require_scenario(slug: str) -> None:
    """Go on only with a scenario that the server has.

    Raises:
        SystemExit: there is no such one; it names those that there are.
    """
    known = sorted(one.slug for one in load_scenarios(SCENARIOS))
    if slug not in known:
        raise SystemExit(f"There is no scenario {slug}. There are: {', '.join(known)}.")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--sessions", type=int, default=1, help="people who speak at once")
    parser.add_argument("--limit", type=int, default=None, help="most recordings")
    parser.add_argument("--scenario", help="slug of a scenario: every recording is a turn in its role-play")
    arguments = parser.parse_args()
    if arguments.scenario is not None:
        require_scenario(arguments.scenario)
    rows = read_manifest(arguments.manifest)[: arguments.limit]
    vad = SileroVad()
    recordings = [load(row, vad) for row in rows]
    with running() as server:
        asyncio.run(all_turns(server, recordings[:1], 1, arguments.scenario))
        turns = asyncio.run(all_turns(server, recordings, arguments.sessions, arguments.scenario))
    for turn in turns:
        stages = {name: round((at - turn.ended_at) * 1000) for name, at in turn.stages.items()}
        print(json.dumps({**stages, "taken_back": turn.taken_back, "on_part": turn.on_part}))
    found = report(turns, arguments.sessions)
    print(json.dumps(found if arguments.scenario is None else {"scenario": arguments.scenario, **found}))


if __name__ == "__main__":
    main()
