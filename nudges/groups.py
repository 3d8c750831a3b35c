"""Counts of people that do not give anybody away: nothing below ten."""

from __future__ import annotations

SMALLEST_GROUP = 10


def shown(people: int) -> int | None:
    """Give a number of people, or None where there are so few that it would point at somebody."""
    return people if people >= SMALLEST_GROUP else None
