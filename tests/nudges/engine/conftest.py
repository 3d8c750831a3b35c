"""A world for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nudges.engine.world import World, sqlite_at


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give an empty world at seven o'clock on a Monday."""
    store = sqlite_at(tmp_path)
    made = World(store)
    yield made
    made.engine.close()
    store.engine.dispose()
