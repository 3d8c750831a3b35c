"""What somebody is writing in the studio: unfinished, or written while a colleague changed the same thing.

A programme is kept by the nudges as soon as it can be planned. Before that, and whenever two people change
the same programme at the same time, what was written is kept here for its writer, so that nothing is lost.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from server.identity.personal import PersonalRepository
from server.store import Base, Owned, now


class ProgrammeWorkRow(Owned, Base):
    """One person's own version of one programme."""

    __tablename__ = "programme_work"

    programme_id: Mapped[str] = mapped_column(String(80), index=True)
    """Of the programme; for one that was never complete yet, only this person knows it."""
    based_on: Mapped[int | None]
    """Revision that its writer saw; None for one that was never complete yet."""
    content: Mapped[dict[str, Any]]
    """As the form sent it; not checked."""
    changed_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("owner_id", "programme_id"),)


class ProgrammeWork(PersonalRepository[ProgrammeWorkRow]):
    """What one person is writing."""

    row = ProgrammeWorkRow

    def of(self, programme_id: str) -> ProgrammeWorkRow | None:
        """Give this person's own version of a programme, if there is one."""
        with self._database.session() as session:
            return self._of(session, programme_id)

    def keep(self, programme_id: str, based_on: int | None, content: dict[str, Any]) -> ProgrammeWorkRow:
        """Keep what was written, in place of what was kept before."""
        with self._database.session() as session:
            row = self._of(session, programme_id)
            if row is None:
                row = ProgrammeWorkRow(owner_id=self.owner_id, programme_id=programme_id)
                session.add(row)
            row.based_on, row.content, row.changed_at = based_on, content, now()
            return row

    def drop(self, programme_id: str) -> bool:
        """Forget this person's own version; tells whether there was one."""
        with self._database.session() as session:
            row = self._of(session, programme_id)
            if row is not None:
                session.delete(row)
            return row is not None

    def _of(self, session: Session, programme_id: str) -> ProgrammeWorkRow | None:
        found: ProgrammeWorkRow | None = session.scalar(
            select(self.row).where(self.row.owner_id == self.owner_id, self.row.programme_id == programme_id)
        )
        return found
