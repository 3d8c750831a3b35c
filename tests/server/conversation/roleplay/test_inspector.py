"""The state inspector: what an author sees of trial sentences on a draft."""

from __future__ import annotations

from pathlib import Path

from server.content.scenarios.loading import SCENARIOS, parse_scenario
from server.conversation.roleplay.behaviours import BehaviourRecogniser
from server.conversation.roleplay.inspector import inspect

FILE = SCENARIOS / "nl" / "uitkering-afgewezen.md"


def test_it_shows_what_was_recognised_and_how_the_state_moved() -> None:
    draft = FILE.read_text(encoding="utf-8").replace("trust: 3}", "trust: 5}")
    scenario = parse_scenario(draft.encode(), Path("nl/draft.md"))
    said = ["Ik zie dat dit hard aankomt.", "Dat is uw eigen schuld.", *["Nee, dat kan niet."] * 9]
    steps = inspect(scenario, said, 2, BehaviourRecogniser(None))
    first, second = steps[:2]
    assert first.before["trust"] == 5
    assert first.after["irritation"] == first.before["irritation"] - 2
    assert second.before == first.after
    assert [one.quote for one in second.seen] == ["Dat is uw eigen schuld."]
    assert "Weten wat ze nu kan doen." in first.needs_open
    assert "asks_for_manager" in [step.edge for step in steps]
    assert (steps[-1].ended, len(steps) < len(said)) == ("walks_out", True)
