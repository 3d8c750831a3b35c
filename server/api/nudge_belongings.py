"""What the nudges keep of a person, in the register of what is kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select

from nudges.push.devices import DeviceRow
from server.identity.belongings import Belonging, Part
from server.services import Services


def _read(parts: Services, owner: str) -> list[dict[str, Any]]:
    return [parts.nudges.export(owner)]


def _count(parts: Services, owner: str) -> int:
    return sum(part.count(parts, owner) for part in PARTS)


def _devices(parts: Services, owner: str) -> int:
    with parts.nudging.store.read() as connection:
        query = select(func.count()).select_from(DeviceRow).where(DeviceRow.person_id == owner)
        return connection.scalar(query) or 0


def _part(name: str, nl: str, en: str) -> Part:
    return Part(name, nl, en, lambda parts, owner: parts.nudges.kept(owner)[name])


def _erase(parts: Services, owner: str) -> int:
    with parts.nudging.store.write() as connection:  # also where push is not set up any more
        gone = connection.execute(delete(DeviceRow).where(DeviceRow.person_id == owner))
    return parts.nudges.erase(owner) + gone.rowcount


PARTS = (
    _part("nudges", "Seintjes die kwamen of juist niet", "Nudges that came or did not"),
    _part("events", "Eigen gebeurtenissen", "Own events"),
    _part("follow_ups", "Kaarten en oefeningen die terugkomen", "Cards and practice that come back"),
    _part("calendars", "Verbonden agenda's", "Connected calendars"),
    Part("devices", "Apparaten voor meldingen", "Devices for notifications", _devices),
)


BELONGINGS = (
    Belonging(
        "nudges",
        "Seintjes",
        "Nudges",
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
        parts=PARTS,
    ),
)
