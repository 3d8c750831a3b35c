"""Memory of the server: idle with the base model loaded, and after many turns.

    python -m benchmarks.memory [--turns 500] [--sockets 20]

A real server with an instance folder of its own, offline, with the embedded engines. Sockets are opened and
closed; on each of them questions are asked, nine in ten typed, one in ten as sound (espeak-ng, faster than
real time), and each answer is broken off at its first sound, as impatient people do. Counted are the parent
and the worker: resident memory (pages that both share counted twice) and the proportional share (counted
once), in MB of 10^6 bytes. Growth is counted from the first tenth of the turns on, when every part has been
used once. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import base64
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from websockets.sync.client import ClientConnection, connect

from benchmarks.real_server import RealServer, running
from server.content.loading import STARTER, load_cards
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.espeak import EspeakVoice

SPOKEN_EVERY: Final = 10
ANSWER_SECONDS: Final = 60.0
RESUME_SECONDS: Final = 1.0
"""How long the server keeps a conversation whose socket was closed; short, so that it goes."""
SETTLE_SECONDS: Final = 5.0
FRAME_BYTES: Final = OUTPUT_RATE // 10 * 2
SOUND: Final = "response.output_audio.delta"
DONE: Final = "response.done"
HEARD: Final = "conversation.item.input_audio_transcription.completed"


@dataclass(frozen=True)
class Memory:
    """Memory of parent and worker together, in MB."""

    resident: float
    proportional: float


def measure(process: int) -> Memory:
    """Add up a process and its children."""
    resident = proportional = 0
    for each in (process, *children(process)):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        sizes = {line.split(":")[0]: line.split()[1] for line in rollup.splitlines()[1:]}
        resident += int(sizes["Rss"]) * 1024
        proportional += int(sizes["Pss"]) * 1024
    return Memory(round(resident / 1e6, 1), round(proportional / 1e6, 1))


def children(process: int) -> list[int]:
    """List the children of a process."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


class Talk:
    """One socket of an impatient person."""

    def __init__(self, socket: ClientConnection):
        self._socket = socket
        session = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        self._send(type="session.update", session=session)
        self._until("session.updated")

    def type(self, question: str) -> None:
        """Ask in writing and break the answer off at its first sound."""
        content = [{"type": "input_text", "text": question}]
        self._send(
            type="conversation.item.create", item={"type": "message", "role": "user", "content": content}
        )
        self._send(type="response.create")
        self._break_off()

    def say(self, pcm: bytes) -> None:
        """Ask aloud, push-to-talk, and break the answer off if there is one."""
        for at in range(0, len(pcm), FRAME_BYTES):
            audio = base64.b64encode(pcm[at : at + FRAME_BYTES]).decode("ascii")
            self._send(type="input_audio_buffer.append", audio=audio)
        self._send(type="input_audio_buffer.commit")
        heard = self._until(HEARD)
        if heard["transcript"].strip():
            self._send(type="response.create")
            self._break_off()

    def _break_off(self) -> None:
        first = self._until(SOUND, DONE)
        if first["type"] == SOUND:
            self._send(type="response.cancel")
            self._until(DONE)

    def _send(self, **event: Any) -> None:
        self._socket.send(json.dumps(event))

    def _until(self, *kinds: str) -> dict[str, Any]:
        """Read until an event of one of these kinds.

        Raises:
            RuntimeError: the server refuses something.
        """
        while True:
            event: dict[str, Any] = json.loads(self._socket.recv(timeout=ANSWER_SECONDS))
            if event["type"] in kinds:
                return event
            if event["type"] == "error" and event["error"]["code"] != "response_cancel_not_active":
                raise RuntimeError(event["error"]["message"])


def questions() -> Iterator[str]:
    """Give questions for ever: the titles of the cards, each time with other words behind them."""
    titles = [card.title for card in load_cards(STARTER) if card.language == "nl"]
    for round_, title in ((number // len(titles), title) for number, title in enumerate(cycle(titles))):
        yield title if round_ == 0 else f"{title}, keer {round_}"


def aloud(text: str) -> bytes:
    """Speak a question, PCM16 at OUTPUT_RATE."""
    return b"".join(EspeakVoice().speak(text, Speaking(language="nl")))


def talk(server: RealServer, turns: int, sockets: int) -> Iterator[int]:
    """Hold all turns; yields the number of turns after each socket."""
    asked = questions()
    spoken = aloud("Een inwoner is zijn paspoort kwijt. Wat moet ik doen?")
    done = 0
    for number in range(sockets):
        here = turns * (number + 1) // sockets - done
        headers = {"Authorization": f"Bearer {server.token}"}
        with connect(server.socket_url, additional_headers=headers, max_size=None) as socket:
            person = Talk(socket)
            for _ in range(here):
                done += 1
                if done % SPOKEN_EVERY:
                    person.type(next(asked))
                else:
                    person.say(spoken)
        yield done


def run(turns: int, sockets: int) -> dict[str, Any]:
    """Measure."""
    with running(
        SOUFFLEUR_RESUME_SECONDS=str(RESUME_SECONDS), SOUFFLEUR_RATE_LIMIT="100000 per minute"
    ) as server:
        time.sleep(SETTLE_SECONDS)
        idle = measure(server.process.pid)
        print(f"idle: {idle}", flush=True)
        curve: list[tuple[int, float]] = []
        warm = idle
        for done in talk(server, turns, sockets):
            time.sleep(RESUME_SECONDS)
            now = measure(server.process.pid)
            curve.append((done, now.resident))
            print(f"{done} turns: {now}", flush=True)
            if done <= max(turns // 10, curve[0][0]):
                warm = now
        time.sleep(SETTLE_SECONDS)
        after = measure(server.process.pid)
    return {
        "idle_mb": idle.resident,
        "idle_proportional_mb": idle.proportional,
        "warm_mb": warm.resident,
        "after_mb": after.resident,
        "after_proportional_mb": after.proportional,
        "growth_mb": round(after.resident - warm.resident, 1),
        "turns": turns,
        "sockets": sockets,
        "curve": curve,
    }


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=500, help="questions in all")
    parser.add_argument("--sockets", type=int, default=20, help="sockets opened one after the other")
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.turns, arguments.sockets)))


if __name__ == "__main__":
    main()
