"""A real server that can be frozen, killed and started again where it was."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parents[2]
CARDS: Final = Path(__file__).parent / "cards"
START_SECONDS: Final = 120.0
STOP_SECONDS: Final = 30.0


class House:
    """The server as ``make run`` starts it, in a process group of its own."""

    def __init__(self, instance: Path, settings: Mapping[str, str] | None = None):
        """Choose a free port; nothing runs yet.

        Args:
            instance: An empty folder; the log is written beside it.
            settings: Variables for this one, beside those that all tests have.
        """
        self._settings = settings or {}
        self.instance = instance
        self.log = instance.with_suffix(".log")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the app."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing running."""
        self.stop()

    def start(self) -> None:
        """Start it and wait until everything is loaded.

        Raises:
            RuntimeError: it did not start; the message is its log.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SOUFFLEUR_")}
        environment = {
            **kept,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SOUFFLEUR_INSTANCE": str(self.instance),
            "SOUFFLEUR_OFFLINE": "1",
            "SOUFFLEUR_VOICE_CHAIN": '["espeak"]',
            "SOUFFLEUR_CARDS": str(CARDS),
            # Offline there is no push service but those that are named; nothing is sent to this one.
            "SOUFFLEUR_PUSH_ALLOWED_HOSTS": '["fcm.googleapis.com"]',
            # Every test is the same demo person.
            "SOUFFLEUR_RATE_LIMIT": "6000 per minute",
            **self._settings,
        }
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server.start"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask it to stop (SIGTERM), as a deploy does; wait for its end."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Let it disappear without a word (SIGKILL), parent and worker."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait(STOP_SECONDS)
            self._process = None

    def freeze(self) -> None:
        """Let it neither read nor write any more (SIGSTOP), as if the machine hung."""
        self._signal(signal.SIGSTOP)

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Look into its database."""
        address = f"file:{self.instance / 'souffleur.sqlite3'}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query, values)]

    def turns(self, question: str) -> list[dict[str, Any]]:
        """Give the turns that are kept with exactly these words."""
        return self.rows("SELECT * FROM turns WHERE question = ?", question)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            # The group outlives its first process; it is gone when nobody is in it any more.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _ready(self) -> bool:
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310 - an address of this machine
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False
