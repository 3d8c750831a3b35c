"""What starts at once stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from voice.stt.bundled import mark_complete
from voice.stt.models import silence_file

HEAVY = (
    "openai",
    "ctranslate2",
    "onnxruntime",
    "faster_whisper",
    "aiohttp",
    "alembic",
    "huggingface_hub",
    "edge_tts",
    "icalendar",
    "httpx2",
    "huey",
    "psycopg",
    "redis",
)
"""Packages whose import takes a good part of a second or more: they load behind the start, or when needed."""


def printed(program: str) -> list[str]:
    """Run a program in a process of its own and give the words it printed."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Import the server as `make run` does, in a process of its own, and give what came along."""
    program = "import server.serving, server.app, sys; print(*sys.modules)"
    return set(printed(program))


@pytest.mark.parametrize("package", HEAVY)
def test_starting_does_not_wait_for(package: str, imported: set[str]) -> None:
    assert "server.app" in imported
    assert package not in imported


def test_saying_what_was_found_loads_none_of_it(tmp_path: Path) -> None:
    model = tmp_path / "models" / "base"
    model.mkdir(parents=True)
    for name in ("config.json", "model.bin", "tokenizer.json"):
        (model / name).touch()
    silence_file(model).touch()
    mark_complete(model, "base")
    program = f"""
from pathlib import Path
from server import serving
from server.settings import Settings
import sys
settings = Settings(instance=Path({str(tmp_path)!r}), offline=True, speech_model="base")
serving._prepare_speech(settings)
print(*serving.start_lines(settings), *sys.modules)
"""
    words = printed(program)

    assert words[:2] == ["Speech", "base"]
    assert "espeak" in words
    assert not set(HEAVY) & set(words)
