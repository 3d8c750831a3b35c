"""Reads the rows that a benchmark measures: JSON lines or one JSON array; paths may be relative to the file.

What cannot be used ends the command with one line that names the file and the row.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice.audio import read_audio
from voice.errors import AudioError
from voice.stt.base import FloatArray


class ManifestError(SystemExit):
    """Somebody's data cannot be used; as an exit, its text is all that is printed."""


@dataclass(frozen=True)
class Row:
    """One recording."""

    audio: Path
    text: str
    language: str

    def sound(self) -> FloatArray:
        """Read the recording, at 16 kHz.

        Raises:
            ManifestError: it is not readable sound.
        """
        try:
            return read_audio(self.audio)
        except AudioError as error:
            raise ManifestError(f"{self.audio}: {error}") from error


def read_rows(manifest: Path, *needed: str) -> list[dict[str, Any]]:
    """Read objects that have at least the named keys.

    Raises:
        ManifestError: no such file, nothing in it, no JSON, or a row lacks a key.
    """
    try:
        content = manifest.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{manifest}: cannot be read: {type(error).__name__}") from error
    rows = _array(manifest, content) if content.startswith("[") else _lines(manifest, content)
    if not rows:
        raise ManifestError(f"{manifest}: there is nothing in it")
    for number, row in enumerate(rows, 1):
        lacking = [key for key in needed if not isinstance(row, dict) or key not in row]
        if lacking:
            raise ManifestError(f"{manifest}, row {number}: there is no {' and no '.join(lacking)}")
    return rows


def read_manifest(manifest: Path, *needed: str) -> list[Row]:
    """Read ``{"audio", "text", "language"}`` rows; text and language may be missing unless they are needed.

    Raises:
        ManifestError: as for :func:`read_rows`; or a recording is not there.
    """
    rows = [
        Row(manifest.parent / str(row["audio"]), str(row.get("text", "")), str(row.get("language") or "nl"))
        for row in read_rows(manifest, "audio", *needed)
    ]
    for number, row in enumerate(rows, 1):
        if not row.audio.is_file():
            raise ManifestError(f"{manifest}, row {number}: there is no file {row.audio}")
    return rows


def _array(manifest: Path, content: str) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = json.loads(content)
    except ValueError as error:
        raise ManifestError(f"{manifest}: not JSON: {error}") from error
    return rows


def _lines(manifest: Path, content: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            rows += [json.loads(line)] if line.strip() else []
        except ValueError as error:
            raise ManifestError(f"{manifest}, line {number}: not JSON: {error}") from error
    return rows
