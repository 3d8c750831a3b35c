"""The verdict on each occurrence that is due, from what was read; nothing here touches the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from nudges.caps import Caps
from nudges.events import Event
from nudges.missed import survivors
from nudges.past import Past
from nudges.people import Person
from nudges.policy import Defer, Reason, Send, Withhold, counts, decide
from nudges.programmes import Running
from nudges.recurrence import Due

Verdict = Send | Defer | Withhold

NOT_YET_PLANNED = timedelta(seconds=2)
"""A programme was just changed and this one's plan is still the old one: look again so soon."""
REPLANNED_WITHIN = timedelta(minutes=15)
"""After its people were gone through, so long may the planner take for all of them."""
AGAIN_AFTER_TALK = timedelta(minutes=2)


@dataclass(frozen=True)
class Wait:
    """Say nothing yet: the plan it belongs to is about to be made anew."""

    until: datetime


@dataclass(frozen=True)
class Judged:
    """One occurrence with its verdict."""

    row: Any
    verdict: Verdict | Wait
    counted: bool = False
    event: Event | None = None


@dataclass
class Known:
    """Everything that verdicts depend on."""

    people: Mapping[str, Person]
    programmes: Mapping[str, Running]
    events: Mapping[str, Mapping[str, Event]]
    """By person, by identifier of the event."""
    past: Mapping[str, Past]
    talking: Collection[str]
    organisation: Caps
    added: dict[str, Past] = field(default_factory=lambda: defaultdict(Past))

    def past_of(self, person: str) -> Past:
        """Give what somebody got before, with what this very batch sends them."""
        return self.past.get(person) or self.added[person]


def judge(rows: Iterable[Any], known: Known, now: datetime) -> list[Judged]:
    """Decide about rows that are due, each person's in order; every row gets one verdict."""
    found: list[Judged] = []
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        if row.asked_for:
            found.append(_asked_for(row, known, now))
        else:
            groups[row.person_id, row.programme_id].append(row)
    for (person, programme), mine in sorted(groups.items(), key=lambda item: _earliest(item[1])):
        found += _of_programme(known.people.get(person), known.programmes.get(programme), mine, known, now)
    return found


def _earliest(rows: list[Any]) -> datetime:
    first: datetime = min(row.scheduled_at for row in rows)
    return first


def _asked_for(row: Any, known: Known, now: datetime) -> Judged:
    """What a person asked for themselves comes when they said; only talking and being too late stop it."""
    person = known.people.get(row.person_id)
    if person is None or person.rules.opted_out:
        return Judged(row, Withhold(Reason.OPTED_OUT))
    if now >= row.deadline:
        return Judged(row, Withhold(Reason.PAST_DEADLINE))
    if row.person_id in known.talking:
        return Judged(row, Defer(now + AGAIN_AFTER_TALK, Reason.IN_CONVERSATION))
    return Judged(row, Send())


def _of_programme(
    person: Person | None, running: Running | None, rows: list[Any], known: Known, now: datetime
) -> list[Judged]:
    """Decide about what is due of one programme for one person."""
    if person is None:
        return [Judged(row, Withhold(Reason.OPTED_OUT)) for row in rows]
    if running is None or not running.runs:
        return [Judged(row, Withhold(Reason.PROGRAMME_STOPPED)) for row in rows]
    found: list[Judged] = []
    dues: dict[str, tuple[Any, Due]] = {}
    for row in rows:
        if (early := _before_policy(row, person, running, known, now)) is not None:
            found.append(early)
        else:
            event = known.events.get(person.id, {}).get(row.event_id or "")
            dues[row.key] = (row, _due(row, event))
    # What was put off is as late as the moment that it was put off to.
    put_off = [replace(due, instant=row.scheduled_at) for row, due in dues.values()]
    remaining = survivors(running.programme, put_off, now)
    for due, reason in remaining.dropped:
        found.append(Judged(dues[due.key][0], Withhold(reason)))
    for due in remaining.kept:
        row, own = dues[due.key]
        found.append(_by_policy(row, own, person, running, known, now))
    return found


def _before_policy(row: Any, person: Person, running: Running, known: Known, now: datetime) -> Judged | None:
    """Look whether the occurrence still stands at all."""
    if row.generation < running.generation and row.due_at > running.since:
        # Planned before the programme was changed: the plan of now replaces it, or has done without it.
        age = now - running.since
        if running.enrolling or age < REPLANNED_WITHIN:
            return Judged(row, Wait(now + max(NOT_YET_PLANNED, age / 10)))
        return Judged(row, Withhold(Reason.SUPERSEDED))
    if not person.belongs_to(running.programme.audience):
        return Judged(row, Withhold(Reason.NOT_IN_AUDIENCE))
    if row.event_id is not None:
        event = known.events.get(person.id, {}).get(row.event_id)
        if event is None or not row.key.endswith(event.anchor[-200:]):
            return Judged(row, Withhold(Reason.EVENT_WITHDRAWN))
    return None


def _by_policy(row: Any, due: Due, person: Person, running: Running, known: Known, now: datetime) -> Judged:
    past = known.past_of(person.id)
    programme = running.programme
    verdict = decide(
        programme,
        person,
        due,
        now,
        in_conversation=person.id in known.talking,
        sent=past.counted,
        organisation=known.organisation,
        ignored_in_a_row=past.ignored(programme.id),
        last_sent=past.last(programme.id),
    )
    counted = counts(programme, due)
    if isinstance(verdict, Send):
        past.add(programme.id, now, counted=counted)
    return Judged(row, verdict, counted, due.event)


def _due(row: Any, event: Event | None) -> Due:
    wall = datetime.fromisoformat(row.wall)
    return Due(instant=row.due_at, key=row.key, wall=wall, deadline=row.deadline, event=event)
