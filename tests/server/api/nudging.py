"""Nudges in somebody's inbox, for tests of what the person can do with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from nudges.programme import Programme
from nudges.store import new_id
from nudges.tables import DecisionRow, DeliveryRow, DeliveryState, OccurrenceRow, OccurrenceState
from server.services import Services
from server.store import now
from tests.nudges.making import programme

SECRET = "a-secret-of-one-delivery-and-no-other-1234"


def published(services: Services, **changed: Any) -> Programme:
    """Make a programme that runs."""
    service, moment = services.nudges, now()
    begun = service.create(programme(**changed), "a learning professional", moment)
    given = service.publish(begun.programme.id, "one", begun.summary.revision, moment)
    return given.programme


def arrived(
    services: Services,
    person: str,
    plan: Programme,
    *,
    before: timedelta = timedelta(minutes=1),
    **changed: Any,
) -> str:
    """Put a nudge of a programme into somebody's inbox; gives its identifier."""
    sent_at = now() - before
    occurrence = new_id()
    values: dict[str, Any] = {
        "id": occurrence,
        "programme_id": plan.id,
        "person_id": person,
        "key": f"test:{occurrence}",
        "generation": 1,
        "state": OccurrenceState.SENT.value,
        "wall": f"{sent_at:%Y-%m-%dT%H:%M:%S}",
        "due_at": sent_at,
        "scheduled_at": sent_at,
        "deadline": sent_at + timedelta(hours=4),
        "sent_at": sent_at,
        "content": {
            "programme": plan.name,
            "moment": plan.moment.value,
            "language": "nl",
            "title": "Begin met het nieuws",
            "body": "Zeg het in de eerste zin.",
            "opens_kind": plan.opens.kind,
            "opens_target": plan.opens.target,
        },
    }
    with services.nudging.store.write() as connection:
        connection.execute(insert(OccurrenceRow).values(**(values | changed)))
    return occurrence


def decided(services: Services, occurrence: str, verdict: str, reason: str, at: datetime) -> None:
    """Note a decision about a nudge."""
    row = {"occurrence_id": occurrence, "at": at, "verdict": verdict, "reason": reason}
    with services.nudging.store.write() as connection:
        connection.execute(insert(DecisionRow).values(**row))


def delivered(services: Services, person: str, occurrence: str) -> str:
    """Note that a nudge is on its way to a device; gives the delivery."""
    row = {
        "id": new_id(),
        "occurrence_id": occurrence,
        "person_id": person,
        "device_id": "phone",
        "state": DeliveryState.UNKNOWN.value,
        "not_before": now(),
        "secret": SECRET,
    }
    with services.nudging.store.write() as connection:
        connection.execute(insert(DeliveryRow).values(**row))
    return str(row["id"])
