"""Pins: what pyproject.toml asks for, resolved once into the lock files."""

from __future__ import annotations

import sys

from tools.places import ROOT, VENV, SetupError, fail, run
from tools.venv import LOCKS

SOURCES = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "node": ["--group", "node"],
}


def main() -> int:
    """Write the three lock files. They name versions only, no addresses, for every Python from 3.11."""
    common = ["--quiet", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate"]
    try:
        for kind, sources in SOURCES.items():
            target = str(ROOT / LOCKS[kind])
            run([str(VENV / "bin" / "uv"), "pip", "compile", *sources, *common, "--output-file", target])
    except SetupError as problem:
        return fail(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
