"""What is kept of conversations with the coach: to take along, to look back on, to erase with reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from server.api.agenda import forget
from server.conversation.coach.forms import form
from server.conversation.coach.store import Coachings
from server.conversation.coach.tables import CoachRow
from server.conversation.coach.talk import Entry
from server.identity.belongings import Part, WeekLine, count_rows, erase_rows, of_rows
from server.services import Services


def erase(parts: Services, owner: str) -> int:
    """Erase every conversation of a person with the coach, with the reminders of their steps."""
    for row in Coachings(parts.database, owner).all():
        forget(parts, owner, row.nudge)
    return erase_rows(parts.database, CoachRow, owner)


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for row in Coachings(parts.database, owner).between(start, end):
        wanted = form(row.form, row.language)
        title = wanted.title if wanted else None
        said = [Entry.model_validate(one) for one in row.lines]
        first = next((one.text for one in said if one.who == "you" and one.kind == "answer"), None)
        if first:
            yield WeekLine("reflected", first, row.created_at, "coach", row.id, title)
        if row.step_text:
            yield WeekLine("tried", row.step_text, row.changed_at, "coach", row.id, title)


def _steps(parts: Services, owner: str) -> int:
    return count_rows(parts.database, CoachRow, owner, CoachRow.step_text.is_not(None))


BELONGINGS = (
    of_rows(
        "coach",
        "Gesprekken met de coach",
        "Conversations with the coach",
        CoachRow,
        without=("done", "revision", "state"),
        erase=erase,
        parts=(Part("steps", "Kleine stappen", "Small steps", _steps),),
        week=_week,
    ),
)
