"""Reads a manifest of recordings: JSON lines or one JSON array; paths may be relative to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One recording."""

    audio: Path
    text: str
    language: str


def read_manifest(manifest: Path) -> list[Row]:
    """Read ``{"audio", "text", "language"}`` rows; text and language may be missing.

    Raises:
        ValueError: a row has no ``audio``.
    """
    content = manifest.read_text(encoding="utf-8").strip()
    if content.startswith("["):
        found = json.loads(content)
    else:
        found = [json.loads(line) for line in content.splitlines() if line.strip()]
    rows = []
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict) or not isinstance(item.get("audio"), str):
            raise ValueError(f"{manifest.name}, row {number}: there is no audio")
        rows.append(
            Row(manifest.parent / item["audio"], str(item.get("text", "")), str(item.get("language") or "nl"))
        )
    return rows
