"""Commands for whoever runs the server: ``flask --app wsgi COMMAND``."""

from __future__ import annotations

from flask import Flask

from server.cli import doctor, people, speech, store, worker


def init_app(app: Flask) -> None:
    """Add the commands."""
    own = (doctor.doctor, people.person, people.token, speech.speech, store.migrate, store.purge)
    for command in (*own, worker.worker):
        app.cli.add_command(command)
