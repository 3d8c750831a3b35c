"""Notes and the folders that a person files them under."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.conversation.changing import Changing
from server.store import Base, Owned

MAX_NAME = 60
MAX_TITLE = 120


class FolderRow(Owned, Base):
    """A folder of one person's notebook."""

    __tablename__ = "note_folders"
    __table_args__ = (UniqueConstraint("owner_id", "folded"),)

    name: Mapped[str] = mapped_column(String(MAX_NAME))
    folded: Mapped[str] = mapped_column(String(2 * MAX_NAME))
    """The name without capitals and accents: two folders never differ by those alone."""


class NoteRow(Changing, Base):
    """A thought."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("owner_id", "client_id"),)

    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    spoken: Mapped[bool] = mapped_column(default=False)
    folder_id: Mapped[str | None] = mapped_column(
        String(36), ForeignKey("note_folders.id", ondelete="SET NULL"), index=True
    )
    proposed: Mapped[str | None] = mapped_column(String(MAX_NAME))
    """A folder that would fit; the person decides."""
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Meaning of title and text as float32 numbers, made for search; goes with the note."""
