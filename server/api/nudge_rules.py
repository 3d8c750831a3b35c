"""What a person decides about nudges: when, how many, which ones, for how long none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Annotated, Any

from flask import Blueprint
from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field, StringConstraints

from nudges.people import PersonRules
from server.api.described import Description, described
from server.api.nudges import Identifier, known
from server.services import services
from server.store import now

blueprint = Blueprint("nudge_rules", __name__)

MOST = 50
"""Highest limit that can be chosen."""


def _whole(value: object) -> object:
    """Read 2.0 as 2: to JSON they are the same number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[int, Field(ge=0, le=6), BeforeValidator(_whole)]
Cap = Annotated[int, Field(ge=0, le=MOST), BeforeValidator(_whole)]
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time on the person's own clock, such as 18:00; it has no zone, as JSON Schema's ``time`` must have."""


class Muted(BaseModel):
    """A programme that the person switched off."""

    id: str
    name: str


class Rules(BaseModel):
    """What the person decided."""

    opted_out: bool
    muted: list[Muted]
    paused_until: datetime | None
    quiet_from: WallTime
    quiet_to: WallTime
    working_days: list[int]
    """0 is Monday."""
    cap_day: int | None
    """None: as many as the organisation allows."""
    cap_week: int | None
    learned_timing: bool
    zone: str


class RulesRequest(BaseModel):
    """What changes; what is left out stays."""

    opted_out: bool | None = None
    muted: Annotated[list[Identifier], Field(max_length=200)] | None = None
    """The programmes that stay switched off: fewer than before; answering 'not for me' adds one."""
    paused_until: AwareDatetime | None = None
    quiet_from: WallTime | None = None
    quiet_to: WallTime | None = None
    working_days: Annotated[list[Day], Field(max_length=7)] | None = None
    cap_day: Cap | None = None
    cap_week: Cap | None = None
    learned_timing: bool | None = None


@blueprint.get("/nudge-rules")
@described(Description(gives=Rules))
def read_rules() -> Rules:
    """Give what the person decided."""
    person = known()
    return _described(person.id, services().nudges.rules(person.id))


@blueprint.put("/nudge-rules")
@described(Description(body=RulesRequest, gives=Rules, problems=(409,)))
def change_rules(body: RulesRequest) -> Rules:
    """Change what the person decided; ``null`` for a limit or the pause takes it away."""
    person, service = known(), services().nudges
    before = service.rules(person.id)
    return _described(person.id, service.set_rules(person.id, _changed(before, body), now()))


def _changed(before: PersonRules, body: RulesRequest) -> PersonRules:
    changes: dict[str, Any] = {name: getattr(body, name) for name in body.model_fields_set}
    nullable = {"paused_until", "cap_day", "cap_week"}
    changes = {name: value for name, value in changes.items() if value is not None or name in nullable}
    if "muted" in changes:
        changes["muted_programmes"] = before.muted_programmes & frozenset(changes.pop("muted"))
    for name in ("quiet_from", "quiet_to"):
        if name in changes:
            changes[name] = time.fromisoformat(changes[name])
    if "working_days" in changes:
        changes["working_days"] = frozenset(changes["working_days"])
    return replace(before, **changes)


def _described(person: str, rules: PersonRules) -> Rules:
    service = services().nudges
    return Rules(
        opted_out=rules.opted_out,
        muted=[Muted(id=one.id, name=one.name) for one in service.muted(person)],
        paused_until=rules.paused_until,
        quiet_from=f"{rules.quiet_from:%H:%M}",
        quiet_to=f"{rules.quiet_to:%H:%M}",
        working_days=sorted(rules.working_days),
        cap_day=rules.cap_day,
        cap_week=rules.cap_week,
        learned_timing=rules.learned_timing,
        zone=service.zone(person),
    )
