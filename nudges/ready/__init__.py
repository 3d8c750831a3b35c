"""Programmes that are ready to use, or to copy and change: one file each, Dutch and English."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from nudges.programme import Programme
from nudges.yaml_text import load


def programmes(starts: date) -> tuple[Programme, ...]:
    """Give every ready programme as it would be when it starts on this day, by name.

    The files say no start; whoever takes one chooses it.
    """
    made = (Programme.parse({**data, "starts": starts}) for data in _files())
    return tuple(sorted(made, key=lambda programme: programme.name))


@lru_cache(maxsize=1)
def _files() -> tuple[dict[str, Any], ...]:
    folder = files("nudges.ready")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(load((folder / name).read_text("utf-8")) for name in names)
