"""Commands for the database."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from server.housekeeping import purge_expired
from server.services import services


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the newest version."""
    database = services().database
    database.migrate()
    click.echo(f"database at version {database.revision()}")


@click.command()
@with_appcontext
def purge() -> None:
    """Erase now what is older than the keep_days setting; the server does so by itself every day."""
    parts = services()
    erased = purge_expired(parts.database, parts.settings.keep_days)
    click.echo(f"erased {erased} conversations")
