"""``flask --app wsgi doctor``: is everything there, and what to do about what is not."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from server.cli.checks import CHECKS, State
from server.services import services

MARKS = {State.OK: "ok     ", State.NOTE: "note   ", State.BROKEN: "BROKEN "}


@click.command()
@with_appcontext
def doctor() -> None:
    """Check every part; exit code 1 when something that is needed is broken."""
    broken = 0
    for check in CHECKS:
        for finding in check(services()):
            broken += finding.state is State.BROKEN
            click.echo(f"{MARKS[finding.state]} {finding.part:<14} {finding.text}")
            if finding.remedy:
                click.echo(f"{'':<8}{'':<15}-> {finding.remedy}")
    if broken:
        raise SystemExit(1)
