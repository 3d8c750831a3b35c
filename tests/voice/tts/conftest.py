"""Stand-ins for the voices that are on the network, and a watch on threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import edge_tts.communicate
import pytest
from edge_tts.drm import DRM

from tests.voice.tts.edge_service import EdgeService, edge_service


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(3)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[EdgeService]:
    """Microsoft's service, moved to loopback: the one place where its address is replaced."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)
    with edge_service(lambda url: monkeypatch.setattr(edge_tts.communicate, "WSS_URL", url)) as running:
        yield running
