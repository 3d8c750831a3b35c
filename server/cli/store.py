"""Commands for the database."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from server.housekeeping import purge_expired, purge_nudges
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
    """Erase now what is older than the settings say; the server does so by itself every day."""
    parts = services()
    erased = purge_expired(parts.database, parts.settings.keep_days)
    nudges = purge_nudges(parts.database, parts.settings.nudge_keep_days, lambda _seconds: False)
    click.echo(f"erased {erased} conversations, {nudges} nudges and events")
