"""A second start: from ``make run``, with everything set up, until the server answers.

    python -m benchmarks.start [--runs 5] [--beside FOLDER]

``make run`` is called as a person calls it, with a free port, offline, and an instance folder that an earlier
start has set up. The clock runs until ``/healthz`` answers with 200, and on until ``/readyz`` says that every
part has loaded: from then on a spoken question is answered at once; before that it waits for what is missing.
Processor time is that of everything that ``make`` started (user and system), when ``/healthz`` answered and
when all was loaded; on a busy machine it says more than the seconds. ``--beside`` names another checkout, set
up as well, which is started in turn with this one. The last line printed is one JSON object of medians.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.real_server import EMBEDDED, ROOT, free_port, neutral

LIMIT_SECONDS: Final = 300.0
"""The longest that a start may take; the first one sets up what is missing."""
ALIVE_POLL_SECONDS: Final = 0.01
READY_POLL_SECONDS: Final = 0.2
"""Seldom, because the server that loads has to answer each time."""
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Start:
    """Seconds of one start, on the clock and of the processor."""

    alive_s: float
    alive_cpu_s: float
    ready_s: float
    ready_cpu_s: float


def start_once(checkout: Path, instance: Path) -> Start:
    """Start a server with ``make run``, wait for both answers, and stop it.

    Raises:
        RuntimeError: it did not start.
    """
    port = free_port()
    began = time.monotonic()
    with _make_run(checkout, instance, port) as process:
        _wait(process, f"http://127.0.0.1:{port}/healthz", began, ALIVE_POLL_SECONDS)
        alive, alive_cpu = time.monotonic() - began, _cpu_seconds(process.pid)
        _wait(process, f"http://127.0.0.1:{port}/readyz", began, READY_POLL_SECONDS)
        return Start(alive, alive_cpu, time.monotonic() - began, _cpu_seconds(process.pid))


@contextmanager
def _make_run(checkout: Path, instance: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = neutral() | EMBEDDED | {"SOUFFLEUR_INSTANCE": str(instance), "PORT": str(port)}
    with (instance / "start.log").open("wb") as log:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=checkout,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    except TimeoutError:
        raise RuntimeError((instance / "start.log").read_text(errors="replace")) from None
    finally:
        # The session is ours alone: make does not hand the signal on to what it runs.
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def _wait(process: subprocess.Popen[bytes], address: str, began: float, rest: float) -> None:
    """Ask until the answer is 200.

    Raises:
        TimeoutError: it never was.
    """
    while process.poll() is None and time.monotonic() - began < LIMIT_SECONDS:
        try:
            with urllib.request.urlopen(address, timeout=LIMIT_SECONDS):  # noqa: S310 - our own
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):  # also 503: not ready
            time.sleep(rest)
    raise TimeoutError(address)


def _cpu_seconds(session: int) -> float:
    """Add up the processor time of a session of processes, of those that ended too."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            # What follows the name, which may hold anything: state, parent, group, session, ...
            words = process.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(words[3]) == session:
            ticks += sum(int(word) for word in words[11:15])
    return ticks / TICKS


def medians(starts: list[Start]) -> dict[str, float | int]:
    """Give the middle of every figure."""
    return {
        "second_start_s": round(statistics.median(one.alive_s for one in starts), 2),
        "cpu_s": round(statistics.median(one.alive_cpu_s for one in starts), 2),
        "ready_s": round(statistics.median(one.ready_s for one in starts), 2),
        "ready_cpu_s": round(statistics.median(one.ready_cpu_s for one in starts), 2),
        "runs": len(starts),
    }


def run(checkouts: list[Path], runs: int) -> list[dict[str, float | int]]:
    """Measure the checkouts in turn, so that what else the machine does meets them alike."""
    with tempfile.TemporaryDirectory(prefix="souffleur-start-") as folder:
        instances = [Path(folder) / str(number) for number in range(len(checkouts))]
        starts: list[list[Start]] = [[] for _ in checkouts]
        for number in range(runs + 1):
            for checkout, instance, here in zip(checkouts, instances, starts, strict=True):
                instance.mkdir(exist_ok=True)
                start = start_once(checkout, instance)
                if number:  # the first one sets up
                    here.append(start)
                    print(checkout, start, flush=True)
    return [medians(each) for each in starts]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="second starts that count")
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn with this one")
    arguments = parser.parse_args()
    here, *beside = run([ROOT, *([arguments.beside] if arguments.beside else [])], arguments.runs)
    print(json.dumps({**here, **({"beside": beside[0]} if beside else {})}))


if __name__ == "__main__":
    main()
