"""What is to come for one person, and why something came or did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from nudges.desks.base import Desk
from nudges.errors import NotThere
from nudges.events import Event
from nudges.missed import survivors
from nudges.people import EVERYBODY, Person
from nudges.planner import FAR, LATE_EVENT
from nudges.policy import Defer, Withhold, decide
from nudges.programme import Programme
from nudges.reasons import sentences
from nudges.recurrence import Due, due_times
from nudges.register import load_events, load_follow_ups, load_people
from nudges.tables import DecisionRow, OccurrenceRow, OccurrenceState, ProgrammeRow, ProgrammeState
from nudges.triggers import Relative
from nudges.views import Coming, Decided, Why
from nudges.words import trigger_in_words

LOOK_BACK = timedelta(days=61)
"""Events that far back may still anchor something that is to come."""
MOST = 100


class OutlookDesk(Desk):
    """What is to come, and why."""

    def coming(self, person: str, now: datetime, days: int = 7) -> tuple[Coming, ...]:
        """Give what a person may expect in these days, with what was put off, in order."""
        until = now + timedelta(days=days)
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
            if known is None:
                return ()
            programmes = running_programmes(connection)
            events = anchors(connection, person, now - LOOK_BACK)
            rows = connection.execute(_planned(person)).all()
        there = {(row.programme_id, row.key) for row in rows}
        titles = {event.id: event.title for event in events}
        found = [
            _standing(row, programmes[row.programme_id], titles)
            for row in rows
            if row.programme_id in programmes
        ]
        for programme in programmes.values():
            if known.belongs_to(programme.audience) and programme.id not in known.rules.muted_programmes:
                fresh = self._fresh(programme, known, (now, until), events)
                found += [one for key, one in fresh if (programme.id, key) not in there]
        wanted = (one for one in found if now <= one.at < until)
        return tuple(sorted(wanted, key=lambda one: (one.at, one.programme_id)))[:MOST]

    def nudges_of(self, person: str, event: str, now: datetime) -> tuple[Coming, ...]:
        """Give the nudges that an own event will bring, in order; none that a rule of the person forbids."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
            mine = [one for one in anchors(connection, person, now - LOOK_BACK) if one.id == event]
            if known is None or not mine:
                return ()
            programmes = running_programmes(connection).values()
            done = {(row.programme_id, row.key) for row in connection.execute(_done(person, event))}
        found: list[Coming] = []
        for programme in programmes:
            if not isinstance(programme.trigger, Relative) or not known.belongs_to(programme.audience):
                continue
            dues = due_times(programme, known, now - LATE_EVENT, now + FAR, mine)
            for due in survivors(programme, dues, now).kept:
                one = self._expected(programme, known, due, now)
                held = one.reason and not one.deferred
                found += [] if held or (programme.id, due.key) in done else [one]
        return tuple(sorted(found, key=lambda one: one.at))

    def why(self, person: str, occurrence: str) -> Why:
        """Tell why a person got a nudge, or not.

        Raises:
            NotThere: there is none, or it is somebody else's.
        """
        with self._store.read() as connection:
            row = connection.execute(
                select(OccurrenceRow.__table__).where(
                    OccurrenceRow.person_id == person, OccurrenceRow.id == occurrence
                )
            ).one_or_none()
            if row is None:
                raise NotThere
            known = load_people(connection, [person]).get(person)
            stored = connection.execute(
                select(ProgrammeRow.live, ProgrammeRow.draft).where(ProgrammeRow.id == row.programme_id)
            ).one()
            titles = {one.id: one.title for one in anchors(connection, person, row.due_at - LOOK_BACK)}
            decided = connection.execute(
                select(DecisionRow.__table__)
                .where(DecisionRow.occurrence_id == occurrence)
                .order_by(DecisionRow.id)
            ).all()
        programme = Programme.parse(stored.live or stored.draft)
        labels = known.audiences if known else frozenset()
        return Why(
            id=row.id,
            programme_id=row.programme_id,
            programme=programme.name,
            purpose=programme.purpose,
            moment=programme.moment.value,
            state="withheld" if row.state == OccurrenceState.WITHDRAWN.value else row.state,
            due_at=row.due_at,
            audiences=tuple(one for one in programme.audience if one == EVERYBODY or one in labels),
            trigger_nl=trigger_in_words(programme, "nl"),
            trigger_en=trigger_in_words(programme, "en"),
            event=titles.get(row.event_id or "", ""),
            asked_for=row.asked_for,
            decisions=tuple(_decided(one) for one in decided),
        )

    def _fresh(
        self, programme: Programme, person: Person, within: tuple[datetime, datetime], events: Sequence[Event]
    ) -> Iterator[tuple[str, Coming]]:
        for due in islice(due_times(programme, person, *within, events), MOST):
            yield due.key, self._expected(programme, person, due, within[0])

    def _expected(self, programme: Programme, person: Person, due: Due, now: datetime) -> Coming:
        moment = max(due.instant, now)
        verdict = decide(
            programme,
            person,
            due,
            moment,
            in_conversation=False,
            sent=(),
            organisation=self._tools.organisation,
            ignored_in_a_row=0,
        )
        return Coming(
            id=None,
            programme_id=programme.id,
            programme=programme.name,
            moment=programme.moment.value,
            at=verdict.until if isinstance(verdict, Defer) else moment,
            deferred=isinstance(verdict, Defer),
            reason=verdict.reason.value if isinstance(verdict, Defer | Withhold) else "",
            event=due.event.title if due.event and due.event.source != "follow_up" else "",
        )


