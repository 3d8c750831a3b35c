"""Personal records that change step by step, where a step may take seconds and may be sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import String
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from server.errors import Conflict
from server.identity.personal import PersonalRepository
from server.store import Owned, UtcDateTime, now

MOST_REMEMBERED = 60
"""Client identifiers that one record remembers; an outbox sends again within minutes."""
ATTEMPTS = 4


class Changing(Owned):
    """A personal record with its own identifier from the client and a revision."""

    client_id: Mapped[str] = mapped_column(String(64))
    """The client's identifier of the making; the same one again gives the same record."""
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    done: Mapped[list[Any]] = mapped_column(default=list)
    """Client identifiers of the steps that were taken."""
    revision: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Let a step that was made on an older state be refused instead of overwriting the newer one."""
        return {"version_id_col": cls.revision}


Row = TypeVar("Row", bound=Changing)


class ChangingRepository(PersonalRepository[Row]):
    """The changing records of one person."""

    def made(self, client_id: str) -> Row | None:
        """Give the record that this client made before."""
        with self._database.session() as session:
            found: Row | None = session.scalar(self._own().where(self.row.client_id == client_id))
            return found

    def make(self, row: Row) -> Row:
        """Keep a new record, once: sent twice at the same time, the first one stays."""
        try:
            return self.add(row)
        except IntegrityError:
            found = self.made(row.client_id)
            if found is None:
                raise
            return found

    def step(self, record_id: str, client_id: str | None, edit: Callable[[Row], None]) -> Row:
        """Change a record by one step, once.

        No transaction is open while ``edit`` works, so that it may ask a language model. Where somebody else
        was quicker (another tab, the outbox) the step is made again on the newer state.

        Args:
            record_id: Which record.
            client_id: The client's identifier of the step; one that was taken before changes nothing.
                None for a step that may be taken again.
            edit: Changes the record; called again where the record changed meanwhile.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            Conflict: it kept changing.
        """
        for _ in range(ATTEMPTS):
            row = self.get(record_id)
            if client_id in row.done:
                return row
            edit(row)
            if client_id is not None:
                row.done = [*row.done, client_id][-MOST_REMEMBERED:]
            row.changed_at = now()
            try:
                with self._database.session() as session:
                    session.add(row)
                return row
            except (StaleDataError, OperationalError):
                continue
        raise Conflict("the record kept changing")
