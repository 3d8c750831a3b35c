"""The migrations lead to exactly the tables that the code declares."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from server.services import Services
from server.store import Database
from server.store.tables import all_metadata


def test_migrated_tables_are_the_declared_ones(services: Services) -> None:
    with services.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        # Alembic takes several, and says so only for its environment.
        differences = compare_metadata(context, all_metadata())  # type: ignore[arg-type]

    assert differences == []


def test_the_files_form_one_line_and_their_names_tell_the_newest(services: Services) -> None:
    scripts = ScriptDirectory.from_config(services.database._alembic())

    assert scripts.get_heads() == [services.database.newest_revision()]


def test_migrating_twice_does_nothing(services: Services) -> None:
    before = services.database.revision()

    services.database.migrate()

    assert before == services.database.revision() == services.database.newest_revision()


def test_every_migration_can_be_undone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    database.migrate()
    command.downgrade(database._alembic(), "base")

    left = set(inspect(database.engine).get_table_names())
    database.close()

    assert left == {"alembic_version"}
