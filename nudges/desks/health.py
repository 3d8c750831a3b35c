"""Whether the engine is well, from what is in the database: the same answer from every process."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from nudges.desks.base import Desk
from nudges.leases import TICK, last_held
from nudges.tables import DeliveryRow, DeliveryState, OccurrenceRow, PlanRow
from nudges.views import Health, Trouble

SILENT = timedelta(seconds=60)
"""Nobody looked for so long: no worker is alive."""
LATE = timedelta(seconds=120)
"""So late may a nudge be before something is wrong."""
MOST_COUNTED = 100_000

TROUBLES = {
    "no_tick": (
        "Niemand kijkt wat er aan de beurt is: er draait geen werker.",
        "Nobody looks for what is due: no worker is running.",
    ),
    "overdue": ("Seintjes lopen achter.", "Nudges are behind."),
    "refused": (
        "De pushdienst weigert berichten: kijk naar de sleutels (doctor).",
        "The push service refuses messages: look at the keys (doctor).",
    ),
    "undecided": (
        "Van een aantal seintjes is niet bekend of ze aankwamen; ze worden opnieuw gestuurd.",
        "Of some nudges it is not known whether they arrived; they are being sent again.",
    ),
}


class HealthDesk(Desk):
    """How the engine is doing."""

    def health(self, now: datetime) -> Health:
        """Tell whether nudges are being handled, and what is wrong where they are not."""
        with self._store.read() as connection:
            ticked = last_held(connection, TICK)
            open_ones = select(OccurrenceRow.id).where(OccurrenceRow.next_at.is_not(None))
            planned = connection.scalar(
                select(func.count()).select_from(open_ones.limit(MOST_COUNTED).subquery())
            )
            due, oldest = connection.execute(
                select(func.count(), func.min(OccurrenceRow.scheduled_at)).where(
                    OccurrenceRow.next_at <= now, OccurrenceRow.scheduled_at <= now
                )
            ).one()
            planning = connection.scalar(select(func.count()).where(PlanRow.next_at <= now))
            states = connection.execute(
                select(DeliveryRow.state, DeliveryRow.detail, func.count())
                .where(DeliveryRow.next_at.is_not(None))
                .group_by(DeliveryRow.state, DeliveryRow.detail)
            ).all()
        deliveries: dict[str, int] = {}
        refused = 0
        for state, detail, count in states:
            deliveries[state] = deliveries.get(state, 0) + count
            refused += count if detail.startswith("refused") else 0
        lateness = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
        codes = [
            code
            for code, wrong in (
                ("no_tick", ticked is None or now - ticked > SILENT),
                ("overdue", lateness > LATE.total_seconds()),
                ("refused", refused > 0),
                ("undecided", deliveries.get(DeliveryState.UNKNOWN.value, 0) > 0),
            )
            if wrong
        ]
        return Health(
            well=not codes,
            troubles=tuple(Trouble(code, *TROUBLES[code]) for code in codes),
            ticked_at=ticked,
            due=due,
            lateness_s=round(lateness, 3),
            planned=planned or 0,
            planning=planning or 0,
            deliveries=deliveries,
        )
