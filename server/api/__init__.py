"""The HTTP interface: one blueprint an area."""

from __future__ import annotations

from flask import Flask

from server.api import (
    belongings,
    cards,
    coach,
    conversations,
    devices,
    events,
    health,
    me,
    notes,
    nudge_rules,
    nudges,
    openapi,
    questions,
    status,
    studio,
    week,
)


def init_app(app: Flask) -> None:
    """Put every area under /v1."""
    app.register_blueprint(health.blueprint)
    own = (me, questions, conversations, belongings, coach, notes, week)
    nudging = (nudges, nudge_rules, events, devices)
    for area in (*own, *nudging, cards, status, openapi):
        app.register_blueprint(area.blueprint, url_prefix="/v1")
    app.register_blueprint(studio.blueprint, url_prefix="/v1/studio")
