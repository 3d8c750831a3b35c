"""The notebook as Markdown, to take along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from server.conversation.notebook.tables import FolderRow, NoteRow

_UNSAFE = re.compile(r"[^\w -]+")
_NAMES = {"nl": ("Notitieboek", "Zonder map"), "en": ("Notebook", "Without a folder")}


def as_markdown(notes: Sequence[NoteRow], folders: Iterable[FolderRow], language: str, zone: tzinfo) -> str:
    """Write notes under their folders, newest first, with the day on which they were made."""
    book, loose = _NAMES["nl" if language == "nl" else "en"]
    parts = [f"# {book}"]
    for name, inside in _grouped(notes, folders, loose):
        parts.append(f"## {_line(name)}")
        parts += [_note(note, zone) for note in inside]
    return "\n\n".join(parts) + "\n"


def as_files(
    notes: Sequence[NoteRow], folders: Sequence[FolderRow], language: str, zone: tzinfo
) -> Mapping[str, str]:
    """Write one file for each folder, by a name that every file system takes."""
    loose = _NAMES["nl" if language == "nl" else "en"][1]
    files: dict[str, str] = {}
    for name, inside in _grouped(notes, folders, loose):
        plain = _UNSAFE.sub("", name).strip()[:60] or "map"
        while f"{plain}.md" in files:
            plain += "_"
        body = "\n\n".join(_note(note, zone) for note in inside)
        files[f"{plain}.md"] = f"# {_line(name)}\n\n{body}\n"
    return files


def _grouped(
    notes: Sequence[NoteRow], folders: Iterable[FolderRow], loose: str
) -> list[tuple[str, list[NoteRow]]]:
    named = [(one.name, [note for note in notes if note.folder_id == one.id]) for one in folders]
    rest = (loose, [note for note in notes if note.folder_id is None])
    return [(name, inside) for name, inside in [*sorted(named), rest] if inside]


def _note(note: NoteRow, zone: tzinfo) -> str:
    made = note.created_at.astimezone(zone)
    return f"### {_line(note.title)}\n\n*{made:%Y-%m-%d %H:%M}*\n\n{note.text}"


def _line(text: str) -> str:
    """Keep a heading on one line, and a heading only where we put one."""
    return " ".join(text.split()).lstrip("#").strip()
