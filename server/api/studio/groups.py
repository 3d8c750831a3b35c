"""Counts that may be seen: groups of at least ten people, and nothing that subtraction can undo.

The smallest unit of an effect is one programme in one week. Units with too few people are pooled with other
units of the same week until the pool is large enough; where a week has too few people altogether it is left
out. Every figure that the studio shows (a week, a moment, a programme, a total) is a sum of the groups made
here, and of nothing else. So whatever is subtracted from whatever, the result is again a sum of groups of at
least ten people: suppression and complementary suppression in one step (Willenborg and De Waal, Elements of
Statistical Disclosure Control, 2001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, TypeAlias

SMALLEST_GROUP: Final = 10
"""People; below this nothing is told (trust rules of the product)."""


@dataclass(frozen=True)
class Counts:
    """How often something happened."""

    sent: int = 0
    opened: int = 0
    acted: int = 0
    useful: int = 0
    switched_off: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add up, count by count."""
        return Counts(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)),
        )


@dataclass(frozen=True)
class Unit:
    """One programme in one week."""

    programme: str
    moment: str
    week: date
    """The Monday."""
    people: int
    """How many got something."""
    counts: Counts


Together: TypeAlias = Callable[[Sequence[Unit]], int]
"""How many people several units have together, each counted once: those of two programmes may be the same."""


@dataclass(frozen=True)
class Group:
    """One or more units of one week, together of at least ten people."""

    week: date
    programme: str | None
    """None for a pool of several programmes."""
    moment: str | None
    """None where the units of a pool have different moments."""
    people: int
    counts: Counts


@dataclass(frozen=True)
class Shown:
    """What may be told."""

    groups: tuple[Group, ...] = ()
    withheld_weeks: tuple[date, ...] = ()
    """Weeks in which fewer than ten people got anything at all."""
    pooled_programmes: frozenset[str] = field(default_factory=frozenset)
    """Programmes of which at least one week is told only together with others."""

    def total(self) -> Counts:
        """Add up everything that is told."""
        return add(group.counts for group in self.groups)


def add(counts: Iterable[Counts]) -> Counts:
    """Add up."""
    total = Counts()
    for each in counts:
        total += each
    return total


def shown(units: Sequence[Unit], together: Together) -> Shown:
    """Form the groups that may be told from what happened."""
    weeks: dict[date, list[Unit]] = defaultdict(list)
    for unit in units:
        weeks[unit.week].append(unit)
    groups: list[Group] = []
    withheld: list[date] = []
    pooled: set[str] = set()
    for week in sorted(weeks):
        alone, pool = _split(weeks[week], together)
        groups += [_group([unit], unit.people) for unit in alone]
        if not pool:
            continue
        pooled.update(unit.programme for unit in pool)
        people = together(pool)
        if people >= SMALLEST_GROUP:
            groups.append(_group(pool, people))
        else:
            withheld.append(week)
    return Shown(tuple(groups), tuple(withheld), frozenset(pooled))


def _split(units: Sequence[Unit], together: Together) -> tuple[list[Unit], list[Unit]]:
    """Give the units that stand alone and the pool; the pool takes the smallest of the others if it must."""
    ordered = sorted(units, key=lambda unit: (unit.people, unit.programme))
    pool = [unit for unit in ordered if unit.people < SMALLEST_GROUP]
    alone = ordered[len(pool) :]
    if pool and alone and together(pool) < SMALLEST_GROUP:
        pool.append(alone.pop(0))
    return alone, pool


def _group(units: Sequence[Unit], people: int) -> Group:
    programmes = {unit.programme for unit in units}
    moments = {unit.moment for unit in units}
    return Group(
        units[0].week,
        programmes.pop() if len(programmes) == 1 else None,
        moments.pop() if len(moments) == 1 else None,
        people,
        add(unit.counts for unit in units),
    )
