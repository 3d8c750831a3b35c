"""What the persona says, picked from what the author wrote by the state that the code keeps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.model import Edge, Line, Scenario
from server.conversation.roleplay.standing import Standing, needs_met, reveal

LAST_ROUND = 20
"""A talk that nothing ended ends here; practice is short."""
NOT_BEFORE = {"calms_down": {1: 3, 2: 4, 3: 5}, "walks_out": {1: 4, 2: 3, 3: 3}}
"""The person's turn, by level, before which an edge does not come: one good sentence calms nobody."""
SECOND_CHANCE = 2
"""Rounds that the person has after an edge that lets the talk go on."""
RECENT = 3
LEAVES = frozenset({Behaviour.ENDED_TALK, Behaviour.FETCHED_HELP})
STOPPED = "stopped"


@dataclass(frozen=True)
class Turned:
    """What the persona says and what it came to."""

    says: str
    """Empty where the person ended the talk."""
    edge: Edge | None = None
    ended: str | None = None
    revealed: bool = False
    """A need: said in the author's words, also where a model voices the rest."""


def answer(scenario: Scenario, standing: Standing, names: Collection[Behaviour]) -> Turned:
    """Give what the persona says after a turn; ``standing`` is that turn's and is changed."""
    turned = _safely(scenario, standing, names) or _edge(scenario, standing, names) or _stopped(names)
    if turned is None:
        told = reveal(scenario, standing, names)
        line = told or pick(scenario, standing, names).say
        turned = Turned(line, revealed=told is not None)
    if standing.round >= LAST_ROUND and turned.ended is None:
        turned = Turned(turned.says, turned.edge, STOPPED, turned.revealed)
    standing.ended = turned.ended
    return turned


def pick(scenario: Scenario, standing: Standing, names: Collection[Behaviour]) -> Line:
    """Pick a line: new before old, answering before general, exact before loose, then as it stands there."""
    values = standing.values
    fits = [line for line in scenario.lines if line.when.holds(values) and _answers(line.after, names)]
    fits = fits or [line for line in scenario.lines if not line.after] or list(scenario.lines)
    new = [line for line in fits if line.say not in standing.used]
    if not new:
        recent = standing.used[-RECENT:]
        old = [line for line in fits if line.say not in recent] or fits
        new = [min(old, key=lambda line: standing.used.index(line.say) if line.say in standing.used else -1)]
    best = max((bool(line.after), len(line.when.parts)) for line in new)
    equal = [line for line in new if (bool(line.after), len(line.when.parts)) == best]
    chosen = equal[standing.seed % len(equal)]
    standing.used = [*(one for one in standing.used if one != chosen.say), chosen.say]
    return chosen


def _answers(after: tuple[Behaviour, ...], names: Collection[Behaviour]) -> bool:
    return not after or any(behaviour in names for behaviour in after)


def _edge(scenario: Scenario, standing: Standing, names: Collection[Behaviour]) -> Turned | None:
    """Find the first edge that holds; one that lets the talk go on gives a second chance first."""
    for edge in scenario.edges:
        if not edge.when.holds(standing.values) or not _answers(edge.after, names):
            continue
        if standing.round < NOT_BEFORE.get(edge.name, {}).get(standing.level, 0):
            continue
        if edge.name == "calms_down" and not needs_met(scenario, standing):
            continue
        fired = standing.fired.get(edge.name)
        says = edge.says[(standing.seed + (fired is not None)) % len(edge.says)]
        if edge.ends or (fired is not None and standing.round >= fired + SECOND_CHANCE):
            return Turned(says, edge, edge.name)
        if fired is None:
            standing.fired[edge.name] = standing.round
            return Turned(says, edge)
    return None


def _safely(scenario: Scenario, standing: Standing, names: Collection[Behaviour]) -> Turned | None:
    """Where there is a threat, leaving and fetching help are right, whatever else might end the talk then."""
    if not scenario.threat or not LEAVES & set(names):
        return None
    edge = next(edge for edge in scenario.edges if edge.name == "ends_safely")
    return Turned(edge.says[standing.seed % len(edge.says)], edge, edge.name)


def _stopped(names: Collection[Behaviour]) -> Turned | None:
    """The person ended the talk."""
    return Turned("", None, STOPPED) if Behaviour.ENDED_TALK in names else None
