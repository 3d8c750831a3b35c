"""Pins: what pyproject.toml asks for, resolved once into the lock files."""

from __future__ import annotations

import sys

from tools.node import npm_environment
from tools.npm_lock import main as complete_npm_lock
from tools.places import PWA, ROOT, VENV, SetupError, fail, run
from tools.venv import LOCKS

SOURCES = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "node": ["--group", "node"],
}


def main() -> int:
    """Write the lock files. They name versions only, no addresses, for every Python from 3.11."""
    common = ["--quiet", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate"]
    try:
        for kind, sources in SOURCES.items():
            target = str(ROOT / LOCKS[kind])
            run([str(VENV / "bin" / "uv"), "pip", "compile", *sources, *common, "--output-file", target])
        npm = ["npm", "install", "--package-lock-only", "--no-audit", "--no-fund", "--loglevel=error"]
        run(npm, cwd=PWA, env=npm_environment())
    except SetupError as problem:
        return fail(problem)
    return complete_npm_lock()


if __name__ == "__main__":
    sys.exit(main())
