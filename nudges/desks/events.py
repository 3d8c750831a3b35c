"""A person's own events and connected calendar, and what they used: the anchors of nudges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, func, select, update

from nudges import remembering
from nudges.desks.base import Desk
from nudges.errors import FeedRefused, NotPossible, NotThere
from nudges.events import Event
from nudges.localtime import DEFAULT_ZONE
from nudges.plans import upset
from nudges.register import event_of, load_people
from nudges.spaced import Kind
from nudges.store import new_id
from nudges.tables import EventRow, FeedRow, NudgePersonRow
from nudges.views import Feed

MOST_OWN = 500
"""Own events to come of one person; more is a mistake or an attack."""
LOOK_BACK = timedelta(days=2)
"""Events that far back still anchor something that comes after them."""
EVERY = timedelta(hours=1)
"""How often a connected calendar is read."""


class EventDesk(Desk):
    """Own events and the connected calendar. Titles never leave the person."""

    def events(self, person: str, now: datetime) -> tuple[Event, ...]:
        """Give a person's coming events, own and from the calendar, in order."""
        with self._store.read() as connection:
            rows = connection.execute(
                select(EventRow.__table__)
                .where(EventRow.person_id == person, EventRow.starts_at >= now - timedelta(hours=12))
                .order_by(EventRow.starts_at, EventRow.uid)
                .limit(MOST_OWN)
            ).all()
        return tuple(event for row in rows if (event := event_of(row)).ends > now)

    def add_event(self, person: str, event: Event, now: datetime) -> Event:
        """Keep an own event; one with the same identifier is moved. Its nudges follow.

        Raises:
            NotPossible: the person has too many, or is not known.
        """
        kept = Event(
            id=event.id or new_id(),
            start=event.start,
            title=event.title[:200],
            end=event.end,
            all_day=event.all_day,
            tags=event.tags,
            source="own",
        )
        self._introduced(person)
        with self._store.write() as connection:
            _known(connection, person)
            if _own_count(connection, person, now) >= MOST_OWN:
                raise NotPossible(
                    code="too_many_events",
                    nl="Je hebt al heel veel afspraken staan. Verwijder er eerst een paar.",
                    en="You have very many events already. Remove a few first.",
                )
            connection.execute(_upsert(self, person, "own", [kept]))
            upset(connection, person, now)
        self._tools.wake()
        return kept

    def _introduced(self, person: str) -> None:
        with self._store.read() as connection:
            there = bool(load_people(connection, [person]))
        if not there:
            self._tools.introduce(person)

    def own_event(self, person: str, event: str) -> Event | None:
        """Give an own event, or None where there is none."""
        with self._store.read() as connection:
            row = connection.execute(
                select(EventRow.__table__).where(
                    EventRow.person_id == person, EventRow.source == "own", EventRow.uid == event
                )
            ).one_or_none()
        return None if row is None else event_of(row)

    def delete_event(self, person: str, event: str, now: datetime) -> None:
        """Remove an own event; its nudges are withdrawn.

        Raises:
            NotThere: there is none, or it is somebody else's.
        """
        with self._store.write() as connection:
            gone = connection.execute(
                delete(EventRow).where(
                    EventRow.person_id == person, EventRow.source == "own", EventRow.uid == event
                )
            )
            if not gone.rowcount:
                raise NotThere
            upset(connection, person, now)
        self._tools.wake()

    def used(self, person: str, kind: Kind, ref: str, now: datetime, title: str = "") -> None:
        """Note that a person opened a card or did a practice; spaced follow-ups hang on it.

        Somebody whom the nudges do not know yet has none, and nothing is kept.
        """
        with self._store.write() as connection:
            there = select(NudgePersonRow.person_id).where(NudgePersonRow.person_id == person)
            if connection.scalar(there) is not None:
                remembering.used(self._store, connection, person, (kind, ref[:100], title), now)

    def feed(self, person: str, now: datetime) -> Feed | None:
        """Give the connected calendar, or None."""
        with self._store.read() as connection:
            row = connection.execute(
                select(FeedRow.__table__).where(FeedRow.person_id == person)
            ).one_or_none()
            coming = connection.scalar(
                select(func.count())
                .select_from(EventRow)
                .where(EventRow.person_id == person, EventRow.source == "feed", EventRow.starts_at >= now)
            )
        if row is None:
            return None
        return Feed(
            shown=urlsplit(row.url).hostname or "",
            connected_at=row.connected_at,
            read_at=row.read_at,
            problem=row.problem,
            events=coming or 0,
        )

    def connect_feed(self, person: str, url: str, now: datetime) -> Feed:
        """Connect a calendar; it is read at once, and kept only when that worked.

        Raises:
            FeedRefused: it could not be read, or its address is not allowed.
        """
        found = self._read(person, url, now)
        with self._store.write() as connection:
            _known(connection, person)
            added = self._store.insert(FeedRow).values(
                person_id=person, url=url, connected_at=now, read_at=now, next_at=now + EVERY, failures=0
            )
            fresh = {
                "url": url,
                "connected_at": now,
                "read_at": now,
                "next_at": now + EVERY,
                "failures": 0,
                "problem": "",
            }
            connection.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=fresh))
            _replace(self, connection, person, found, now)
        self._tools.wake()
        feed = self.feed(person, now)
        if feed is None:  # disconnected by another device at this very moment
            raise NotThere
        return feed

    def disconnect_feed(self, person: str, now: datetime) -> None:
        """Disconnect the calendar and forget what was read from it. Doing it twice does nothing."""
        with self._store.write() as connection:
            connection.execute(delete(FeedRow).where(FeedRow.person_id == person))
            connection.execute(
                delete(EventRow).where(EventRow.person_id == person, EventRow.source == "feed")
            )
            upset(connection, person, now)
        self._tools.wake()

    def refresh_feed(self, person: str, now: datetime) -> None:
        """Read a connected calendar again; one that fails waits longer each time, at most a day."""
        with self._store.read() as connection:
            row = connection.execute(
                select(FeedRow.person_id, FeedRow.url, FeedRow.failures).where(FeedRow.person_id == person)
            ).one_or_none()
        if row is not None:
            self._refresh(row, now)

    def _refresh(self, row: Any, now: datetime) -> None:
        mine = (FeedRow.person_id == row.person_id, FeedRow.url == row.url)
        try:
            found = self._read(row.person_id, row.url, now)
        except FeedRefused as problem:
            wait = min(EVERY * 2 ** min(row.failures, 5), timedelta(days=1))
            changes = {"problem": problem.code[:40], "failures": row.failures + 1, "next_at": now + wait}
            with self._store.write() as connection:
                connection.execute(update(FeedRow).where(*mine).values(changes))
            return
        with self._store.write() as connection:
            changes = {"problem": "", "failures": 0, "read_at": now, "next_at": now + EVERY}
            if connection.execute(update(FeedRow).where(*mine).values(changes)).rowcount:
                _replace(self, connection, row.person_id, found, now)

    def _read(self, person: str, url: str, now: datetime) -> list[Event]:
        if self._tools.read_feed is None:
            raise FeedRefused(
                code="feed_off",
                nl="Op deze server kunnen geen agenda’s worden gelezen.",
                en="This server cannot read calendars.",
            )
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
        return list(self._tools.read_feed(url, now, known.zone if known else DEFAULT_ZONE))


