"""Whether the engine that sends the nudges is well, in words."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.problems import language
from server.services import services
from server.store import now


class EngineTrouble(BaseModel):
    """Something that keeps the engine from being well."""

    code: str
    message: str


class EngineHealth(BaseModel):
    """How the engine is doing."""

    well: bool
    troubles: list[EngineTrouble]
    ticked_at: datetime | None
    """When it last looked for what is due."""
    due: int
    """Nudges whose moment has come and that wait."""
    lateness_seconds: float
    """Of the one that waits longest."""
    planned: int
    planning: int
    deliveries: dict[str, int]
    """On their way, by state."""
    at: datetime


class AudienceLabel(BaseModel):
    """A group that programmes can be for."""

    label: str
    people: int | None
    """None for a group smaller than ten."""


class Audiences(BaseModel):
    """Every group that programmes can be for."""

    audiences: list[AudienceLabel]


@blueprint.get("/engine")
@described(Description(gives=EngineHealth, problems=(403,)))
def engine_health() -> EngineHealth:
    """Tell whether nudges go out as planned."""
    professional()
    moment = now()
    health = services().nudges.health(moment)
    speak = language()
    return EngineHealth(
        well=health.well,
        troubles=[
            EngineTrouble(code=one.code, message=one.nl if speak == "nl" else one.en)
            for one in health.troubles
        ],
        ticked_at=health.ticked_at,
        due=health.due,
        lateness_seconds=health.lateness_s,
        planned=health.planned,
        planning=health.planning,
        deliveries=health.deliveries,
        at=moment,
    )


@blueprint.get("/audiences")
@described(Description(gives=Audiences, problems=(403,)))
def list_audiences() -> Audiences:
    """List the groups that programmes can be for, with their size where that may be told."""
    professional()
    return Audiences(
        audiences=[AudienceLabel(label=one.label, people=one.people) for one in services().nudges.labels()]
    )
