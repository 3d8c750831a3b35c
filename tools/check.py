"""``make lint``, ``make format`` and the tests: one list of commands each, all run, all reported."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.node import npm_environment
from tools.places import PWA, ROOT, VENV, SetupError, fail, say

BIN = VENV / "bin"
Command = tuple[str, Sequence[str | Path], Path]

PYTEST: list[str | Path] = [BIN / "python", "-m", "pytest", "-q", "--durations=10"]
SPREAD: list[str | Path] = ["-n", "auto", "--maxprocesses=4", "--dist", "worksteal"]

LINT: list[Command] = [
    ("mypy", [BIN / "mypy"], ROOT),
    ("ruff", [BIN / "ruff", "check", "."], ROOT),
    ("ruff format", [BIN / "ruff", "format", "--check", "--quiet", "."], ROOT),
    ("import-linter", [BIN / "lint-imports"], ROOT),
    ("protocol document", [BIN / "python", "-m", "tools.protocol_docs", "--check"], ROOT),
    ("generated documents", [BIN / "python", "-m", "tools.generate", "--check"], ROOT),
    ("biome, tsc, import rules", ["npm", "run", "--silent", "lint"], PWA),
]
FORMAT: list[Command] = [
    ("ruff", [BIN / "ruff", "check", "--fix", "--quiet", "."], ROOT),
    ("ruff format", [BIN / "ruff", "format", "."], ROOT),
    ("biome", ["npm", "run", "--silent", "format"], PWA),
]
TEST: list[Command] = [
    ("vitest", ["npm", "run", "--silent", "test"], PWA),
    ("size of the PWA", ["npm", "run", "--silent", "size"], PWA),
    ("pytest", [*PYTEST, *SPREAD, "--ignore=tests/browser"], ROOT),
    # By themselves, two visits at once: most of a visit is waiting for what somebody says or hears.
    ("pytest in browsers", [*PYTEST, "-n", "2", "--dist", "loadfile", "tests/browser"], ROOT),
]
LISTS = {"lint": LINT, "format": FORMAT, "test": TEST}
SIDE_BY_SIDE = {"lint": 2}
"""How many commands of a list run at once: those that neither change anything nor use every core."""


def main(arguments: list[str]) -> int:
    """Run every command of a list, also after one failed; gives 1 when any did."""
    listed = arguments[0]
    environment = npm_environment()
    # The programs of the environment come first, for tests that start them by name.
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    at_once = SIDE_BY_SIDE.get(listed, 1)

    def check(command: Command) -> bool:
        return _ran(command, environment, quiet=at_once > 1)

    with ThreadPoolExecutor(at_once) as pool:
        right = list(pool.map(check, LISTS[listed]))
    failed = [name for (name, _, _), ok in zip(LISTS[listed], right, strict=True) if not ok]
    if failed:
        return fail(SetupError(f"Failed: {', '.join(failed)}"))
    return 0


def _ran(command: Command, environment: Mapping[str, str], *, quiet: bool) -> bool:
    """Run one command; what it says is shown as it comes, or at its end where others run beside it."""
    name, words, folder = command
    began = time.monotonic()
    if not quiet:
        say(f"-- {name}")
    told = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        stdout=told,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    result = f"   {name}: {'FAILED' if done.returncode else 'ok'}, {time.monotonic() - began:.0f} s"
    say(f"-- {name}\n{done.stdout}{result}" if quiet else result)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
