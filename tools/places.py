"""Where things are, and how to run a program."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
PWA = ROOT / "pwa"
FRONT = ROOT / "server" / "static" / "app"
STAMPS = VENV / "stamps"


class SetupError(Exception):
    """Something is missing that these tools cannot bring; the text says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens."""
    print(text, flush=True)


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run a program and show what it says.

    Raises:
        SetupError: it failed.
    """
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=None if env is None else dict(env), check=False)
    if done.returncode:
        raise SetupError(f"`{' '.join(words[:6])}` failed with code {done.returncode}")


def digest(files: Iterable[Path], *extra: str) -> str:
    """Hash the names and contents of files, and whatever else counts."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    for text in extra:
        found.update(text.encode() + b"\0")
    return found.hexdigest()


def stamped(name: str, value: str) -> bool:
    """Tell whether this was done before for the same inputs."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == value


def stamp(name: str, value: str) -> None:
    """Remember that it was done for these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


def fail(problem: SetupError) -> int:
    """Say what went wrong; gives the exit code."""
    print(f"\n{problem}", file=sys.stderr, flush=True)
    return 1
