"""The HTTP interface: one blueprint an area."""

from __future__ import annotations

from typing import cast

from flask import Flask

from server.api import (
    belongings,
    cards,
    coach,
    coach_live,
    conversations,
    devices,
    events,
    health,
    language,
    language_rounds,
    language_talks,
    me,
    metrics,
    notes,
    nudge_rules,
    nudges,
    openapi,
    pitch,
    questions,
    roleplay,
    roleplay_after,
    scenarios,
    status,
    studio,
    week,
)
from server.services import EXTENSION, Services


def init_app(app: Flask) -> None:
    """Put every area under /v1."""
    app.register_blueprint(health.blueprint)
    app.register_blueprint(metrics.blueprint)
    own = (
        me,
        questions,
        conversations,
        belongings,
        coach,
        notes,
        week,
        pitch,
        language,
        language_rounds,
        language_talks,
        roleplay,
        roleplay_after,
    )
    nudging = (nudges, nudge_rules, events, devices)
    for area in (*own, *nudging, cards, scenarios, status, openapi):
        app.register_blueprint(area.blueprint, url_prefix="/v1")
    app.register_blueprint(studio.blueprint, url_prefix="/v1/studio")
    for partner in (roleplay, coach_live, language_talks):
        partner.register(cast("Services", app.extensions[EXTENSION]))
