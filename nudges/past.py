"""What people got before, as the policy asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, or_, select

from nudges.tables import NudgePersonRow, OccurrenceRow

CAPPED = timedelta(days=8)
"""As far back as the caps look."""
IGNORED = timedelta(days=70)
"""As far back as pauses look: the longest is eight weeks."""


@dataclass
class Past:
    """What one person got."""

    counted: list[datetime] = field(default_factory=list)
    """When those went that count for the caps."""
    by_programme: dict[str, list[tuple[datetime, bool]]] = field(default_factory=lambda: defaultdict(list))
    """When each of a programme went and whether it was left unanswered, oldest first."""

    def ignored(self, programme: str) -> int:
        """Count how many of a programme were left unanswered up to now, in a row."""
        count = 0
        for _, left in reversed(self.by_programme.get(programme, [])):
            if not left:
                break
            count += 1
        return count

    def last(self, programme: str) -> datetime | None:
        """Give when the last of a programme went."""
        sent = self.by_programme.get(programme)
        return sent[-1][0] if sent else None

    def add(self, programme: str, at: datetime, *, counted: bool) -> None:
        """Remember one that goes now; it was not left unanswered yet."""
        if counted:
            self.counted.append(at)
        self.by_programme[programme].append((at, False))


def load_past(
    connection: Connection, people: Collection[str], programmes: Collection[str], now: datetime
) -> dict[str, Past]:
    """Read what these people got: of all programmes for the caps, of these for the pauses."""
    found: dict[str, Past] = defaultdict(Past)
    rows = connection.execute(
        select(
            OccurrenceRow.person_id,
            OccurrenceRow.programme_id,
            OccurrenceRow.sent_at,
            OccurrenceRow.counted,
            OccurrenceRow.opened_at,
            OccurrenceRow.answer,
            OccurrenceRow.useful,
        )
        .where(
            OccurrenceRow.person_id.in_(people),
            OccurrenceRow.sent_at > now - IGNORED,
            or_(
                and_(OccurrenceRow.counted.is_(True), OccurrenceRow.sent_at > now - CAPPED),
                OccurrenceRow.programme_id.in_(programmes),
            ),
        )
        .order_by(OccurrenceRow.sent_at)
    )
    looked = _looked_at(connection, people)
    for row in rows:
        past = found[row.person_id]
        if row.counted and row.sent_at > now - CAPPED:
            past.counted.append(row.sent_at)
        left = row.opened_at is None and row.answer is None and row.useful is None
        left = left and row.sent_at > looked.get(row.person_id, row.sent_at - CAPPED)
        past.by_programme[row.programme_id].append((row.sent_at, left))
    return found


def _looked_at(connection: Connection, people: Collection[str]) -> dict[str, datetime]:
    """Read when these people last looked at their inbox."""
    rows = connection.execute(
        select(NudgePersonRow.person_id, NudgePersonRow.looked_at).where(
            NudgePersonRow.person_id.in_(people), NudgePersonRow.looked_at.is_not(None)
        )
    )
    return {row.person_id: row.looked_at for row in rows}
