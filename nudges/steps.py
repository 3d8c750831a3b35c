"""The steps between which a worker may die; a test takes its own function and dies there.

Nothing in the product does anything at a step.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Step(StrEnum):
    """A place in the work, named after what was just done."""

    PLAN_READ = "plan-read"
    PLAN_WRITTEN = "plan-written"
    PLAN_COMMITTED = "plan-committed"
    QUEUED = "queued"
    """Marked in the database, not yet put into the queue."""
    CLAIM_READ = "claim-read"
    CLAIM_WRITTEN = "claim-written"
    CLAIM_COMMITTED = "claim-committed"
    SENDING = "sending"
    """Committed as being sent; nothing has gone out yet."""
    SENT = "sent"
    """It went out; nobody but us knows what came of it."""
    RECORD_WRITTEN = "record-written"
    RECORD_COMMITTED = "record-committed"


AtStep: TypeAlias = Callable[[Step], None]


def go_on(_step: Step) -> None:
    """Do nothing."""
