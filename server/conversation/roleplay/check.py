"""Play scenarios without anybody, to see whether they can be played: ``python -m ... check FOLDER``.

Every error of the files comes first, with line and reason. Then a helpful, a blunt, a silent employee and one
who leaves play each scenario on the three levels. Told are the rounds and the edge that came, and the edges
that nobody reached; the last line is one JSON object with the edges that were reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.loading import ScenarioFileError, load_scenarios
from server.content.scenarios.model import EdgeName, Level, Scenario
from server.conversation.roleplay.behaviours import Seen
from server.conversation.roleplay.lines import LAST_ROUND, answer
from server.conversation.roleplay.standing import Standing, begin, needs_met, observe

LEVELS: Final[tuple[Level, ...]] = (1, 2, 3)
KINDS: Final = ("helpful", "blunt", "silent", "leaving")
BLUNT: Final = (
    (Behaviour.REFUSED,),
    (Behaviour.DISMISSED,),
    (Behaviour.REFUSED,),
    (Behaviour.BLAMED,),
)


def play(scenario: Scenario, level: Level, kind: str) -> tuple[Standing, list[str]]:
    """Play one scenario to its end by behaviours alone; gives where it ended and what the persona said."""
    standing = begin(scenario, level)
    said = []
    for _ in range(LAST_ROUND):
        seen = [Seen(behaviour, "x") for behaviour in _does(scenario, standing, kind)]
        text = "ja" if kind == "silent" else "een gewone zin van een medewerker"
        counted = observe(scenario, standing, text, seen, interrupted=False)
        turned = answer(scenario, standing, {one.behaviour for one in counted})
        said.append(turned.says)
        if standing.ended is not None:
            break
    return standing, said


def _does(scenario: Scenario, standing: Standing, kind: str) -> tuple[Behaviour, ...]:
    """Choose what this kind of employee does now."""
    if kind == "helpful":
        wanted = [b for check in scenario.rubric for b in check.behaviour if b is not Behaviour.ENDED_TALK]
        open_needs = [
            need.met_by[0]
            for place, need in scenario.needs(standing.level)
            if place not in standing.met and not needs_met(scenario, standing)
        ]
        first = [Behaviour.ACKNOWLEDGED_FEELING, Behaviour.OPEN_QUESTION]
        some = [
            b for b in dict.fromkeys([*first, *wanted, *open_needs]) if b not in (Behaviour.FETCHED_HELP,)
        ]
        place = standing.round % 3
        return (Behaviour.OPEN_QUESTION, *some[place::3], *open_needs)
    if kind == "blunt":
        return BLUNT[standing.round % len(BLUNT)]
    if kind == "leaving" and standing.round >= 1:
        return (Behaviour.LIMIT_WITH_CHOICE, Behaviour.ENDED_TALK)
    return ()


def reached(scenario: Scenario) -> Iterator[tuple[Level, str, Standing, list[str]]]:
    """Play every level with every kind of employee."""
    for level in LEVELS:
        for kind in KINDS:
            yield (level, kind, *play(scenario, level, kind))


def unreached(scenario: Scenario) -> list[EdgeName]:
    """Give the edges that none of these employees reaches on any level."""
    ends = {name for _, _, standing, _ in reached(scenario) for name in (standing.ended, *standing.fired)}
    named = {edge.name for edge in scenario.edges}
    return [name for name in get_args(EdgeName) if name in named and name not in ends]


def main(arguments: list[str]) -> int:
    """Check the files of a folder; gives 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    try:
        scenarios = load_scenarios(options.folder)
    except ScenarioFileError as error:
        sys.stdout.write(f"{error.nl}\n{error.en}\n")
        return 1
    found = {}
    for scenario in scenarios:
        ends: dict[str, int] = {}
        for level, kind, standing, _ in reached(scenario):
            sys.stdout.write(
                f"{scenario.slug:32} level {level} {kind:8} {standing.round:2} rounds {standing.ended}\n"
            )
            for name in (standing.ended, *standing.fired):
                ends[str(name)] = ends.get(str(name), 0) + 1
        missed = unreached(scenario)
        if missed:
            sys.stdout.write(f"{scenario.slug}: nobody reached {', '.join(missed)}\n")
        found[scenario.slug] = ends
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
