"""A whisper on request: one a turn, and less and less as more is done."""

from __future__ import annotations

from server.content.scenarios.model import Scenario
from server.conversation.roleplay.standing import Standing


def hint_for(scenario: Scenario, standing: Standing, given: list[str]) -> str | None:
    """Give the first hint that fits and was not given before; None where none is left."""
    for hint in scenario.hints:
        done = bool(hint.missing) and standing.has_seen(hint.missing)
        if hint.say not in given and not done and hint.when.holds(standing.values):
            return hint.say
    return None
