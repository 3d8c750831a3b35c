"""What remains of occurrences that came due together: after the server was down, or after being held back.

Never piled up: of one programme the newest survives, unless the programme says that all of them matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nudges.policy import Reason
from nudges.programme import Programme
from nudges.recurrence import Due

ON_TIME = timedelta(minutes=5)
"""What is handled this soon after its moment was not missed; a busy server is no server that was down."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is still to be decided about, and what is dropped with its reason."""

    kept: tuple[Due, ...]
    dropped: tuple[tuple[Due, Reason], ...]


def survivors(programme: Programme, dues: Iterable[Due], now: datetime) -> Remaining:
    """Apply the programme's policy for what was missed.

    Occurrences about different events are about different things and do not replace each other.

    Args:
        programme: whose occurrences these are.
        dues: of one person, due at or before ``now`` and not yet sent; later ones are kept untouched.
        now: UTC.
    """
    now = now.astimezone(UTC)
    kept: list[Due] = []
    dropped: list[tuple[Due, Reason]] = []
    for due in sorted(dues, reverse=True):
        reason = _reason(programme, due, now, kept)
        if reason is None:
            kept.append(due)
        else:
            dropped.append((due, reason))
    return Remaining(tuple(reversed(kept)), tuple(reversed(dropped)))


def _reason(programme: Programme, due: Due, now: datetime, newer: list[Due]) -> Reason | None:
    policy, late = programme.policy, now - due.instant
    if late < timedelta():
        return None
    if now >= due.deadline:
        return Reason.PAST_DEADLINE
    if policy.misfire == "skip" and late > ON_TIME:
        return Reason.MISSED
    if policy.misfire == "all":
        return Reason.MISSED if late > max(timedelta(minutes=policy.grace_minutes), ON_TIME) else None
    about = due.event.id if due.event else None
    if any(other.instant <= now and (other.event.id if other.event else None) == about for other in newer):
        return Reason.SUPERSEDED
    return None
