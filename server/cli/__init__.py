"""Commands for whoever runs the server: ``flask --app wsgi COMMAND``."""

from __future__ import annotations

from flask import Flask

from server.cli import doctor, people, speech, store


def init_app(app: Flask) -> None:
    """Add the commands."""
    for command in (doctor.doctor, people.person, people.token, speech.speech, store.migrate, store.purge):
        app.cli.add_command(command)
