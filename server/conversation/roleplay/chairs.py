"""Changed chairs: the AI plays the employee with the author's model lines, the person plays the other."""

from __future__ import annotations

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.lines import STOPPED
from server.conversation.roleplay.standing import Standing


def employee_turn(scenario: Scenario, standing: Standing) -> tuple[tuple[Behaviour, ...], str]:
    """Give what the employee says next and what it is an example of; after the last line the talk is over."""
    place = min(standing.round, len(scenario.employee) - 1)
    standing.round += 1
    standing.saying = ""
    if standing.round >= len(scenario.employee):
        standing.ended = STOPPED
    line = scenario.employee[place]
    return line.shows, line.say
