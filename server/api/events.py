"""A person's own events and connected calendar: what nudges can be timed by."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from flask import Blueprint
from pydantic import AwareDatetime, BaseModel, StringConstraints

from nudges import views
from nudges.events import Event as OwnEvent
from nudges.labels import labels_of
from nudges.saying import MAX_LENGTH, understand
from server.api.described import Description, described
from server.api.nudges import Identifier, known
from server.api.recorded import SOUND_KINDS, recorded_words
from server.api.types import InLanguage, Language, Words
from server.services import services
from server.store import now

blueprint = Blueprint("events", __name__)

MOST_URL = 2000

Said = Annotated[Words, StringConstraints(max_length=MAX_LENGTH)]


class Event(BaseModel):
    """Something that will happen."""

    id: str
    title: str
    start: datetime
    end: datetime | None
    all_day: bool
    own: bool
    """False: it is in the connected calendar, and changes there."""


class Calendar(BaseModel):
    """The connected calendar; its address is a secret and is not told back."""

    host: str
    connected_at: datetime
    read_at: datetime | None
    problem: str
    """Code of what went wrong the last time, or empty."""
    events: int


class Events(BaseModel):
    """What will happen, in order."""

    events: list[Event]
    calendar: Calendar | None


class EventRequest(BaseModel):
    """An event as somebody says it, or with its time; with an ``id`` it is moved."""

    text: Said
    """Such as 'om twee uur een lastig gesprek'; only its title where ``start`` is given."""
    language: Language = "nl"
    id: Identifier | None = None
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None


class Understood(BaseModel):
    """An event that was added, and the words it was understood from."""

    event: Event
    text: str


class CalendarRequest(BaseModel):
    """The address of a calendar (iCalendar)."""

    url: Annotated[str, StringConstraints(min_length=1, max_length=MOST_URL, strip_whitespace=True)]


@blueprint.get("/events")
@described(Description(gives=Events))
def read_events() -> Events:
    """Give what will happen, from the person and from the connected calendar."""
    person, moment, service = known(), now(), services().nudges
    feed = service.feed(person.id, moment)
    return Events(
        events=[_described(one) for one in service.events(person.id, moment)],
        calendar=None if feed is None else _calendar(feed),
    )


@blueprint.post("/events")
@described(Description(body=EventRequest, gives=Understood, problems=(409,)))
def add_event(body: EventRequest) -> Understood:
    """Add an event from what was typed, or move one."""
    if body.start is None:
        return _added(body.text, body.language, body.id or "")
    own = OwnEvent(body.id or "", body.start, title=body.text, end=body.end, tags=labels_of(body.text))
    return Understood(event=_kept(own), text=body.text)


@blueprint.post("/events/sound")
@described(Description(query=InLanguage, gives=Understood, problems=(409,), takes=SOUND_KINDS))
def add_event_aloud(query: InLanguage) -> Understood:
    """Add an event from what was said; no sound is kept."""
    known()
    return _added(recorded_words(query.language).text, query.language, "")


@blueprint.delete("/events/<event>")
@described(Description(status=204, problems=(404,)))
def remove_event(event: str) -> None:
    """Remove an own event; its nudges do not come."""
    services().nudges.delete_event(known().id, event, now())


@blueprint.put("/calendar-feed")
@described(Description(body=CalendarRequest, gives=Calendar, problems=(409,)))
def connect_calendar(body: CalendarRequest) -> Calendar:
    """Connect a calendar; it is read at once, only times and titles, and kept only when that worked."""
    return _calendar(services().nudges.connect_feed(known().id, body.url, now()))


@blueprint.delete("/calendar-feed")
@described(Description(status=204))
def disconnect_calendar() -> None:
    """Disconnect the calendar and forget what was read from it."""
    services().nudges.disconnect_feed(known().id, now())


def _added(text: str, language: Language, event_id: str) -> Understood:
    person, moment, service = known(), now(), services().nudges
    heard = understand(text, moment, service.zone(person.id), language)
    return Understood(event=_kept(heard.event(event_id)), text=text)


def _kept(event: OwnEvent) -> Event:
    return _described(services().nudges.add_event(known().id, event, now()))


def _described(event: OwnEvent) -> Event:
    return Event(
        id=event.id,
        title=event.title,
        start=event.start,
        end=event.end,
        all_day=event.all_day,
        own=event.source == "own",
    )


def _calendar(feed: views.Feed) -> Calendar:
    return Calendar(
        host=feed.shown,
        connected_at=feed.connected_at,
        read_at=feed.read_at,
        problem=feed.problem,
        events=feed.events,
    )
