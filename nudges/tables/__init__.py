"""The tables of the nudges.

An occurrence is one nudge for one person; its ``key`` is rule plus local date, never an instant, so that
a fold of the clock cannot fire twice and planning twice changes nothing. A delivery is that nudge on one
device. Both carry ``next_at``: when somebody has to look at the row next, be it because it is due, put off,
or because whoever took it may be dead. Rows that are done have none, and a partial index over ``next_at``
makes the question "what is there to do" cost what there is to do, not what exists.
"""

from __future__ import annotations

from nudges.tables.holding import LeaseRow, TalkingRow
from nudges.tables.occurrences import (
    AnswerRow,
    DecisionRow,
    DeliveryRow,
    DeliveryState,
    OccurrenceRow,
    OccurrenceState,
)
from nudges.tables.people import AudienceRow, EventRow, FeedRow, NudgePersonRow, SpacedRow
from nudges.tables.programmes import PlanRow, ProgrammeRow, ProgrammeState, ProgrammeVersionRow

__all__ = [
    "AnswerRow",
    "AudienceRow",
    "DecisionRow",
    "DeliveryRow",
    "DeliveryState",
    "EventRow",
    "FeedRow",
    "LeaseRow",
    "NudgePersonRow",
    "OccurrenceRow",
    "OccurrenceState",
    "PlanRow",
    "ProgrammeRow",
    "ProgrammeState",
    "ProgrammeVersionRow",
    "SpacedRow",
    "TalkingRow",
]
