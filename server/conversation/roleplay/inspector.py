"""The state inspector: what each trial sentence was recognised as, and how the state moved.

For whoever writes scenarios; it works on a draft and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.content.scenarios.model import Level, Scenario
from server.conversation.roleplay.behaviours import BehaviourRecogniser, Seen
from server.conversation.roleplay.lines import answer
from server.conversation.roleplay.standing import begin, needs_met, observe


@dataclass(frozen=True)
class Step:
    """One trial sentence and what it did."""

    said: str
    seen: tuple[Seen, ...]
    before: dict[str, int]
    after: dict[str, int]
    says: str
    edge: str | None
    """Name of the edge that came, whether or not it ended the talk."""
    ended: str | None
    needs_open: tuple[str, ...]
    """Needs that are not met yet; as long as there is one, nobody calms down."""


def inspect(
    scenario: Scenario, sentences: Sequence[str], level: Level, recogniser: BehaviourRecogniser
) -> list[Step]:
    """Play trial sentences on a scenario until the talk ends."""
    standing = begin(scenario, level)
    steps: list[Step] = []
    for said in sentences:
        before = standing.values
        recognised = recogniser.seen(said, scenario.language, scenario.jargon)
        seen = observe(scenario, standing, said, recognised, interrupted=False)
        turned = answer(scenario, standing, {one.behaviour for one in seen})
        left = [need.need for place, need in scenario.needs(level) if place not in standing.met]
        steps.append(
            Step(
                said=said,
                seen=seen,
                before=before,
                after=standing.values,
                says=turned.says,
                edge=turned.edge.name if turned.edge is not None else None,
                ended=standing.ended,
                needs_open=() if needs_met(scenario, standing) else tuple(left),
            )
        )
        if standing.ended is not None:
            break
    return steps
