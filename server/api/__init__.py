"""The HTTP interface: one blueprint an area."""

from __future__ import annotations

from flask import Flask

from server.api import belongings, cards, coach, conversations, health, me, openapi, questions, status


def init_app(app: Flask) -> None:
    """Put every area under /v1."""
    app.register_blueprint(health.blueprint)
    for area in (me, cards, questions, conversations, belongings, coach, status, openapi):
        app.register_blueprint(area.blueprint, url_prefix="/v1")
