"""``make run`` after its imports."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.real_server import free_port
from server import serving


@pytest.fixture
def no_search_for_garbage() -> Iterator[None]:
    """As ``server.start`` leaves it."""
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("no_search_for_garbage")
def test_garbage_is_looked_for_again_when_the_server_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setenv("SOUFFLEUR_INSTANCE", str(tmp_path))
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.setattr(serving, "configure", lambda _level: None)
    monkeypatch.setattr(serving, "prepare", lambda _settings: None)
    monkeypatch.setattr(serving.Server, "run", lambda _self: looked.append(gc.isenabled()))

    assert serving.serve() == 0

    assert looked == [True]
    assert gc.get_freeze_count() > 0
