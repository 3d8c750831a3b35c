"""Looking back on a role-play: yes or no checks, each with the words that show it; never a mark."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.model import Check, Scenario
from server.conversation.roleplay.store import Turn


class Quote(BaseModel):
    """The person's own words; they stand in the transcript of that turn, letter for letter."""

    turn: int
    text: str


class Checked(BaseModel):
    """One check of the rubric."""

    check: str
    passed: bool
    quote: Quote | None
    """What shows it; where something was to be left out and was not, what was said."""
    better: str | None
    """A line that would have done it, where it was not done."""
    tip: str | None


class Strength(BaseModel):
    """One thing that went well."""

    check: str
    quote: Quote


class Focus(BaseModel):
    """One thing to do otherwise, at once."""

    check: str
    quote: Quote | None
    better: str
    tip: str | None


class Compared(BaseModel):
    """The focus of the run before, in this one; nothing else is compared."""

    previous_run: str
    focus_check: str
    now_passed: bool


class Findings(BaseModel):
    """What the transcript shows."""

    checks: list[Checked]
    strength: Strength | None
    focus: Focus | None


def look_back(scenario: Scenario, turns: Sequence[Turn]) -> Findings:
    """Hold the transcript against the rubric."""
    checks = [judged(check, turns) for check in scenario.rubric]
    well = next((one for one in checks if one.passed and one.quote is not None), None)
    return Findings(
        checks=checks,
        strength=Strength(check=well.check, quote=well.quote) if well and well.quote else None,
        focus=_focus(scenario, checks, turns),
    )


def judged(check: Check, turns: Sequence[Turn]) -> Checked:
    """Answer one check with yes or no.

    A behaviour whose words do not stand in what the person said does not count: nothing is shown of
    anybody that they did not say.
    """
    wanted = frozenset(check.behaviour or check.never)
    quote = _first(wanted, turns[: check.by_round] if check.by_round else turns)
    said_something = bool(turns)
    passed = quote is not None if check.behaviour else quote is None and said_something
    return Checked(
        check=check.check,
        passed=passed,
        quote=quote,
        better=None if passed else check.better,
        tip=None if passed else check.tip,
    )


def _first(wanted: frozenset[Behaviour], turns: Sequence[Turn]) -> Quote | None:
    for number, turn in enumerate(turns, 1):
        for one in turn.seen:
            if one.behaviour in wanted and one.quote and one.quote in turn.said:
                return Quote(turn=number, text=one.quote)
    return None


def _focus(scenario: Scenario, checks: Sequence[Checked], turns: Sequence[Turn]) -> Focus | None:
    """Choose the first check that was missed, in the author's order; quote what was said in its place.

    That is a turn which no other check was passed with: nobody is shown a sentence as good and as lacking.
    """
    good = {found.quote.turn for found in checks if found.passed and found.quote}
    for check, found in zip(scenario.rubric, checks, strict=True):
        if found.passed:
            continue
        quote = found.quote
        if quote is None:
            said = list(enumerate(turns[: check.by_round or None], 1))
            quote = next((Quote(turn=at, text=turn.said) for at, turn in said if at not in good), None)
        return Focus(check=found.check, quote=quote, better=check.better, tip=check.tip)
    return None
