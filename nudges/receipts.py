"""What devices tell: a nudge arrived. It settles what nobody else can know.

A push service says that it took a message, not that it was shown, and of a message whose answer was lost not
even that. The service worker tells with the secret of its delivery; who does not have that secret learns
nothing, not even whether the delivery exists.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from nudges.store import Instant
from nudges.tables import DeliveryRow, DeliveryState

OPEN = (
    DeliveryState.DUE.value,
    DeliveryState.CLAIMED.value,
    DeliveryState.RETRY.value,
    DeliveryState.UNKNOWN.value,
)
"""Nothing is on its way at this moment; what is being sent keeps its owner."""


def by_secret(connection: Connection, delivery: str, secret: str) -> Any:
    """Find a delivery for whoever knows its secret; None where there is none or it is another one."""
    row = connection.execute(
        select(DeliveryRow.person_id, DeliveryRow.occurrence_id, DeliveryRow.state, DeliveryRow.secret).where(
            DeliveryRow.id == delivery
        )
    ).one_or_none()
    if row is None or not hmac.compare_digest(row.secret.encode(), secret.encode()):
        return None
    return row


def settle(connection: Connection, delivery: str, secret: str, now: datetime) -> bool:
    """Note that a nudge arrived; False where there is no such delivery or the secret is another one."""
    row = by_secret(connection, delivery, secret)
    if row is None:
        return False
    changes: dict[str, Any] = {"shown_at": func.coalesce(DeliveryRow.shown_at, now, type_=Instant())}
    if row.state in (*OPEN, DeliveryState.SENDING.value):
        changes |= {
            "state": DeliveryState.ACCEPTED.value,
            "accepted_at": now,
            "next_at": None,
            "token": None,
        }
    connection.execute(update(DeliveryRow).where(DeliveryRow.id == delivery).values(changes))
    return True


def stop_deliveries(connection: Connection, occurrence: str) -> None:
    """Send nothing more of what was answered."""
    connection.execute(
        update(DeliveryRow)
        .where(DeliveryRow.occurrence_id == occurrence, DeliveryRow.state.in_(OPEN))
        .values(state=DeliveryState.SUPPRESSED.value, next_at=None, token=None, detail="answered")
    )
