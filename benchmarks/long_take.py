"""A long take from the first piece of sound to its feedback, over HTTP, with a real server and recogniser.

    python -m benchmarks.long_take [--minutes 10]

Human lines (see ``benchmarks.speech_corpus``) with a second of silence between them are sent as the page
sends them, in pieces of two seconds, as fast as they are taken. Every twentieth piece comes twice, as after a
line that broke. Then the take is finished, judged and read back. Nothing may be lost: ``sound_same`` tells
whether the sound that comes back is what was sent, ``lines_covered`` the share of the lines that lie in a
piece of the transcript. Memory is that of the server's processes, in MB. The last line printed is one JSON
object.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import threading
import time
import wave
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from benchmarks.memory import measure
from benchmarks.real_server import RealServer, running
from benchmarks.speech_corpus import corpus_lines, installed, spread
from voice.audio import SAMPLE_RATE, read_audio, to_pcm16
from voice.stt.base import FloatArray

PIECE: Final = 2 * SAMPLE_RATE
TWICE_EVERY: Final = 20
LOOK_SECONDS: Final = 1.0
LONGEST_WAIT: Final = 3600.0
ANSWER_SECONDS: Final = 120.0
OVERLAP: Final = 0.3
"""Seconds by which two pieces of the transcript may overlap: each has a little sound around it."""
TOO_MANY: Final = 429


class Watch(threading.Thread):
    """Notes the most memory that the server used."""

    def __init__(self, process: int):
        super().__init__(name="memory")
        self._process = process
        self._over = threading.Event()
        self.most = 0.0

    def run(self) -> None:
        """Look once a second."""
        while not self._over.wait(LOOK_SECONDS):
            self.most = max(self.most, measure(self._process).proportional)

    def close(self) -> float:
        """Stop, and give the most."""
        self._over.set()
        self.join()
        return self.most


class Client:
    """The page's requests; where there are too many it waits, as the page does."""

    def __init__(self, server: RealServer):
        self._server = server

    def call(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        """Give the answer's body.

        Raises:
            RuntimeError: it was refused.
        """
        headers = {"Authorization": f"Bearer {self._server.token}", "Content-Type": kind}
        while True:
            line = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=ANSWER_SECONDS)
            try:
                line.request(method, f"/v1{path}", body or None, headers)
                answer = line.getresponse()
                told = answer.read()
            finally:
                line.close()
            if answer.status < 400:
                return told
            if answer.status != TOO_MANY:
                raise RuntimeError(f"{method} {path}: {answer.status} {told[:300]!r}")
            time.sleep(float(answer.headers.get("Retry-After", "1")))

    def json(self, method: str, path: str, told: object = None) -> Any:
        """Send and receive JSON."""
        return json.loads(self.call(method, path, b"" if told is None else json.dumps(told).encode()))


def talk(seconds: float) -> tuple[FloatArray, list[tuple[float, float]]]:
    """Put lines behind each other until there is enough; gives the sound and where each line is in it."""
    parts: list[FloatArray] = []
    places: list[tuple[float, float]] = []
    size = 0
    lines = [line for line in corpus_lines() if line.seconds >= 2.0]
    for line in spread(lines, int(seconds / 3)):
        if size >= seconds * SAMPLE_RATE:
            break
        samples = read_audio(line.audio)
        places.append((size / SAMPLE_RATE, (size + samples.size) / SAMPLE_RATE))
        parts += [samples, np.zeros(SAMPLE_RATE, np.float32)]
        size += samples.size + SAMPLE_RATE
    return np.concatenate(parts), places


def covered(place: tuple[float, float], pieces: Sequence[tuple[float, float]]) -> bool:
    """Tell whether at least half of a line lies in the transcript; the rest of it may be its own silence."""
    start, end = place
    return sum(max(0.0, min(end, b) - max(start, a)) for a, b in pieces) >= (end - start) / 2


def send(client: Client, take: str, pcm: bytes) -> list[float]:
    """Send all of it; gives how long each piece took."""
    took = []
    for number, first in enumerate(range(0, len(pcm), 2 * PIECE)):
        for _ in range(2 if number % TWICE_EVERY == TWICE_EVERY - 1 else 1):
            begun = time.monotonic()
            path = f"/takes/{take}/sound?first_sample={first // 2}"
            client.call("PUT", path, pcm[first : first + 2 * PIECE], "audio/pcm")
            took.append(time.monotonic() - begun)
    return took


def wait_until_ready(client: Client, take: str) -> dict[str, Any]:
    """Look at the take until it is worked off.

    Raises:
        TimeoutError: it never was.
    """
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        found: dict[str, Any] = client.json("GET", f"/takes/{take}")
        if found["state"] in ("ready", "unusable"):
            return found
        time.sleep(LOOK_SECONDS)
    raise TimeoutError("the take was never ready")


def figures(server: RealServer, minutes: float) -> dict[str, Any]:
    """Run one take."""
    client = Client(server)
    sound, places = talk(minutes * 60)
    pcm = to_pcm16(sound)
    idle = measure(server.process.pid).proportional
    watch = Watch(server.process.pid)
    watch.start()
    pitch = client.json("POST", "/pitches", {"goal": "mee te doen", "seconds": 600})["id"]
    take = client.json("POST", f"/pitches/{pitch}/takes", {"client_id": "long-take-0001"})["id"]
    begun = time.monotonic()
    took = send(client, take, pcm)
    sent = time.monotonic()
    client.json("POST", f"/takes/{take}/finish", {"samples": len(pcm) // 2})
    found = wait_until_ready(client, take)
    done = time.monotonic()
    if found["state"] == "ready":
        found = client.json("POST", f"/takes/{take}/judgement", {"went_well": "", "differently": ""})
    with wave.open(io.BytesIO(client.call("GET", f"/takes/{take}/sound"))) as back:
        same = back.readframes(back.getnframes()) == pcm
    most = watch.close()
    pieces = [(one["start"], one["end"]) for one in found.get("segments") or []]
    client.call("DELETE", f"/takes/{take}")
    return {
        "minutes": round(len(pcm) / 2 / SAMPLE_RATE / 60, 2),
        "lines": len(places),
        "state": found["state"],
        "has_feedback": bool(found.get("feedback")),
        "sound_same": same,
        "pieces": len(pieces),
        "pieces_in_order": all(a[1] <= b[0] + OVERLAP for a, b in pairwise(pieces)),
        "lines_covered": round(float(np.mean([covered(place, pieces) for place in places])), 4),
        "send_seconds": round(sent - begun, 1),
        "piece_p95_seconds": round(float(np.percentile(took, 95)), 2),
        "ready_after_seconds": round(done - sent, 1),
        "idle_mb": idle,
        "most_mb": most,
        "growth_mb": round(most - idle, 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Start a server, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="length of the take, at most 15")
    asked = parser.parse_args(arguments)
    if not installed():
        parser.error("no recordings: install fillets-ng-data and fillets-ng-data-nl")
    with running() as server:
        print(json.dumps(figures(server, asked.minutes)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
