"""``make lint``, ``make format`` and the tests: one list of commands each, all run, all reported."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.node import npm_environment
from tools.places import PWA, ROOT, VENV, SetupError, fail, run, say

BIN = VENV / "bin"
Command = tuple[str, Sequence[str | Path], Path]

LINT: list[Command] = [
    ("ruff", [BIN / "ruff", "check", "."], ROOT),
    ("ruff format", [BIN / "ruff", "format", "--check", "--quiet", "."], ROOT),
    ("mypy", [BIN / "mypy"], ROOT),
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
    ("pytest", [BIN / "python", "-m", "pytest", "-q", "--durations=10"], ROOT),
]
LISTS = {"lint": LINT, "format": FORMAT, "test": TEST}


def main(arguments: list[str]) -> int:
    """Run every command of a list, also after one failed; gives 1 when any did."""
    commands = LISTS[arguments[0]]
    environment = npm_environment()
    # The programs of the environment come first, for tests that start them by name.
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    failed = []
    for name, words, folder in commands:
        say(f"-- {name}")
        began = time.monotonic()
        try:
            run(words, cwd=folder, env=environment)
        except SetupError:
            failed.append(name)
        say(f"   {name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - began:.0f} s")
    if failed:
        return fail(SetupError(f"Failed: {', '.join(failed)}"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
