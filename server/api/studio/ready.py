"""Programmes that are ready to begin with."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel

from nudges.ready import programmes
from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.shapes import Body
from server.errors import NotFound
from server.store import now


class ReadyProgramme(BaseModel):
    """A ready programme in the list."""

    slug: str
    name: str
    purpose: str
    moment: str


class ReadyProgrammes(BaseModel):
    """Every ready programme."""

    programmes: list[ReadyProgramme]


@blueprint.get("/ready")
@described(Description(gives=ReadyProgrammes, problems=(403,)))
def list_ready() -> ReadyProgrammes:
    """List the programmes that are ready to begin with."""
    professional()
    return ReadyProgrammes(
        programmes=[
            ReadyProgramme(slug=one.id, name=one.name, purpose=one.purpose, moment=one.moment.value)
            for one in programmes(now().date())
        ]
    )


def ready_programme(slug: str) -> Body:
    """Give a ready programme as a form, to begin next Monday.

    Raises:
        NotFound: there is none of this name.
    """
    today = now().date()
    monday = today + timedelta(days=7 - today.weekday())
    for one in programmes(monday):
        if one.id == slug:
            return one.model_dump(mode="json")
    raise NotFound("no such ready programme", code="ready_unknown")
