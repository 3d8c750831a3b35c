"""What starts at once stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "openai",
    "ctranslate2",
    "onnxruntime",
    "faster_whisper",
    "aiohttp",
    "alembic",
    "huggingface_hub",
    "edge_tts",
)
"""Packages whose import takes a good part of a second or more: they load behind the start, or when needed."""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Import the server as `make run` does, in a process of its own, and give what came along."""
    program = "import server.start, server.app, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("package", HEAVY)
def test_starting_does_not_wait_for(package: str, imported: set[str]) -> None:
    assert "server.app" in imported
    assert package not in imported
