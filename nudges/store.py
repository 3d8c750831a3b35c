"""The database as the nudges see it: their own base for tables, and short transactions.

The server makes the engine (SQLite or PostgreSQL); everything here works on both. Reads take no lock. A write
on SQLite begins with ``BEGIN IMMEDIATE``, because a transaction that reads first and writes later fails at
once when another writer came in between, whatever the busy timeout is.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Item = TypeVar("Item")


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC. SQLite forgets zones; this gives them back and refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Store in UTC.

        Raises:
            ValueError: the instant has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give it back aware of its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of the nudges' tables. People are known by identifier only; they live elsewhere."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012
        datetime: Instant,
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


def new_id() -> str:
    """Make a random identifier (UUID 4 as text, 36 characters)."""
    return str(uuid.uuid4())


class Store:
    """Short transactions on one database. Thread-safe; a connection is not and is never kept."""

    def __init__(self, engine: Engine):
        """Use an engine that somebody else made and closes."""
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite's writers wait by sleeping and trying again; within a process a lock wakes the next at once.
        self._writer: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction for writing: committed at its end, rolled back on an error."""
        with self._writer, self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def insert(self, table: Any) -> postgresql.Insert | sqlite.Insert:
        """Begin an insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


def in_groups(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Cut a sequence into groups, because a statement takes a limited number of values."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
