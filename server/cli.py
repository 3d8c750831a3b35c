"""Commands for whoever runs the server."""

from __future__ import annotations

import click
from flask import Flask

from server.identity import DEMO_NAMES, Role
from server.services import services


def init_app(app: Flask) -> None:
    """Add the commands to ``flask --app wsgi``."""
    for command in (migrate, token):
        app.cli.add_command(command)


@click.command()
def migrate() -> None:
    """Bring the database to the newest version."""
    database = services().database
    database.migrate()
    click.echo(f"database at version {database.revision()}")


@click.command()
@click.option("--person", required=True, help="Name of the person; the demo employee is `demo`.")
def token(person: str) -> None:
    """Print a bearer token for a program."""
    people = services().people
    found = people.named(person)
    demo_role = next((role for role, name in DEMO_NAMES.items() if name == person), None)
    if demo_role is not None and services().settings.environment != "development":
        raise click.ClickException("demo people exist in development only")
    if found is None and demo_role is not None:
        found = people.demo(Role(demo_role))
    if found is None:
        raise click.ClickException(f"there is nobody called {person}; `person add` adds somebody")
    click.echo(people.make_token(found.id))
