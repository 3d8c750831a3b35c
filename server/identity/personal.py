"""Personal records, reached only through their owner."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.errors import NotFound
from server.store import Database, Owned

Row = TypeVar("Row", bound=Owned)


class PersonalRepository(Generic[Row]):
    """The records of one person.

    Every query begins at :meth:`_own`, which carries the owner, and every row that is added gets that owner.
    There is no way to ask for somebody else's record, for no role: it is as if it does not exist.
    """

    row: ClassVar[type[Any]]
    """The table; set by the subclass."""

    def __init__(self, database: Database, owner_id: str):
        """Bind to one owner."""
        self._database = database
        self.owner_id = owner_id

    def get(self, record_id: str) -> Row:
        """Give one of the owner's records.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            return self._find(session, record_id)

    def all(self) -> list[Row]:
        """Give the owner's records, newest first."""
        with self._database.session() as session:
            return list(session.scalars(self._own().order_by(self.row.created_at.desc(), self.row.id)))

    def add(self, row: Row) -> Row:
        """Keep a new record for the owner, whatever owner the row came with."""
        row.owner_id = self.owner_id
        with self._database.session() as session:
            session.add(row)
        return row

    def delete(self, record_id: str) -> None:
        """Erase one of the owner's records.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            session.delete(self._find(session, record_id))

    def delete_all(self) -> int:
        """Erase all of the owner's records of this kind; gives how many there were."""
        with self._database.session() as session:
            records = session.scalars(self._own()).all()
            for record in records:
                session.delete(record)
            return len(records)

    def _find(self, session: Session, record_id: str) -> Row:
        found: Row | None = session.scalar(self._own().where(self.row.id == record_id))
        if found is None:
            raise NotFound(f"no such {self.row.__tablename__}")
        return found

    def _own(self) -> Select[Row]:
        return select(self.row).where(self.row.owner_id == self.owner_id)
