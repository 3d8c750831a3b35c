"""What the nudges keep of a person, in the register of what is kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from nudges.push.devices import DeviceRow
from server.identity.belongings import Belonging
from server.services import Services


def _read(parts: Services, owner: str) -> list[dict[str, Any]]:
    return [parts.nudges.export(owner)]


def _count(parts: Services, owner: str) -> int:
    told = parts.nudges.export(owner)
    return sum(len(told[kind]) for kind in ("nudges", "events", "follow_ups"))


def _erase(parts: Services, owner: str) -> int:
    with parts.nudging.store.write() as connection:  # also where push is not set up any more
        gone = connection.execute(delete(DeviceRow).where(DeviceRow.person_id == owner))
    return parts.nudges.erase(owner) + gone.rowcount


BELONGINGS = (
    Belonging(
        "nudges",
        "Seintjes, eigen gebeurtenissen en apparaten",
        "Nudges, own events and devices",
        (
            "devices",
            "nudge_people",
            "nudge_talking",
            "nudge_audiences",
            "nudge_events",
            "nudge_feeds",
            "nudge_occurrences",
            "nudge_plans",
            "nudge_spaced",
            "nudge_answers",
            "nudge_deliveries",
        ),
        read=_read,
        erase=_erase,
        count=_count,
    ),
)
