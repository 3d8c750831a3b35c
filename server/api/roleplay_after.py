"""After a role-play: the person judges first, then what the transcript shows, then when it will be used."""

from __future__ import annotations

import contextlib
import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

from flask import Blueprint
from pydantic import BaseModel, Field, StringConstraints

from nudges.errors import SayingUnclear
from nudges.saying import understand
from server.api.agenda import zone_of
from server.api.described import Description, described
from server.api.roleplay import own_runs, scenario_in_play, view_of
from server.api.roleplay_views import Assessment, Debrief, Plan, Run, ended_of
from server.api.types import Words
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.debrief import Compared, judged, look_back
from server.conversation.roleplay.store import Runs, ended_as, turns_of
from server.conversation.roleplay.tables import RoleplayRow
from server.conversation.roleplay.texts import procedure, text
from server.errors import Conflict
from server.identity import current_person
from server.services import Services, services
from server.store import now

blueprint = Blueprint("roleplay_after", __name__)

OwnWords = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class AssessRequest(BaseModel):
    """What the person thinks of it; both empty is a choice, too."""

    went_well: OwnWords = ""
    differently: OwnWords = ""


class PlanRequest(BaseModel):
    """When the person will use it, in their own words."""

    text: Annotated[Words, Field(max_length=300)]


class AssessFirst(Conflict):
    """The person judges first."""

    code = "assess_first"
    nl = "Kijk eerst zelf terug: wat ging goed, en wat zou je anders doen?"
    en = "Look back yourself first: what went well, and what would you do otherwise?"


class StillRunning(Conflict):
    """There is nothing to look back on yet."""

    code = "roleplay_running"
    nl = "Dit gesprek loopt nog. Maak het af of stop het, dan kijken we terug."
    en = "This talk is still going on. Finish or stop it, then we look back."


@blueprint.put("/roleplay/runs/<run>/assessment")
@described(Description(body=AssessRequest, gives=Run, problems=(404,)))
def assess_roleplay(run: str, body: AssessRequest) -> Run:
    """Judge it oneself, before anything is said of it."""
    own = own_runs()

    def edit(row: RoleplayRow) -> None:
        row.assessment = body.model_dump()

    row = own.change(run, edit)
    services().nudges.used(current_person().id, "practice", f"gesprek/{row.scenario}", now(), row.title)
    return view_of(own, row)


@blueprint.get("/roleplay/runs/<run>/debrief")
@described(Description(gives=Debrief, problems=(404, 409)))
def debrief_of_roleplay(run: str) -> Debrief:
    """Look back: checks with the person's own words, one strength, one focus, no mark."""
    own, language = own_runs(), current_person().language
    row = own.get(run)
    scenario = scenario_in_play(services(), row)
    ended = ended_of(row, scenario, language)
    if ended is None:
        raise StillRunning("the talk is still going on")
    if row.assessment is None:
        raise AssessFirst("judge it yourself first")
    turns = turns_of(row) if row.chair == "employee" else []
    found = look_back(scenario, turns)
    settings = services().settings
    return Debrief(
        ended=ended,
        assessment=Assessment.model_validate(row.assessment),
        **dict(found) if row.chair == "employee" else {"checks": [], "strength": None, "focus": None},
        compared=_compared(own, row, scenario),
        questions=list(scenario.debrief),
        when_question=text("when_question", language),
        procedure=procedure(settings.aggression_procedure, language) if scenario.threat else None,
        how=text("how", language),
    )


@blueprint.put("/roleplay/runs/<run>/plan")
@described(Description(body=PlanRequest, gives=Run, problems=(404,)))
def plan_after_roleplay(run: str, body: PlanRequest) -> Run:
    """Say when one will use it; where a time is understood, a nudge can remind of it."""
    own, parts = own_runs(), services()
    language = current_person().language

    def edit(row: RoleplayRow) -> None:
        row.plan = _planned(parts, own.owner_id, run, body.text, language)

    return view_of(own, own.change(run, edit))


def _compared(own: Runs, row: RoleplayRow, scenario: Scenario) -> Compared | None:
    """Compare with the run before on its focus only."""
    if row.chair != "employee":
        return None
    earlier = [
        one
        for one in own.all()
        if one.scenario == row.scenario and one.chair == "employee" and one.created_at < row.created_at
        if ended_as(one) is not None and one.turns
    ]
    before = next((one for one in earlier if one.id == row.parent), earlier[0] if earlier else None)
    focus = look_back(scenario, turns_of(before)).focus if before is not None else None
    if before is None or focus is None:
        return None
    check = next(one for one in scenario.rubric if one.check == focus.check)
    passed = judged(check, turns_of(row)).passed
    return Compared(previous_run=before.id, focus_check=focus.check, now_passed=passed)


def _planned(parts: Services, owner: str, run: str, said: str, language: str) -> dict[str, Any]:
    """Keep a plan, and where a time is understood an own event with it."""
    zone = str(zone_of(parts, owner))
    kept = Plan(text=said, when=None, event=None)
    with contextlib.suppress(SayingUnclear):
        heard = understand(said, now(), zone, language)
        event = heard.event(str(uuid.uuid5(uuid.NAMESPACE_URL, f"roleplay:{owner}:{run}")))
        parts.nudges.add_event(owner, event, datetime.now(UTC))
        kept = Plan(text=said, when=heard.wall.isoformat(timespec="minutes"), event=event.id)
    return kept.model_dump()
