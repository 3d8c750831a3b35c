"""Role-plays as the person sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from server.api.scenarios import ScenarioSummary, summary_of
from server.content.scenarios.behaviours import name_of
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.debrief import Checked, Compared, Focus, Strength
from server.conversation.roleplay.partner import ended_view
from server.conversation.roleplay.standing import begin
from server.conversation.roleplay.store import Reply, Turn, ended_as, seed_of, turns_of
from server.conversation.roleplay.tables import RoleplayRow

Chair = Literal["employee", "other"]


class State(BaseModel):
    """Where the persona stands, 0 to 10."""

    patience: int
    irritation: int
    trust: int


class Ended(BaseModel):
    """How it ended."""

    name: str
    """``calms_down``, ``asks_for_manager``, ``walks_out``, ``ends_safely`` or ``stopped``."""
    label: str


class BehaviourView(BaseModel):
    """Something that was done in words."""

    name: str
    label: str
    quote: str


class TurnView(BaseModel):
    """What the person said and what came of it."""

    number: int
    client_id: str
    said: str
    spoken: bool
    reply: list[Reply]
    heard: str
    behaviours: list[BehaviourView]
    state: State
    ended: Ended | None


class HintView(BaseModel):
    """A whisper."""

    text: str


class Assessment(BaseModel):
    """What the person thinks of it, before anything else is said of it."""

    went_well: str
    differently: str


class Plan(BaseModel):
    """When the person will use it."""

    text: str
    when: str | None
    """Local time that was understood in it, such as ``2026-11-23T09:00``."""
    event: str | None
    """The own event of which a nudge reminds."""


class Parent(BaseModel):
    """The run from which this one branched."""

    run: str
    turn: int


class RunSummary(BaseModel):
    """A run in a list."""

    id: str
    scenario: str
    title: str
    level: int
    chair: Chair
    started_at: datetime
    rounds: int
    ended: Ended | None
    parent: Parent | None


class RunList(BaseModel):
    """One's own runs, newest first."""

    runs: list[RunSummary]


class Run(BaseModel):
    """A whole run."""

    id: str
    scenario: ScenarioSummary | None
    """None where it is no longer there: then the run can be read and not played."""
    title: str
    level: int
    chair: Chair
    started_at: datetime
    opening: str
    turns: list[TurnView]
    state: State
    ended: Ended | None
    hint: HintView | None
    """The hint of the turn to come, where one was asked."""
    assessment: Assessment | None
    plan: Plan | None
    parent: Parent | None
    branches: list[str]


class TurnTaken(BaseModel):
    """A turn by text."""

    turn: TurnView
    run: Run


class HintGiven(BaseModel):
    """A hint, or none where none is left."""

    hint: HintView | None


class Debrief(BaseModel):
    """Looking back. There is no mark."""

    ended: Ended
    assessment: Assessment
    checks: list[Checked]
    strength: Strength | None
    focus: Focus | None
    compared: Compared | None
    questions: list[str]
    when_question: str
    procedure: str | None
    how: str
    """How this was found, and how sure it is."""


class Branch(BaseModel):
    """One way in which it went."""

    run: str
    turns: list[TurnView]
    state: State
    ended: Ended | None


class BranchList(BaseModel):
    """Ways in which it went from one turn on, beside each other; the first one is the original."""

    turn: int
    shared: list[TurnView]
    branches: list[Branch]


def run_view(row: RoleplayRow, scenario: Scenario | None, branches: list[str], language: str) -> Run:
    """Describe a run."""
    turns = turns_of(row)
    rounds = turns[-1].standing.round if turns else 0
    hint = next((str(one["text"]) for one in row.hints if one["round"] == rounds), None)
    return Run(
        **_shared(row, scenario, language),
        scenario=summary_of(scenario) if scenario is not None else None,
        opening=scenario.opening if scenario is not None else "",
        turns=turn_views(turns, scenario, language),
        state=state_view(row, scenario),
        hint=HintView(text=hint) if hint else None,
        assessment=Assessment.model_validate(row.assessment) if row.assessment else None,
        plan=Plan.model_validate(row.plan) if row.plan else None,
        branches=branches,
    )


def run_summary(row: RoleplayRow, scenario: Scenario | None, language: str) -> RunSummary:
    """Describe a run for a list."""
    shared = _shared(row, scenario, language)
    return RunSummary(**shared, scenario=row.scenario, rounds=len(row.turns))


def turn_views(turns: list[Turn], scenario: Scenario | None, language: str) -> list[TurnView]:
    """Describe turns, numbered from 1."""
    return [_turn(number, turn, scenario, language) for number, turn in enumerate(turns, 1)]


def state_view(row: RoleplayRow, scenario: Scenario | None) -> State:
    """Tell where a run stands."""
    turns = turns_of(row)
    level: Any = row.level
    if turns:
        return State.model_validate(turns[-1].standing.values)
    if scenario is None:
        return State(patience=5, irritation=5, trust=5)
    return State.model_validate(begin(scenario, level, seed_of(row.id)).values)


def ended_of(row: RoleplayRow, scenario: Scenario | None, language: str) -> Ended | None:
    """Tell how a run ended."""
    found = ended_view(scenario, ended_as(row), language)
    return Ended.model_validate(found) if found is not None else None


def _shared(row: RoleplayRow, scenario: Scenario | None, language: str) -> dict[str, Any]:
    parent = Parent(run=row.parent, turn=row.parent_turn or 1) if row.parent is not None else None
    return {
        "id": row.id,
        "title": row.title,
        "level": row.level,
        "chair": row.chair,
        "started_at": row.created_at,
        "ended": ended_of(row, scenario, language),
        "parent": parent,
    }


def _turn(number: int, turn: Turn, scenario: Scenario | None, language: str) -> TurnView:
    ended = ended_view(scenario, turn.standing.ended, language)
    return TurnView(
        number=number,
        client_id=turn.key,
        said=turn.said,
        spoken=turn.spoken,
        reply=turn.reply,
        heard=turn.heard,
        behaviours=[
            BehaviourView(name=one.behaviour.value, label=name_of(one.behaviour, language), quote=one.quote)
            for one in turn.seen
        ],
        state=State.model_validate(turn.standing.values),
        ended=Ended.model_validate(ended) if ended is not None else None,
    )