def _known(connection: Connection, person: str) -> None:
    there = select(NudgePersonRow.person_id).where(NudgePersonRow.person_id == person)
    if connection.scalar(there) is None:
        raise NotPossible(code="person_unknown")


def _own_count(connection: Connection, person: str, now: datetime) -> int:
    """Count what is still to come; what is over cannot be seen any more, so nobody could make room of it."""
    counted = (
        select(func.count())
        .select_from(EventRow)
        .where(EventRow.person_id == person, EventRow.source == "own", EventRow.starts_at > now)
    )
    return connection.scalar(counted) or 0


def _upsert(desk: Desk, person: str, source: str, events: Iterable[Event]) -> Any:
    rows = [
        {
            "id": new_id(),
            "person_id": person,
            "source": source,
            "uid": event.id[:255],
            "title": event.title[:200],
            "starts_at": event.start,
            "ends_at": event.end,
            "all_day": event.all_day,
            "tags": sorted(event.tags),
        }
        for event in events
    ]
    added = desk._store.insert(EventRow).values(rows)
    names = ("title", "starts_at", "ends_at", "all_day", "tags")
    changes = {name: getattr(added.excluded, name) for name in names}
    return added.on_conflict_do_update(index_elements=["person_id", "source", "uid"], set_=changes)


def _replace(desk: Desk, connection: Connection, person: str, found: list[Event], now: datetime) -> None:
    """Make the feed's events exactly what was read; plans are upset only when something is different."""
    here = (EventRow.person_id == person, EventRow.source == "feed")
    before = {row.uid: event_of(row) for row in connection.execute(select(EventRow.__table__).where(*here))}
    unique = {event.id[:255]: event for event in found}
    gone = [uid for uid in before if uid not in unique]
    fresh = [event for uid, event in unique.items() if uid not in before or _differs(before[uid], event)]
    for start in range(0, len(gone), 500):
        connection.execute(delete(EventRow).where(*here, EventRow.uid.in_(gone[start : start + 500])))
    for start in range(0, len(fresh), 500):
        connection.execute(_upsert(desk, person, "feed", fresh[start : start + 500]))
    if gone or fresh:
        upset(connection, person, now)


def _differs(one: Event, other: Event) -> bool:
    return (one.start, one.end, one.title[:200], one.all_day, one.tags) != (
        other.start,
        other.end,
        other.title[:200],
        other.all_day,
        other.tags,
    )
