"""Role-plays: begin, play by text, a hint, look back, play a turn again. All of it is the person's alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from flask import Blueprint
from pydantic import BaseModel, BeforeValidator, Field

from server.api.agenda import forget
from server.api.described import Description, described
from server.api.roleplay_views import (
    Branch,
    BranchList,
    Chair,
    HintGiven,
    HintView,
    Run,
    RunList,
    TurnTaken,
    ended_of,
    run_summary,
    run_view,
    state_view,
    turn_views,
)
from server.api.scenarios import ScenarioGone, scenario_named
from server.api.types import ClientId, Empty, Words
from server.content.scenarios.model import Scenario
from server.conversation.partners import Partner
from server.conversation.roleplay.behaviours import BehaviourRecogniser
from server.conversation.roleplay.partner import Stage, give_hint
from server.conversation.roleplay.playing import Player
from server.conversation.roleplay.store import (
    Runs,
    TalkOver,
    branch_of,
    ended_as,
    standing_of,
    turns_of,
)
from server.conversation.roleplay.tables import RoleplayRow
from server.conversation.roleplay.voicing import Voicing
from server.errors import NotFound
from server.identity import current_person
from server.identity.belongings import WeekLine, erase_rows, of_rows
from server.services import Services, services

blueprint = Blueprint("roleplay", __name__)

KIND = "roleplay"
MOST_LISTED = 200


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""JSON knows only numbers: 2.0 is 2."""


class BeginRequest(BaseModel):
    """Which scenario, how hard, and in which chair."""

    client_id: ClientId
    scenario: Annotated[str, Field(max_length=80)]
    level: Annotated[int, Field(ge=1, le=3), WHOLE] = 2
    chair: Chair = "employee"


class SayRequest(BaseModel):
    """What the person says, by text."""

    client_id: ClientId
    text: Words


class ReplayRequest(BaseModel):
    """Which turn is played again."""

    client_id: ClientId
    turn: Annotated[int, Field(ge=1, le=100), WHOLE]


@blueprint.post("/roleplay/runs")
@described(Description(body=BeginRequest, gives=Run, problems=(404,)))
def begin_roleplay(body: BeginRequest) -> Run:
    """Begin a run; the same client identifier again gives the same run."""
    own = own_runs()
    made = own.made(body.client_id)
    if made is None:
        shelf = services().engines.scenarios.now()
        scenario = scenario_named(shelf, body.scenario)
        made = own.make(
            RoleplayRow(
                client_id=body.client_id,
                scenario=scenario.slug,
                scenario_revision=shelf.revision_of(scenario.slug),
                title=scenario.title,
                language=scenario.language,
                level=body.level,
                chair=body.chair,
                turns=[],
                hints=[],
                done=[],
            )
        )
    return view_of(own, made)


@blueprint.get("/roleplay/runs")
@described(Description(gives=RunList))
def list_roleplays() -> RunList:
    """List one's own runs, newest first."""
    language = current_person().language
    rows = own_runs().all()[:MOST_LISTED]
    return RunList(runs=[run_summary(row, scenario_of(row), language) for row in rows])


@blueprint.delete("/roleplay/runs")
@described(Description(status=204))
def erase_roleplays() -> None:
    """Erase all of one's own runs, with the reminders of their plans."""
    erase(services(), current_person().id)


@blueprint.get("/roleplay/runs/<run>")
@described(Description(gives=Run, problems=(404,)))
def read_roleplay(run: str) -> Run:
    """Read one of one's own runs."""
    own = own_runs()
    return view_of(own, own.get(run))


@blueprint.delete("/roleplay/runs/<run>")
@described(Description(status=204, problems=(404,)))
def erase_roleplay(run: str) -> None:
    """Erase one run, with the reminder of its plan."""
    own = own_runs()
    plan = own.get(run).plan
    own.delete(run)
    _forget(services(), own.owner_id, plan)


@blueprint.post("/roleplay/runs/<run>/turns")
@described(Description(body=SayRequest, gives=TurnTaken, problems=(404, 409)))
def say_in_roleplay(run: str, body: SayRequest) -> TurnTaken:
    """Take a turn by text; the same client identifier again gives the same turn."""
    own = own_runs()
    row = own.get(run)
    scenario = scenario_in_play(services(), row)
    if body.client_id not in row.done:
        player = player_of(services(), current_person().language)
        row = player.take_turn(own, run, scenario, body.client_id, body.text)
    view = view_of(own, row)
    taken = next((one for one in view.turns if one.client_id == body.client_id), None)
    if taken is None:
        raise NotFound("no such turn")
    return TurnTaken(turn=taken, run=view)


@blueprint.post("/roleplay/runs/<run>/hint")
@described(Description(body=Empty, gives=HintGiven, problems=(404, 409)))
def hint_in_roleplay(run: str, body: Empty) -> HintGiven:  # noqa: ARG001
    """Whisper a hint, one a turn; asking again in the same turn gives the same one."""
    own = own_runs()
    scenario = scenario_in_play(services(), own.get(run))
    given: list[str | None] = []

    def edit(row: RoleplayRow) -> None:
        if ended_as(row) is not None:
            raise TalkOver("this talk is over")
        standing = standing_of(row, scenario)
        standing.hints = [dict(one) for one in row.hints]
        given[:] = [give_hint(scenario, standing)]
        row.hints = standing.hints

    own.change(run, edit)
    return HintGiven(hint=HintView(text=given[0]) if given[0] else None)


