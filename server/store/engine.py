"""The database: one engine, short sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from server.store.sweeping import Sweeper

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 5000
"""How long a writer waits for another one (SQLite)."""


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers never wait for the writer (WAL), writers wait with a limit; references hold, erased is gone."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


class Database:
    """SQLite or PostgreSQL behind one address. Thread-safe; sessions are not and stay short."""

    def __init__(self, url: str):
        """Make the engine; nothing is opened yet.

        Args:
            url: an SQLAlchemy address; the folder of an SQLite file is made when it is missing.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        # A socket's thread and its helpers may each want a connection for a moment; a wait has a limit.
        # The values of a statement are people's words: an error that is logged must not hold them.
        self.engine = create_engine(
            self.url,
            pool_pre_ping=not self.is_sqlite,
            pool_size=10,
            max_overflow=22,
            hide_parameters=True,
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            Sweeper(self.engine, BUSY_MILLISECONDS)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session for one short piece of work: committed at its end, rolled back on an error."""
        with self._sessions.begin() as session:
            yield session

    def migrate(self) -> None:
        """Bring the tables to the newest version. Doing it twice does nothing, and quickly."""
        if self.revision() == self.newest_revision():
            return
        from alembic import command

        command.upgrade(self._alembic(), "head")

    def revision(self) -> str | None:
        """Give the version that the tables are at, or None for an empty database."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            at: str | None = connection.scalar(text("select version_num from alembic_version"))
            return at

    def newest_revision(self) -> str:
        """Give the version that this program expects: the files are numbered in one line.

        Read from their names, because importing Alembic costs half a second at every start.
        """
        return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))

    def ping(self) -> None:
        """Ask the database for a sign of life; raises what the driver raises."""
        with self.engine.connect() as connection:
            connection.execute(text("select 1"))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def _alembic(self) -> Config:
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["engine"] = self.engine
        return config
