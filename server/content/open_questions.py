"""Questions that no card answers, for the authors: the text only, after a yes, never who asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from server.store import Base, Database, new_id, now

MAX_CHARACTERS = 500


class OpenQuestionRow(Base):
    """One question. It has no owner and no time of day, so that nobody can be found through it."""

    __tablename__ = "open_questions"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    text: Mapped[str] = mapped_column(String(MAX_CHARACTERS))
    language: Mapped[str] = mapped_column(String(2))
    noted_on: Mapped[date]


class OpenQuestions:
    """Keeps questions for the authors. Thread-safe."""

    def __init__(self, database: Database):
        """Keep them in this database."""
        self._database = database

    def note(self, text: str, language: str) -> None:
        """Store one question, after the person said yes; what is longer than a question is cut off."""
        row = OpenQuestionRow(text=text.strip()[:MAX_CHARACTERS], language=language, noted_on=now().date())
        if row.text:
            with self._database.session() as session:
                session.add(row)

    def all(self, language: str) -> list[str]:
        """Give the texts in one language, newest first."""
        query = select(OpenQuestionRow.text).where(OpenQuestionRow.language == language)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(OpenQuestionRow.noted_on.desc(), OpenQuestionRow.id)))
