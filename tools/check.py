"""``make lint``, ``make format`` and the tests: one list of commands each, all run, all reported."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
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
]
PYTEST: list[str | Path] = [BIN / "python", "-m", "pytest", "-q", "--durations=10"]
BESIDE: list[Command] = [
    ("pytest", [*PYTEST, "--ignore=tests/browser"], ROOT),
    ("pytest in browsers", [*PYTEST, "tests/browser"], ROOT),
]
"""Tests that run beside each other: those in browsers mostly wait, for people speak at their own pace."""
LISTS = {"lint": LINT, "format": FORMAT, "test": TEST}


def main(arguments: list[str]) -> int:
    """Run every command of a list, also after one failed; gives 1 when any did."""
    name = arguments[0]
    environment = npm_environment()
    # The programs of the environment come first, for tests that start them by name.
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    failed = one_by_one(LISTS[name], environment)
    if name == "test":
        failed += beside_each_other(BESIDE, environment)
    if failed:
        return fail(SetupError(f"Failed: {', '.join(failed)}"))
    return 0


def one_by_one(commands: list[Command], environment: dict[str, str]) -> list[str]:
    """Run each to its end; gives the names of those that failed."""
    failed = []
    for name, words, folder in commands:
        say(f"-- {name}")
        began = time.monotonic()
        try:
            run(words, cwd=folder, env=environment)
        except SetupError:
            failed.append(name)
        say(f"   {name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - began:.0f} s")
    return failed


def beside_each_other(commands: list[Command], environment: dict[str, str]) -> list[str]:
    """Start all, then show what each said, whole; gives the names of those that failed."""
    failed = []
    began = time.monotonic()
    with ExitStack() as stack:
        started = []
        for name, words, folder in commands:
            said = stack.enter_context(tempfile.TemporaryFile())
            parts = [str(word) for word in words]
            process = subprocess.Popen(
                parts, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
            )
            started.append((name, process, said))
        for name, process, said in started:
            code = process.wait()
            say(f"-- {name}")
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            if code:
                failed.append(name)
            say(f"   {name}: {'FAILED' if code else 'ok'}, {time.monotonic() - began:.0f} s")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
