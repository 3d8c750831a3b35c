"""The notebook: thoughts, filed and found. Everything is the person's alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from flask import Blueprint, Response
from pydantic import BaseModel, Field

from server.api.agenda import zone_of
from server.api.described import Description, described
from server.api.recorded import SOUND_KINDS, recorded_words
from server.api.types import ClientId, Language, LongWords, Words
from server.conversation.notebook.markdown import as_files, as_markdown
from server.conversation.notebook.store import Draft, Folders, Notes
from server.conversation.notebook.tables import MAX_NAME, MAX_TITLE, FolderRow, NoteRow
from server.identity import current_person
from server.identity.belongings import WeekLine, of_rows
from server.services import Services, services

blueprint = Blueprint("notes", __name__)

MOST_LISTED = 500
Title = Annotated[Words, Field(max_length=MAX_TITLE)]
Name = Annotated[Words, Field(max_length=MAX_NAME)]
FolderId = Annotated[str, Field(max_length=36)]


class NamedFolder(BaseModel):
    """A folder by name."""

    id: str
    name: str


class Proposed(BaseModel):
    """A folder that would fit; it may not exist yet."""

    name: str
    id: str | None


class Note(BaseModel):
    """A thought."""

    id: str
    title: str
    text: str
    language: str
    spoken: bool
    created_at: datetime
    changed_at: datetime
    folder: NamedFolder | None
    proposed: Proposed | None


class Folder(BaseModel):
    """A folder, and how many notes are in it."""

    id: str
    name: str
    notes: int


class NoteList(BaseModel):
    """Notes, and every folder."""

    notes: list[Note]
    folders: list[Folder]


class FolderList(BaseModel):
    """Every folder, by name."""

    folders: list[Folder]


class NotesQuery(BaseModel):
    """Which notes."""

    q: Annotated[str, Field(max_length=400)] = ""
    folder: FolderId | None = None
    """A folder, or ``none`` for the notes without one."""
    language: Language = "nl"
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 100


class NoteRequest(BaseModel):
    """A thought to keep."""

    client_id: ClientId
    text: LongWords
    language: Language = "nl"
    title: Title | None = None
    folder: FolderId | None = None


class SoundQuery(BaseModel):
    """What belongs to a spoken thought."""

    client_id: ClientId
    language: Language = "nl"
    folder: FolderId | None = None


class ChangeRequest(BaseModel):
    """What changes; what is left out stays, and a folder of null takes the note out of its folder."""

    title: Title | None = None
    text: LongWords | None = None
    folder: FolderId | None = None


class FolderRequest(BaseModel):
    """A new folder."""

    name: Name


class MarkdownQuery(BaseModel):
    """Which notes to take along."""

    folder: FolderId | None = None


@blueprint.get("/notes")
@described(Description(query=NotesQuery, gives=NoteList))
def list_notes(query: NotesQuery) -> NoteList:
    """List or search one's own notes."""
    own = _own()
    asked = query.q.strip()
    found = own.found(asked, query.language, query.folder) if asked else own.listed(query.folder)
    folders = own.folders.all()
    return NoteList(notes=[_note(row, folders) for row in found[: query.limit]], folders=_folders(own))


@blueprint.post("/notes")
@described(Description(body=NoteRequest, gives=Note, problems=(404,)))
def add_note(body: NoteRequest) -> Note:
    """Keep a thought; it is titled and filed, or a folder is proposed."""
    own = _own()
    draft = Draft(body.text, body.language, title=body.title, folder_id=body.folder)
    return _note(own.keep(body.client_id, draft), own.folders.all())


@blueprint.post("/notes/sound")
@described(Description(query=SoundQuery, gives=Note, problems=(404,), takes=SOUND_KINDS))
def add_note_aloud(query: SoundQuery) -> Note:
    """Keep a spoken thought; the sound is put into words and not kept."""
    own = _own()
    row = own.made(query.client_id)
    if row is None:
        text = recorded_words(query.language).text
        draft = Draft(text, query.language, spoken=True, folder_id=query.folder)
        row = own.keep(query.client_id, draft)
    return _note(row, own.folders.all())


@blueprint.delete("/notes")
@described(Description(status=204))
def erase_notes() -> None:
    """Erase all of one's own notes; the folders stay."""
    _own().delete_all()


