"""The notebook of one person: notes, folders, and where a note goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from server.content.vectors import Encoder
from server.content.words import fold
from server.conversation.changing import ChangingRepository
from server.conversation.notebook.filing import Shelf, file_under
from server.conversation.notebook.finding import find_notes, loaded, meaning, stored
from server.conversation.notebook.noting import noted
from server.conversation.notebook.tables import MAX_NAME, MAX_TITLE, FolderRow, NoteRow
from server.conversation.notebook.titles import title_of
from server.errors import BadRequest, Conflict
from server.identity.personal import PersonalRepository
from server.store import Database, now

MOST_TEXT: Final = 8000
MOST_SEARCHED: Final = 2000
"""Notes that a search looks through, newest first."""
MOST_COMPARED: Final = 20
"""Notes of each folder that a new one is compared with."""

EncoderAtHand = Callable[[], Encoder | None]
"""Gives the encoder of meanings, or None while it is loading; never waits."""


class EmptyNote(BadRequest):
    """There are no words to keep."""

    code = "note_empty"
    nl = "Er staat nog niets in deze notitie. Zeg of typ wat je wilt bewaren."
    en = "There is nothing in this note yet. Say or type what you want to keep."


class NamelessFolder(BadRequest):
    """The name of a folder has no letters."""

    code = "folder_nameless"
    nl = "Deze map heeft nog geen naam. Typ er een."
    en = "This folder has no name yet. Type one."


class NameTaken(Conflict):
    """There is a folder of that name."""

    code = "folder_exists"
    nl = "Deze map heb je al. Er is niets veranderd."
    en = "You have this folder already. Nothing was changed."


@dataclass(frozen=True)
class Draft:
    """What is to be kept."""

    text: str
    language: str
    spoken: bool = False
    title: str | None = None
    folder_id: str | None = None
    folder_name: str | None = None
    """A folder that was named in the note itself; made where it does not exist."""


class Folders(PersonalRepository[FolderRow]):
    """The folders of one person."""

    row = FolderRow

    def named(self, name: str) -> FolderRow:
        """Give the folder of this name, made when it is missing.

        Raises:
            NamelessFolder: the name has no letters.
        """
        plain = " ".join(name.split())[:MAX_NAME]
        folded = fold(plain)
        if not folded.strip():
            raise NamelessFolder("a folder has a name")
        with self._database.session() as session:
            found = session.scalar(self._own().where(FolderRow.folded == folded))
        if found is not None:
            return found
        try:
            return self.add(FolderRow(name=plain, folded=folded))
        except IntegrityError:  # another tab was first
            with self._database.session() as session:
                return session.scalars(self._own().where(FolderRow.folded == folded)).one()

    def rename(self, folder_id: str, name: str) -> FolderRow:
        """Give a folder another name.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            NamelessFolder: the name has no letters.
            NameTaken: another folder has that name.
        """
        plain = " ".join(name.split())[:MAX_NAME]
        if not fold(plain).strip():
            raise NamelessFolder("a folder has a name")
        try:
            with self._database.session() as session:
                row = self._find(session, folder_id)
                row.name, row.folded = plain, fold(plain)
        except IntegrityError as taken:
            raise NameTaken("the name is taken") from taken
        return row

    def counts(self) -> dict[str, int]:
        """Count the notes in each folder."""
        query = (
            select(NoteRow.folder_id, func.count())
            .where(NoteRow.owner_id == self.owner_id, NoteRow.folder_id.is_not(None))
            .group_by(NoteRow.folder_id)
        )
        with self._database.session() as session:
            return {str(folder): int(count) for folder, count in session.execute(query)}


class Notes(ChangingRepository[NoteRow]):
    """The notes of one person."""

    row = NoteRow

    def __init__(self, database: Database, owner_id: str, encoder: EncoderAtHand = lambda: None):
        """Bind to one owner; ``encoder`` makes notes findable by meaning where it is loaded."""
        super().__init__(database, owner_id)
        self.folders = Folders(database, owner_id)
        self._encoder = encoder

    def keep(self, client_id: str, draft: Draft) -> NoteRow:
        """Keep a thought: titled, filed, once for one client identifier.

        Raises:
            EmptyNote: there are no words in it.
            NotFound: the folder is not there, or it is somebody else's.
        """
        before = self.made(client_id)
        if before is not None:
            return before
        said = noted(draft.text, draft.language)
        text = (said.text if said is not None else draft.text).strip()[:MOST_TEXT]
        title = (draft.title or title_of(text))[:MAX_TITLE].strip()
        if not text or not title:
            raise EmptyNote("no words")
        row = NoteRow(
            client_id=client_id, title=title, text=text, language=draft.language, spoken=draft.spoken
        )
        vector = meaning(self._encoder(), title, text)
        row.vector = stored(vector)
        name = draft.folder_name or (said.folder if said is not None else None)
        if draft.folder_id is not None:
            row.folder_id = self.folders.get(draft.folder_id).id
        elif name is not None:
            row.folder_id = self.folders.named(name).id
        else:
            filing = file_under(f"{title} {text}", draft.language, self._shelves(), vector)
            row.folder_id, row.proposed = filing.folder_id, filing.proposed
        return self.make(row)

    def reword(self, note_id: str, title: str | None, text: str | None) -> NoteRow:
        """Change the words of a note.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            EmptyNote: nothing would be left.
        """
        with self._database.session() as session:
            row = self._find(session, note_id)
            if text is not None:
                if not text.strip():
                    raise EmptyNote("no words")
                row.text = text.strip()[:MOST_TEXT]
            if title is not None:
                row.title = title.strip()[:MAX_TITLE] or title_of(row.text)
            row.vector = stored(meaning(self._encoder(), row.title, row.text))
            row.changed_at = now()
        return row

    def file(self, note_id: str, folder_id: str | None) -> NoteRow:
        """Put a note into a folder, or take it out."""
        folder = self.folders.get(folder_id).id if folder_id is not None else None
        with self._database.session() as session:
            row = self._find(session, note_id)
            row.folder_id, row.changed_at = folder, now()
            row.proposed = None if folder is not None else row.proposed
        return row

    def accept(self, note_id: str) -> NoteRow:
        """Put a note into the folder that was proposed."""
        proposed = self.get(note_id).proposed
        return self.file(note_id, self.folders.named(proposed).id) if proposed else self.get(note_id)

    def listed(self, folder: str | None = None) -> list[NoteRow]:
        """Give the notes, newest first: all, those of a folder, or with ``"none"`` those without one."""
        query = self._own().order_by(NoteRow.created_at.desc(), NoteRow.id).limit(MOST_SEARCHED)
        if folder == "none":
            query = query.where(NoteRow.folder_id.is_(None))
        elif folder is not None:
            query = query.where(NoteRow.folder_id == folder)
        with self._database.session() as session:
            return list(session.scalars(query))

    def found(self, query: str, language: str, folder: str | None = None) -> list[NoteRow]:
        """Give the notes that a question is about, best first."""
        return find_notes(self.listed(folder), query, language, self._encoder())

    def between(self, start: datetime, end: datetime) -> list[NoteRow]:
        """Give the notes that were made between two instants, oldest first."""
        query = self._own().where(NoteRow.created_at >= start, NoteRow.created_at < end)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(NoteRow.created_at, NoteRow.id)))

    def _shelves(self) -> Sequence[Shelf]:
        notes = self.listed()
        return [
            Shelf(
                folder.id,
                folder.name,
                [f"{note.title} {note.text}" for note in inside],
                [vector for note in inside if (vector := loaded(note.vector)) is not None],
            )
            for folder in self.folders.all()
            for inside in [[note for note in notes if note.folder_id == folder.id][:MOST_COMPARED]]
        ]
