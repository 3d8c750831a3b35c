"""Which version this is."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def _version() -> str:
    file = Path(__file__).parent.parent / "pyproject.toml"
    if file.is_file():  # run from the repository, where nothing is installed
        return str(tomllib.loads(file.read_text())["project"]["version"])
    try:
        return version("souffleur")
    except PackageNotFoundError:
        return "0"


VERSION = _version()
