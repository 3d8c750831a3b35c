"""The live conversation over a WebSocket: ``GET /v1/realtime``."""

from __future__ import annotations

from flask import Flask

PATH = "/v1/realtime"
SHUT_DOWN = "souffleur.shut_down"
ROOMS = "souffleur.rooms"


def init_app(app: Flask) -> None:
    """Add the route; what it needs is loaded with the first socket, so that the server starts quickly."""
    from server.realtime import route

    route.init_app(app)


def shutdown(app: Flask) -> None:
    """Tell every live conversation that the server restarts (close code 1012), and wait for them to go."""
    app.extensions[SHUT_DOWN]()
