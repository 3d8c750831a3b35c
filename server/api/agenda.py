"""A person's own day, as the nudges know it: what is on it, and a reminder that they ask for themselves."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nudges.errors import NotThere
from nudges.events import Event
from nudges.localtime import DEFAULT_ZONE
from server.conversation.coach.daily import OwnEvent
from server.errors import BadRequest
from server.services import Services
from server.store import now

MOST_AHEAD = timedelta(days=60)
STEP_TAG = "step"


class NoSuchTime(BadRequest):
    """A reminder lies in the future, and not too far."""

    code = "time_invalid"
    nl = "Kies een moment tussen nu en twee maanden."
    en = "Choose a moment between now and two months from now."


def zone_of(services: Services, owner: str) -> ZoneInfo:
    """Give the zone that a person lives by."""
    try:
        return ZoneInfo(services.nudges.zone(owner))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)


def today_of(services: Services, owner: str) -> date:
    """Give the date on a person's own calendar."""
    return now().astimezone(zone_of(services, owner)).date()


def events_of_day(services: Services, owner: str, day: date) -> list[OwnEvent]:
    """Give what a person has on a day."""
    zone = zone_of(services, owner)
    start = datetime.combine(day, time(), zone)
    found = services.nudges.events(owner, start.astimezone(ZoneInfo("UTC")))
    return [
        OwnEvent(event.id, event.title, event.start)
        for event in found
        if event.title and event.source != "follow_up" and STEP_TAG not in event.tags
        if event.start.astimezone(zone).date() == day
    ]


def remind(services: Services, owner: str, text: str, wall: datetime, key: str) -> dict[str, Any]:
    """Make a step into an own event, so that a nudge brings it back.

    Args:
        services: The parts of the server.
        owner: Whose.
        text: The step, in the person's words.
        wall: Local time; with a zone it is put on the person's clock.
        key: Name of the step; the same one again moves the reminder.

    Returns:
        Its identifier and its time, as they are kept with the step.

    Raises:
        NoSuchTime: it is past, or too far away.
    """
    zone = zone_of(services, owner)
    present = now()
    if not present.year <= wall.year <= present.year + 1:
        raise NoSuchTime("not this year or the next")
    if wall.tzinfo is not None:
        wall = wall.astimezone(zone).replace(tzinfo=None)
    at = wall.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))
    if not present < at < present + MOST_AHEAD:
        raise NoSuchTime("in the past or too far away")
    event_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"step:{owner}:{key}"))
    services.nudges.add_event(owner, Event(event_id, at, text[:200], tags=frozenset({STEP_TAG})), present)
    return {"event": event_id, "when": wall.isoformat(timespec="minutes")}


def forget(services: Services, owner: str, reminder: dict[str, Any] | None) -> None:
    """Take a reminder back, with the step that it was for."""
    if reminder is not None:
        with suppress(NotThere):  # the person took it off their list
            services.nudges.delete_event(owner, reminder["event"], now())