def running_programmes(connection: Connection) -> dict[str, Programme]:
    """Read what runs, by identifier."""
    rows = connection.execute(
        select(ProgrammeRow.id, ProgrammeRow.live).where(ProgrammeRow.state == ProgrammeState.RUNNING.value)
    )
    return {row.id: Programme.parse(row.live) for row in rows}


def anchors(connection: Connection, person: str, since: datetime) -> list[Event]:
    """Read what a person's nudges may hang on: events and follow-ups."""
    events = load_events(connection, [person], since).get(person, [])
    return events + load_follow_ups(connection, [person]).get(person, [])


def _planned(person: str) -> Any:
    return (
        select(
            OccurrenceRow.id,
            OccurrenceRow.programme_id,
            OccurrenceRow.key,
            OccurrenceRow.due_at,
            OccurrenceRow.scheduled_at,
            OccurrenceRow.event_id,
            OccurrenceRow.reason,
        )
        # Open ones of a person have not been sent: the index over person and sending finds them.
        .where(OccurrenceRow.person_id == person, OccurrenceRow.sent_at.is_(None))
        .where(OccurrenceRow.state == OccurrenceState.PLANNED.value)
        .order_by(OccurrenceRow.scheduled_at)
        .limit(MOST)
    )


def _done(person: str, event: str) -> Any:
    """Ask for what was sent or withheld of an event: it does not come again."""
    over = (OccurrenceState.SENT.value, OccurrenceState.WITHHELD.value)
    return select(OccurrenceRow.programme_id, OccurrenceRow.key).where(
        OccurrenceRow.person_id == person,
        OccurrenceRow.event_id == event,
        OccurrenceRow.event_source == "own",
        OccurrenceRow.state.in_(over),
    )


def _standing(row: Any, programme: Programme, titles: Mapping[str, str]) -> Coming:
    return Coming(
        id=row.id,
        programme_id=row.programme_id,
        programme=programme.name,
        moment=programme.moment.value,
        at=row.scheduled_at,
        deferred=row.scheduled_at != row.due_at,
        reason=row.reason,
        event=titles.get(row.event_id or "", ""),
    )


def _decided(row: Any) -> Decided:
    nl, en = sentences(row.reason)
    return Decided(row.at, row.verdict, row.reason, row.until, row.probability, nl, en)
