"""What a programme would do, told while it is being written: what is wrong, when it comes, how much it is."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from nudges.errors import ProgrammeInvalid
from nudges.programme import Programme
from nudges.service import NudgeService
from server.api.described import Description, described
from server.api.studio.blueprint import blueprint
from server.api.studio.desk import Desk, sized, told
from server.api.studio.shapes import Body, FieldProblem
from server.store import now

OCCURRENCES = 10
"""How many of the next times are shown."""


class ProgrammeCheck(BaseModel):
    """A form to look ahead with."""

    model_config = ConfigDict(extra="forbid")

    content: Body


class NextTime(BaseModel):
    """One of the next times, as somebody in this time zone would see it."""

    wall: str
    """Local wall time, ``YYYY-MM-DDTHH:MM``."""
    title: dict[str, str]
    body: dict[str, str]
    """By language, with the variables filled in."""


class ProgrammeOutlook(BaseModel):
    """How much the programme is for its people; None where the group is smaller than ten."""

    people: int | None
    each_week: float
    each_week_together: float
    capped: int | None
    cap_day: int
    cap_week: int


class ProgrammeChecked(BaseModel):
    """What a programme would do."""

    problems: list[FieldProblem]
    occurrences: list[NextTime]
    outlook: ProgrammeOutlook | None
    """None while something is wrong."""
    at: datetime
    """When this was worked out."""


@blueprint.post("/programmes/<programme>/check")
@described(Description(body=ProgrammeCheck, gives=ProgrammeChecked, problems=(403, 404)))
def check_programme(programme: str, body: ProgrammeCheck) -> ProgrammeChecked:
    """Look ahead with a form, without saving it: problems, the next ten times, the forecast."""
    desk = Desk()
    desk.view(programme)
    moment = now()
    try:
        parsed = desk.parsed(programme, sized(body.content))
    except ProgrammeInvalid as wrong:
        return ProgrammeChecked(problems=told(wrong.problems), occurrences=[], outlook=None, at=moment)
    return ProgrammeChecked(
        problems=[],
        occurrences=_next(desk.nudges, parsed, moment),
        outlook=_outlook(desk.nudges, parsed, moment),
        at=moment,
    )


def _next(nudges: NudgeService, programme: Programme, moment: datetime) -> list[NextTime]:
    return [
        NextTime(wall=one.wall.isoformat(timespec="minutes")[:16], title=one.title, body=one.body)
        for one in nudges.preview(programme, moment, OCCURRENCES)
    ]


def _outlook(nudges: NudgeService, programme: Programme, moment: datetime) -> ProgrammeOutlook:
    told = nudges.forecast(programme, moment)
    return ProgrammeOutlook(
        people=told.people,
        each_week=told.each_week,
        each_week_together=told.each_week_together,
        capped=told.capped,
        cap_day=told.cap_day,
        cap_week=told.cap_week,
    )
