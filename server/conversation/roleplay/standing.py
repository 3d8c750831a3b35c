"""Where a role-play stands: numbers that rules change, never a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, Field

from server.content.scenarios.behaviours import HELPS, Behaviour
from server.content.scenarios.model import NOTHING, Effect, Level, Scenario
from server.content.words import words
from server.conversation.roleplay.behaviours import Seen, folded

LITTLE_WORDS = 3
OPENS_UP_AT = 7
"""Trust from which a persona says by itself what it would else only say when asked."""
GENTLE = frozenset(
    {Behaviour.GAVE_REASON, Behaviour.OFFERED_CHOICE, Behaviour.OFFERED_ACTION, Behaviour.GAVE_DATE}
)
"""A second no with one of these is more than a repetition."""
_NO = frozenset({"nee", "neen", "nope", "no", "non", "nein"})
_BESIDE_NO = frozenset(
    {"hoor", "sorry", "helaas", "leider", "meneer", "mevrouw", "monsieur", "madame", "sir", "desole"}
)
_FACT = re.compile(
    r"(?:^|[.!?] )(?:en |maar |and |et |und )?(?:bent u|ben je|is|was|heeft u|heb je|had|hebben|weet u|"
    r"weet je|woont|werkt|klopt|kent|are you|have you|did|do you know|avez vous|etes vous|"
    r"est ce que vous avez|sind sie|haben sie|ist|wissen sie)\b[^.!?]*\?\s*$"
)
"""A last question after something that is or is not so: no is its answer then, and refuses nothing."""


def is_bare_no(text: str) -> bool:
    """Tell whether this is no and nothing more."""
    said = words(text)
    return bool(said) and said[0] in _NO and set(said) <= _NO | _BESIDE_NO


class Standing(BaseModel):
    """The state of one run, as plain data; it is copied with the dialogue and kept with each turn."""

    level: Level = 2
    seed: int = 0
    """Chooses between lines that fit equally well, so that another run sounds otherwise."""
    round: int = 0
    patience: int = Field(default=5, ge=0, le=10)
    irritation: int = Field(default=5, ge=0, le=10)
    trust: int = Field(default=5, ge=0, le=10)
    counts: dict[str, int] = {}
    """How often each behaviour was seen."""
    used: list[str] = []
    """Lines that were said, oldest first."""
    revealed: list[int] = []
    """Needs that were said, by their number in the file."""
    met: list[int] = []
    fired: dict[str, int] = {}
    """Edges that did not end the talk, and in which round."""
    hints: list[dict[str, Any]] = []
    """Hints that were given: ``round`` and ``text``."""
    ended: str | None = None
    saying: str = ""
    """What was said last, whole, to see whether it was heard to its end."""

    @property
    def values(self) -> dict[str, int]:
        """The numbers that conditions compare."""
        return {
            "patience": self.patience,
            "irritation": self.irritation,
            "trust": self.trust,
            "round": self.round,
            "level": self.level,
        }

    def has_seen(self, behaviours: Iterable[Behaviour]) -> bool:
        """Tell whether any of these was seen so far."""
        return any(self.counts.get(behaviour, 0) for behaviour in behaviours)


def begin(scenario: Scenario, level: Level, seed: int = 0) -> Standing:
    """Give the state to begin with."""
    return Standing(level=level, seed=seed, **scenario.start(level))


def observe(
    scenario: Scenario, standing: Standing, text: str, seen: Sequence[Seen], *, interrupted: bool
) -> tuple[Seen, ...]:
    """Change the state by what the person did in this turn.

    Args:
        scenario: Its rules.
        standing: Changed in place.
        text: The person's words.
        seen: What was recognised in them.
        interrupted: Whether they were said while the other was still speaking.

    Returns:
        Everything that counted, what depends on the talk included.
    """
    counted = _with_derived(standing, text, seen, interrupted=interrupted)
    standing.round += 1
    _change(standing, scenario.each_round, 1)
    names = {one.behaviour for one in counted}
    for behaviour in sorted(names):
        if not _overruled(behaviour, names):
            before = standing.counts.get(behaviour, 0)
            share = (
                0 if before > 1 and behaviour in HELPS else 2 if before == 0 or behaviour not in HELPS else 1
            )
            _change(standing, scenario.effect(behaviour), share / 2)
        standing.counts[behaviour] = standing.counts.get(behaviour, 0) + 1
    _meet(scenario, standing, names)
    return counted


def reveal(scenario: Scenario, standing: Standing, names: Iterable[Behaviour]) -> str | None:
    """Give what the persona now says of a need that it kept to itself, and remember that it did."""
    if Behaviour.OPEN_QUESTION not in set(names) and standing.trust < OPENS_UP_AT:
        return None
    for place, need in scenario.needs(standing.level):
        if need.reveal is not None and place not in standing.revealed:
            standing.revealed.append(place)
            return need.reveal
    return None


def needs_met(scenario: Scenario, standing: Standing) -> bool:
    """Tell whether everything that the persona needs on this level was met."""
    return all(place in standing.met for place, _ in scenario.needs(standing.level))


def _with_derived(
    standing: Standing, text: str, seen: Sequence[Seen], *, interrupted: bool
) -> tuple[Seen, ...]:
    found = list(seen)
    names = {one.behaviour for one in seen}
    refused = next((one for one in seen if one.behaviour is Behaviour.REFUSED), None)
    bare = refused is not None and is_bare_no(text)
    if refused is not None and bare and _FACT.search(folded(standing.saying)):
        found.remove(refused)
    elif refused is not None and (bare or standing.has_seen([Behaviour.REFUSED])) and not names & GENTLE:
        found.append(Seen(Behaviour.REPEATED_REFUSAL, refused.quote))
    if interrupted:
        found.append(Seen(Behaviour.INTERRUPTED, text.strip()))
    if not names and len(words(text)) <= LITTLE_WORDS:
        found.append(Seen(Behaviour.SAID_LITTLE, text.strip()))
    return tuple(found)


def _overruled(behaviour: Behaviour, names: set[Behaviour]) -> bool:
    """Tell whether a stronger reading of the same words takes this one's place."""
    if behaviour is Behaviour.REFUSED:
        return Behaviour.REPEATED_REFUSAL in names
    return behaviour is Behaviour.SET_LIMIT and Behaviour.LIMIT_WITH_CHOICE in names


def _change(standing: Standing, effect: Effect, share: float) -> None:
    if effect == NOTHING:
        return
    for name in ("patience", "irritation", "trust"):
        value = getattr(standing, name) + int(getattr(effect, name) * share)
        setattr(standing, name, min(10, max(0, value)))


def _meet(scenario: Scenario, standing: Standing, names: set[Behaviour]) -> None:
    """Note which needs were met; what is kept from level 2 on must have been said before."""
    for place, need in scenario.needs(standing.level):
        hidden = need.reveal is not None and need.level > 1 and place not in standing.revealed
        if place not in standing.met and not hidden and names & set(need.met_by):
            standing.met.append(place)
