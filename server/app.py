"""The application, put together."""

from __future__ import annotations

import logging

from flask import Flask

from server import api, cli, front, identity, problems, realtime, security
from server.engines import Engines
from server.identity import People
from server.instance import Instance
from server.services import EXTENSION, Services
from server.settings import Settings
from server.store import Database


def create_app(settings: Settings, engines: Engines | None = None) -> Flask:
    """Make a server from its settings; a test may bring engines of its own choice."""
    instance = Instance(settings.instance)
    instance.prepare()
    database = Database(settings.database)
    services = Services(settings, instance, database, People(database), engines or Engines(settings))

    app = Flask("server", static_folder=None, instance_path=str(instance.folder))
    app.secret_key = settings.session_key or instance.session_key()
    app.extensions[EXTENSION] = services
    logging.getLogger("server").setLevel(settings.log_level)

    identity.init_app(app, services.people, settings)
    security.init_app(app, settings)
    problems.init_app(app)
    api.init_app(app)
    if hasattr(realtime, "init_app"):
        realtime.init_app(app)
    front.init_app(app)
    cli.init_app(app)
    return app
