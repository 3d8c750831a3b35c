"""``make dev``: the server restarts when Python changes, the PWA is built again when its sources change."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tools.front import build, inputs
from tools.places import ROOT, VENV_PYTHON, SetupError, fail, say

LOOK_SECONDS = 0.7
STOP_SECONDS = 15
WATCHED = ("server", "voice", "nudges")


def state(files: list[Path]) -> dict[Path, int]:
    """Note when each file was last changed."""
    return {file: file.stat().st_mtime_ns for file in files if file.exists()}


def python_files() -> list[Path]:
    """List what the server is made of: code and cards."""
    return [
        file
        for folder in WATCHED
        for suffix in ("*.py", "*.md", "*.yaml")
        for file in (ROOT / folder).rglob(suffix)
    ]


def start() -> subprocess.Popen[bytes]:
    """Start the server in its own group, so that Ctrl-C reaches it once, through us."""
    return subprocess.Popen([VENV_PYTHON, "-m", "server.start"], cwd=ROOT, start_new_session=True)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Let the server say goodbye to its sockets, with a limit."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main() -> int:
    """Watch until Ctrl-C."""
    server = start()
    code, front = state(python_files()), state(inputs())
    try:
        while True:
            try:
                server.wait(LOOK_SECONDS)
                say("The server stopped; it starts again with the next change.")
                _wait_for_change(code)
            except subprocess.TimeoutExpired:
                pass
            if (now := state(python_files())) != code:
                say("Python or cards changed: restarting")
                stop(server)
                server, code = start(), now
            if (now := state(inputs())) != front:
                front = now
                try:
                    build()
                except SetupError as problem:
                    fail(problem)
    except KeyboardInterrupt:
        stop(server)
    return 0


def _wait_for_change(code: dict[Path, int]) -> None:
    import time

    while state(python_files()) == code:
        time.sleep(LOOK_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
