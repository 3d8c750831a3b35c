"""What is kept of a person: every kind once, to take along and to erase at once.

A kind that nobody described is still found: each table that derives from :class:`Owned` is exported column by
column and erased by owner. Describing it gives it a name, a better shape, its sound, its lines for the week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, delete, func, inspect, select

from server.store import Base, Database, Owned

Record = dict[str, Any]


class Keeping(Protocol):
    """Where things are kept; the services of the server are one."""

    @property
    def database(self) -> Database:
        """The tables."""


@dataclass(frozen=True)
class WeekLine:
    """One thing that a person did this week, in their own words."""

    kind: str
    """``practised``, ``noted``, ``tried``, ``reflected`` or ``asked``."""
    text: str
    """Verbatim; cut at a word where it is long, never put differently."""
    at: datetime
    place: str
    """Where it can be opened: ``note``, ``coach``, ``take``, ``roleplay``, ``language``, ``conversation``."""
    id: str
    about: str | None = None
    own: bool = True
    """False: words that were given, such as a sentence to say in another language."""


def no_files(_keeping: Any, _owner: str) -> Iterator[tuple[str, bytes]]:
    """Give nothing: there is nothing beside the rows."""
    return iter(())


def no_lines(_keeping: Any, _owner: str, _start: datetime, _end: datetime) -> Iterator[WeekLine]:
    """Give nothing: it is no part of a week."""
    return iter(())


@dataclass(frozen=True)
class Part:
    """Some of a kind that are worth a count of their own, such as takes with sound."""

    name: str
    """Stable."""
    nl: str
    en: str
    count: Callable[[Any, str], int]


@dataclass(frozen=True)
class Belonging:
    """One kind of thing that is kept of a person."""

    name: str
    """Key in the export; stable."""
    nl: str
    en: str
    tables: tuple[str, ...]
    """The tables that it stands for."""
    read: Callable[[Any, str], Sequence[Record]]
    """Gives everything of one person as plain JSON; the first argument is the server's services."""
    erase: Callable[[Any, str], int]
    """Erases everything of one person at once, sound included; gives how many."""
    count: Callable[[Any, str], int] | None = None
    """Counts without reading everything, where reading is dear."""
    parts: tuple[Part, ...] = ()
    """What is counted beside the whole."""
    files: Callable[[Any, str], Iterator[tuple[str, bytes]]] = no_files
    """Gives what belongs in the archive beside the JSON: a path and its bytes, one at a time."""
    week: Callable[[Any, str, datetime, datetime], Iterable[WeekLine]] = no_lines
    """Gives what the person did between two instants."""

    def counted(self, services: Any, owner: str) -> int:
        """Tell how many there are."""
        return self.count(services, owner) if self.count is not None else len(self.read(services, owner))


def of_rows(
    name: str, nl: str, en: str, *rows: type[Owned], without: Sequence[str] = (), **more: Any
) -> Belonging:
    """Describe tables as they are; ``rows`` begins with the table whose rows are counted.

    Args:
        name: Key in the export.
        nl: Dutch name for the person.
        en: English name for the person.
        rows: The tables; those that refer to the first one go with it.
        without: Columns that are made from others and say nothing by themselves.
        more: Other fields of :class:`Belonging`.
    """
    hidden = frozenset(without)

    def read(keeping: Keeping, owner: str) -> list[Record]:
        return [record for row in rows for record in plain_rows(keeping.database, row, owner, hidden)]

    def erase(keeping: Keeping, owner: str) -> int:
        return sum(erase_rows(keeping.database, row, owner) for row in reversed(rows))

    def count(keeping: Keeping, owner: str) -> int:
        return count_rows(keeping.database, rows[0], owner)

    given: dict[str, Any] = {"read": read, "erase": erase, "count": count, **more}
    return Belonging(name, nl, en, tuple(_table(row) for row in rows), **given)


def undescribed(described: Iterable[Belonging]) -> list[Belonging]:
    """Give every table of personal records that no description stands for, as it is."""
    covered = {table for one in described for table in one.tables}
    left = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)]
    rows = sorted((row for row in left if _table(row) not in covered), key=_table)
    return [of_rows(_table(row), _table(row), _table(row), row) for row in rows]


def plain_rows(
    database: Database, row: type[Owned], owner: str, without: frozenset[str] = frozenset()
) -> list[Record]:
    """Give one person's rows of one table, oldest first, with everything but whose they are."""
    names = [c.key for c in inspect(row).column_attrs if c.key != "owner_id" and c.key not in without]
    query = select(row).where(row.owner_id == owner).order_by(row.created_at, row.id)
    with database.session() as session:
        return [{name: _plain(getattr(one, name)) for name in names} for one in session.scalars(query)]


def erase_rows(database: Database, row: type[Owned], owner: str) -> int:
    """Erase one person's rows of one table."""
    with database.session() as session:
        return int(getattr(session.execute(delete(row).where(row.owner_id == owner)), "rowcount", 0))


def count_rows(database: Database, row: type[Owned], owner: str, *which: ColumnElement[bool]) -> int:
    """Count one person's rows of one table; those for which everything in ``which`` holds."""
    query = select(func.count()).select_from(row).where(row.owner_id == owner, *which)
    with database.session() as session:
        return int(session.scalar(query) or 0)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value


def _table(row: type[Any]) -> str:
    return str(row.__tablename__)
