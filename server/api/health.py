"""Is it alive, is it ready."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from server.services import services
from server.version import VERSION

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """Tell that the process answers."""
    return jsonify(status="ok", version=VERSION)


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """Tell whether every part has loaded; asking starts the loading."""
    engines = services().engines
    engines.start()
    parts = {part.name: part.state for part in engines.states()}
    return jsonify(ready=engines.ready(), parts=parts), 200 if engines.ready() else 503