@blueprint.get("/notes/export.md")
@described(Description(query=MarkdownQuery, content="text/markdown"))
def export_notes(query: MarkdownQuery) -> Response:
    """Give the notebook as Markdown."""
    parts, person, own = services(), current_person(), _own()
    text = as_markdown(
        own.listed(query.folder), own.folders.all(), person.language, zone_of(parts, person.id)
    )
    response = Response(text, content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="notitieboek.md"'
    return response


@blueprint.get("/notes/<note>")
@described(Description(gives=Note, problems=(404,)))
def read_note(note: str) -> Note:
    """Read one of one's own notes."""
    own = _own()
    return _note(own.get(note), own.folders.all())


@blueprint.patch("/notes/<note>")
@described(Description(body=ChangeRequest, gives=Note, problems=(404,)))
def change_note(note: str, body: ChangeRequest) -> Note:
    """Change the words of a note, or its folder."""
    own = _own()
    row = own.get(note)
    if body.title is not None or body.text is not None:
        row = own.reword(note, body.title, body.text)
    if "folder" in body.model_fields_set:
        row = own.file(note, body.folder)
    return _note(row, own.folders.all())


@blueprint.delete("/notes/<note>")
@described(Description(status=204, problems=(404,)))
def erase_note(note: str) -> None:
    """Erase one of one's own notes."""
    _own().delete(note)


@blueprint.post("/notes/<note>/accept")
@described(Description(gives=Note, problems=(404,)))
def accept_folder(note: str) -> Note:
    """Put a note into the folder that was proposed."""
    own = _own()
    return _note(own.accept(note), own.folders.all())


@blueprint.get("/folders")
@described(Description(gives=FolderList))
def list_folders() -> FolderList:
    """List one's own folders."""
    return FolderList(folders=_folders(_own()))


@blueprint.post("/folders")
@described(Description(body=FolderRequest, gives=Folder))
def add_folder(body: FolderRequest) -> Folder:
    """Make a folder; one of that name is given again."""
    return _folder(_own().folders.named(body.name), _own().folders)


@blueprint.patch("/folders/<folder>")
@described(Description(body=FolderRequest, gives=Folder, problems=(404, 409)))
def rename_folder(folder: str, body: FolderRequest) -> Folder:
    """Give a folder another name."""
    own = _own()
    return _folder(own.folders.rename(folder, body.name), own.folders)


@blueprint.delete("/folders/<folder>")
@described(Description(status=204, problems=(404,)))
def erase_folder(folder: str) -> None:
    """Erase a folder; its notes stay, without one."""
    _own().folders.delete(folder)


def _own() -> Notes:
    return services().notebook(current_person().id)


def _note(row: NoteRow, folders: list[FolderRow]) -> Note:
    folder = next((one for one in folders if one.id == row.folder_id), None)
    proposed = next((one for one in folders if row.proposed and one.name == row.proposed), None)
    return Note(
        id=row.id,
        title=row.title,
        text=row.text,
        language=row.language,
        spoken=row.spoken,
        created_at=row.created_at,
        changed_at=row.changed_at,
        folder=NamedFolder(id=folder.id, name=folder.name) if folder is not None else None,
        proposed=Proposed(name=row.proposed, id=proposed.id if proposed is not None else None)
        if row.proposed and folder is None
        else None,
    )


def _folders(own: Notes) -> list[Folder]:
    counts = own.folders.counts()
    found = sorted(own.folders.all(), key=lambda one: one.folded)
    return [Folder(id=one.id, name=one.name, notes=counts.get(one.id, 0)) for one in found]


def _folder(row: FolderRow, folders: Folders) -> Folder:
    return Folder(id=row.id, name=row.name, notes=folders.counts().get(row.id, 0))


def _files(parts: Services, owner: str) -> Iterator[tuple[str, bytes]]:
    own, person = parts.notebook(owner), parts.people.get(owner)
    language = person.language if person is not None else "nl"
    files = as_files(own.listed(), own.folders.all(), language, zone_of(parts, owner))
    for name, text in files.items():
        yield f"notitieboek/{name}", text.encode()


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for note in parts.notebook(owner).between(start, end):
        yield WeekLine("noted", note.text, note.created_at, "note", note.id, note.title)


BELONGINGS = (
    of_rows(
        "notes",
        "Notities",
        "Notes",
        NoteRow,
        without=("vector", "done", "revision"),
        files=_files,
        week=_week,
    ),
    of_rows("note_folders", "Mappen van het notitieboek", "Folders of the notebook", FolderRow),
)
