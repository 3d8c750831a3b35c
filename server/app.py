"""The application, put together."""

from __future__ import annotations

from typing import Any

from flask import Flask

from server import api, cli, front, identity, problems, realtime, security
from server.conversation.pitch.worker import TakeWorker
from server.engines import Engines
from server.housekeeping import Housekeeper
from server.identity import People
from server.instance import Instance
from server.nudging import Nudging
from server.services import EXTENSION, Services
from server.settings import Settings
from server.store import Database


def create_app(settings: Settings, **given: Any) -> Flask:
    """Make a server from its settings; ``given`` are parts of :class:`Engines` that a test brings itself."""
    instance = Instance(settings.instance)
    instance.prepare()
    database = Database(settings.database)
    people = People(database)
    engines = Engines(settings, database, **given)
    services = Services(
        settings,
        instance,
        database,
        people,
        engines,
        Housekeeper(database, settings.keep_days, settings.nudge_keep_days),
        Nudging(settings, database, instance, people),
        TakeWorker(database, engines, settings.terms),
    )

    app = Flask("server", static_folder=None, instance_path=str(instance.folder))
    app.secret_key = settings.session_key or instance.session_key()
    app.extensions[EXTENSION] = services

    identity.init_app(app, services.people, settings)
    security.init_app(app, settings)
    problems.init_app(app)
    api.init_app(app)
    if hasattr(realtime, "init_app"):
        realtime.init_app(app)
    front.init_app(app)
    cli.init_app(app)
    return app
