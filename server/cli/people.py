"""Commands for people and their tokens."""

from __future__ import annotations

import click
from flask.cli import AppGroup, with_appcontext

from server.errors import Conflict
from server.identity import DEMO_NAMES, Person, Role
from server.services import services

person = AppGroup("person", help="Add people, list them, take their tokens away.")


@person.command("add")
@click.option("--name", required=True, help="Unique name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.EMPLOYEE.value)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl")
def add(name: str, role: str, language: str) -> None:
    """Add somebody."""
    if name in DEMO_NAMES.values():
        raise click.ClickException(f"{name} is the name of a demo person")
    try:
        added = services().people.add(name, Role(role), language=language)
    except Conflict as problem:
        raise click.ClickException(f"there is somebody called {name} already") from problem
    click.echo(f"{added.name} ({added.role.value}) {added.id}")


@person.command("list")
def list_people() -> None:
    """List everybody with their role; nothing of what they said or did."""
    for one in services().people.all():
        click.echo(f"{one.name}\t{one.role.value}\t{one.language}{chr(9) + 'demo' if one.demo else ''}")


@person.command("revoke-tokens")
@click.option("--name", required=True)
def revoke_tokens(name: str) -> None:
    """Make every token of somebody useless."""
    found = find(name)
    click.echo(f"{services().people.revoke_tokens(found.id)} tokens revoked")


@click.command()
@click.option("--person", "name", required=True, help="Name of the person; the demo employee is `demo`.")
@with_appcontext
def token(name: str) -> None:
    """Print a bearer token for a program; it cannot be shown again."""
    click.echo(services().people.make_token(find(name).id))


def find(name: str) -> Person:
    """Find somebody by name; a demo person is added when that is allowed.

    Raises:
        click.ClickException: there is nobody with this name, or demo people do not exist here.
    """
    people = services().people
    demo = next((role for role, known in DEMO_NAMES.items() if known == name), None)
    if demo is not None:
        if services().settings.environment != "development":
            raise click.ClickException("demo people exist in development only")
        return people.demo(demo)
    found = people.named(name)
    if found is None:
        raise click.ClickException(
            f"there is nobody called {name}; `flask --app wsgi person add` adds somebody"
        )
    return found
