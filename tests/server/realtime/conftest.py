"""Fixtures of the live conversation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.realtime.live import LiveServer, live_server


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveServer]:
    """A server with scripted parts."""
    with live_server(tmp_path) as server:
        yield server
