"""Commands for people and their tokens."""

from __future__ import annotations

import re

import click
from flask.cli import AppGroup, with_appcontext

from nudges.people import EVERYBODY
from server.errors import Conflict
from server.identity import DEMO_NAMES, Person, Role
from server.nudging import first_name
from server.services import services
from server.store import now

person = AppGroup("person", help="Add people, list them, give them roles and labels, take their tokens away.")
_LABEL = re.compile(r"[a-z0-9]+(?:[ _-][a-z0-9]+)*")
MOST_LABEL = 60


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
    """List everybody with their role and labels; nothing of what they said or did."""
    for one in services().people.all():
        labels = ", ".join(sorted(services().nudges.audiences(one.id)))
        words = (one.name, one.role.value, one.language, "demo" if one.demo else "", labels)
        click.echo("\t".join(words).rstrip("\t"))


@person.command("role")
@click.option("--name", required=True)
@click.argument("role", type=click.Choice([role.value for role in Role]))
def give_role(name: str, role: str) -> None:
    """Give somebody another role. No role opens what belongs to somebody else."""
    found = find(name)
    if found.demo:
        raise click.ClickException(f"{name} is a demo person and keeps its role")
    changed = services().people.change(found.id, role=Role(role))
    click.echo(f"{changed.name} is {changed.role.value}")


@person.command("label")
@click.option("--name", required=True)
@click.argument("labels", nargs=-1, required=True)
def label(name: str, labels: tuple[str, ...]) -> None:
    """Give somebody labels, such as `balie`: nudge programmes are for the people of a label."""
    _relabel(find(name), frozenset(map(_label, labels)), frozenset())


@person.command("unlabel")
@click.option("--name", required=True)
@click.argument("labels", nargs=-1, required=True)
def unlabel(name: str, labels: tuple[str, ...]) -> None:
    """Take labels away; the nudges of their programmes do not come any more."""
    found, gone = find(name), frozenset(map(_label, labels))
    if missing := gone - services().nudges.audiences(found.id):
        raise click.ClickException(f"{name} does not have: {', '.join(sorted(missing))}; nothing was changed")
    _relabel(found, frozenset(), gone)


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


def _label(word: str) -> str:
    """Give a label as programmes know it.

    Raises:
        click.ClickException: it is none.
    """
    plain = " ".join(word.casefold().split())
    if plain == EVERYBODY:
        raise click.ClickException(f"everybody belongs to '{EVERYBODY}' already; choose another label")
    if len(plain) > MOST_LABEL or not _LABEL.fullmatch(plain):
        raise click.ClickException(
            f"'{word}' is no label: use the letters a to z and digits, with single spaces or dashes between "
            f"words, at most {MOST_LABEL} characters; nothing was changed"
        )
    return plain


def _relabel(one: Person, more: frozenset[str], fewer: frozenset[str]) -> None:
    service, moment = services().nudges, now()
    service.person_seen(one.id, moment, first_name=first_name(one), language=one.language)
    service.set_audiences(one.id, (service.audiences(one.id) | more) - fewer, moment)
    labels = ", ".join(sorted(service.audiences(one.id)))
    click.echo(f"{one.name}: {labels}" if labels else f"{one.name} has no labels")


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
