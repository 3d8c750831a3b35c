"""A real server in a process of its own, with an instance folder of its own, for measuring and for tests."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
START_SECONDS: Final = 180.0
STOP_SECONDS: Final = 20.0
EMBEDDED: Final = {
    "SOUFFLEUR_OFFLINE": "1",
    "SOUFFLEUR_VOICE_CHAIN": '["espeak"]',
    "SOUFFLEUR_ENVIRONMENT": "development",
    "HOST": "127.0.0.1",
}
"""Nothing outside this machine, and nothing that depends on it."""


@dataclass(frozen=True)
class RealServer:
    """Where it listens and how to sign in."""

    port: int
    token: str
    process: subprocess.Popen[str]
    instance: Path

    @property
    def url(self) -> str:
        """Address of the HTTP interface."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        """Address of the live conversation."""
        return f"ws://127.0.0.1:{self.port}/v1/realtime"


@contextlib.contextmanager
def running(**settings: str) -> Iterator[RealServer]:
    """Start a server, wait until everything is loaded, and stop it at the end.

    Args:
        settings: Environment variables besides :data:`EMBEDDED`.

    Raises:
        RuntimeError: it did not start.
    """
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        environment = {**neutral(), **EMBEDDED, **settings}
        environment |= {"SOUFFLEUR_INSTANCE": folder, "PORT": str(free_port())}
        log = Path(folder) / "server.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "server.start"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )
            try:
                port = int(environment["PORT"])
                _wait_ready(port, process, log)
                yield RealServer(port, _token(environment), process, Path(folder))
            finally:
                _stop(process)


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def neutral() -> dict[str, str]:
    """Give the environment without settings of the product, so that a figure does not hang on them."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SOUFFLEUR_")}


def _wait_ready(port: int, process: subprocess.Popen[str], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
                if json.load(answer)["ready"]:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def _token(environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "token", "--person", "demo"]
    made = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return made.stdout.strip().splitlines()[-1]


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
