"""What a scenario must have to be worth playing, besides the right fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from server.content.scenarios.model import REQUIRED_EDGES, Scenario

ROUNDS: Final = 5
"""For so many turns, whatever mood it is in, a persona must have something new to say."""
MOODS: Final = {"hard": 9, "middle": 5, "mild": 2}
"""The irritation at which that is looked at."""
PROCEDURE: Final = "{procedure}"
"""Where the organisation's own procedure is named."""
Finding = tuple[tuple[int | str, ...], str, str]
"""The place in the front matter, and the reason in Dutch and in English."""


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Give everything that keeps a scenario from being played well."""
    yield from _edges(scenario)
    yield from _lines(scenario)
    for place, check in enumerate(scenario.rubric):
        if bool(check.behaviour) == bool(check.never):
            yield (
                ("rubric", place),
                "Een toets heeft of behaviour of never nodig, een van beide.",
                "A check needs either behaviour or never, one of the two.",
            )
    if "{" in scenario.opening.replace(PROCEDURE, ""):
        yield (("opening",), "Alleen {procedure} wordt ingevuld.", "Only {procedure} is filled in.")


def _edges(scenario: Scenario) -> Iterator[Finding]:
    there = {edge.name for edge in scenario.edges}
    for name in REQUIRED_EDGES:
        if name not in there:
            yield (("edges",), f"De afloop {name} ontbreekt.", f"The edge {name} is missing.")
    if scenario.threat and "ends_safely" not in there:
        yield (
            ("edges",),
            "Bij dreiging hoort een veilige afloop: ends_safely ontbreekt.",
            "A threat needs a safe end: the edge ends_safely is missing.",
        )
    for place, edge in enumerate(scenario.edges):
        if not edge.when.parts and not edge.after:
            yield (
                ("edges", place),
                f"De afloop {edge.name} heeft geen voorwaarde en zou meteen komen.",
                f"The edge {edge.name} has no condition and would come at once.",
            )
        if not edge.ends and len(edge.says) < 2:
            yield (
                ("edges", place, "says"),
                f"De afloop {edge.name} kan twee keer komen (ends: false): geef twee zinnen bij says.",
                f"The edge {edge.name} can come twice (ends: false): give says two sentences.",
            )
        named = all(PROCEDURE in text for text in edge.says)
        if scenario.threat and edge.name == "ends_safely" and not named:
            yield (
                ("edges", place, "says"),
                "De veilige afloop moet {procedure} noemen, overal waar iets gezegd wordt.",
                "The safe end must name {procedure}, in everything that it says.",
            )


def _lines(scenario: Scenario) -> Iterator[Finding]:
    said = [line.say for line in scenario.lines]
    for place, text in enumerate(said):
        if text in said[:place]:
            yield (("lines", place), "Deze zin staat er twee keer.", "This line is there twice.")
    for mood, irritation in MOODS.items():
        values = {"patience": 5, "irritation": irritation, "trust": 4, "round": 3, "level": 2}
        there = sum(not line.after and line.when.holds(values) for line in scenario.lines)
        if there < ROUNDS:
            yield (
                ("lines",),
                f"Bij irritation {irritation} ({mood}) zijn er {there} zinnen zonder after; "
                f"er zijn er {ROUNDS} nodig om vijf rondes boeiend te blijven.",
                f"At irritation {irritation} ({mood}) there are {there} lines without after; "
                f"{ROUNDS} are needed to stay interesting for five rounds.",
            )
