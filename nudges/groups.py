"""Counts of people that do not give anybody away: nothing below ten, and nothing that could be worked out.

A count that is hidden beside its total can be had by subtraction, so where exactly one part of a whole is too
small, the next smallest goes with it (complementary suppression; Hundepool et al., Statistical Disclosure
Control, 2012, ch. 4).
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_GROUP = 10


def shown(people: int) -> int | None:
    """Give a number of people, or None where there are so few that it would point at somebody."""
    return people if people >= SMALLEST_GROUP else None


def hidden_parts(parts: Sequence[int]) -> frozenset[int]:
    """Tell which parts of a shown whole must be hidden.

    Args:
        parts: number of people behind each part; nobody is as good as hidden and gives nothing away.

    Returns:
        Positions. Either none, or at least two that together are a group of ten, unless all are hidden.
    """
    hidden = {place for place, people in enumerate(parts) if 0 < people < SMALLEST_GROUP}
    rest = sorted((people, place) for place, people in enumerate(parts) if people >= SMALLEST_GROUP)
    while hidden and rest and (len(hidden) < 2 or sum(parts[place] for place in hidden) < SMALLEST_GROUP):
        hidden.add(rest.pop(0)[1])
    return frozenset(hidden)