@blueprint.post("/roleplay/runs/<run>/stop")
@described(Description(body=Empty, gives=Run, problems=(404,)))
def stop_roleplay(run: str, body: Empty) -> Run:  # noqa: ARG001
    """End the talk."""
    own = own_runs()

    def edit(row: RoleplayRow) -> None:
        row.stopped = row.stopped or ended_as(row) is None

    return view_of(own, own.change(run, edit))


@blueprint.post("/roleplay/runs/<run>/replay")
@described(Description(body=ReplayRequest, gives=Run, problems=(404,)))
def replay_turn(run: str, body: ReplayRequest) -> Run:
    """Play one turn again: a new run that goes on from before it."""
    own = own_runs()
    made = own.made(body.client_id)
    if made is None:
        made = own.make(branch_of(own.get(run), body.turn, body.client_id))
    return view_of(own, made)


@blueprint.get("/roleplay/runs/<run>/branches")
@described(Description(gives=BranchList, problems=(404,)))
def branches_of_roleplay(run: str) -> BranchList:
    """Give the ways in which it went from the turn that was played again, beside each other."""
    own, language = own_runs(), current_person().language
    row = own.get(run)
    # What it goes on from may have been erased: then it stands by itself.
    origin = next((one for one in own.all() if one.id == row.parent), row)
    others = own.branches(origin.id)
    turn = row.parent_turn or (others[0].parent_turn if others else None) or len(origin.turns) + 1
    same = [origin, *(one for one in others if one.parent_turn == turn)]
    scenario = scenario_of(origin)
    shared = turn_views(turns_of(origin), scenario, language)[: turn - 1]
    return BranchList(
        turn=turn,
        shared=shared,
        branches=[
            Branch(
                run=one.id,
                turns=turn_views(turns_of(one), scenario, language)[turn - 1 :],
                state=state_view(one, scenario),
                ended=ended_of(one, scenario, language),
            )
            for one in same
        ],
    )


def register(parts: Services) -> None:
    """Let a live conversation be held with a persona."""

    def make(owner_id: str, run_id: str, language: str) -> Partner:
        runs = Runs(parts.database, owner_id)
        row = runs.get(run_id)
        scenario = scenario_in_play(parts, row)
        return player_of(parts, language).live(runs, row, scenario, parts.notebook(owner_id))

    parts.partners.register(KIND, make)


def player_of(parts: Services, language: str) -> Player:
    """Give what plays runs for a person with this language of the interface."""

    def recogniser() -> BehaviourRecogniser:
        search = parts.engines.at_hand("search")
        return BehaviourRecogniser(getattr(search, "encoder", None))

    stage = Stage(recogniser, Voicing(parts.chat), parts.settings.aggression_procedure)
    return Player(stage, "nl" if language == "nl" else "en")


def erase(parts: Services, owner: str) -> int:
    """Erase every run of a person, with the reminders of their plans."""
    for row in Runs(parts.database, owner).all():
        _forget(parts, owner, row.plan)
    return erase_rows(parts.database, RoleplayRow, owner)


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Any:
    for row in Runs(parts.database, owner).all():
        if start <= row.created_at < end and row.turns:
            said = str((row.assessment or {}).get("differently") or row.turns[0]["said"])
            yield WeekLine("practised", said, row.created_at, KIND, row.id, row.title)
            if row.plan:
                yield WeekLine("tried", str(row.plan["text"]), row.changed_at, KIND, row.id, row.title)


BELONGINGS = (
    of_rows(
        "roleplays", "Gespreksoefeningen", "Role-plays", RoleplayRow,
        without=("done", "revision"), erase=erase, week=_week,
    ),
)  # fmt: skip


def own_runs() -> Runs:
    """Give the runs of whoever asks."""
    return Runs(services().database, current_person().id)


def scenario_of(row: RoleplayRow) -> Scenario | None:
    """Give the scenario of a run as it was when it began, if it is still there."""
    return services().engines.scenarios.as_of(row.scenario, row.scenario_revision)


def scenario_in_play(parts: Services, row: RoleplayRow) -> Scenario:
    """Give the scenario of a run as it was when it began, to go on with.

    Raises:
        ScenarioGone: it is no longer there.
    """
    found = parts.engines.scenarios.as_of(row.scenario, row.scenario_revision)
    if found is None:
        raise ScenarioGone("no such scenario")
    return found


def view_of(own: Runs, row: RoleplayRow) -> Run:
    """Describe a run for the person."""
    names = [one.id for one in own.branches(row.id)]
    return run_view(row, scenario_of(row), names, current_person().language)


def _forget(parts: Services, owner: str, kept: dict[str, Any] | None) -> None:
    if kept and kept.get("event"):
        forget(parts, owner, kept)
