"""Turns programmes into occurrences, a little ahead of time and only where something is to be done.

For every programme and person there is one plan: planned up to an instant, and the instant at which somebody
has to look again, which is when the next occurrence comes near. So a tick costs what is due to be planned;
what exists costs nothing. A published programme goes through its people in groups; a change of a person
upsets that person's plans and no others.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from nudges.caps import Caps
from nudges.events import Event
from nudges.metrics import Metrics
from nudges.people import Person
from nudges.planned import Occurrences, Planned
from nudges.plans import enrol
from nudges.policy import Defer, decide
from nudges.programme import Programme
from nudges.programmes import Running, load_running
from nudges.recurrence import Due, due_times
from nudges.register import load_events, load_follow_ups, load_people
from nudges.remembering import histories
from nudges.steps import AtStep, Step, go_on
from nudges.store import Store
from nudges.tables import NudgePersonRow, PlanRow, ProgrammeRow, ProgrammeState
from nudges.timing import History, choose
from nudges.triggers import Relative, Spaced

log = logging.getLogger(__name__)

HORIZON = timedelta(hours=26)
"""How far ahead occurrences are made: a day, and its longest one."""
LEAD = timedelta(hours=24)
"""How long before its time an occurrence is made at the latest; less than the horizon, so that looking at a
plan always gets it further."""
FAR = timedelta(days=400)
"""How far is looked for the next one after that; a rule that is rarer is looked at again then."""
BACK = timedelta(days=7)
"""How far back is planned what a server that was down has missed; the longest grace a programme can have."""
LATE_EVENT = timedelta(hours=4)
"""An event that was added late may still get the nudge that should have come shortly before now."""
LOOK_BACK = timedelta(days=62)
"""Events that far back may anchor what is to come."""
MOST_EACH = 200
"""Most occurrences of one plan at once; the rest comes at the next look."""
AFTER_FAILURE = timedelta(minutes=10)
"""When plans that could not be made are looked at again."""
PLANS = 500
PEOPLE = 2000


@dataclass(frozen=True)
class _Ahead:
    """What one plan comes to."""

    dues: tuple[Due, ...]
    planned_to: datetime
    next_at: datetime | None


class Planner:
    """Makes occurrences. One at a time by the lease of the tick; two at once would only repeat each other."""

    def __init__(self, store: Store, organisation: Caps, metrics: Metrics, at_step: AtStep = go_on):
        """Plan in this database."""
        self._store = store
        self._metrics = metrics
        self._organisation = organisation
        self._at = at_step
        self._occurrences = Occurrences(store)

    def enrol(self, now: datetime) -> int:
        """Give the next group of people their plans of what was just published; gives how many people."""
        with self._store.read() as connection:
            waiting = connection.execute(
                select(ProgrammeRow.id, ProgrammeRow.generation, ProgrammeRow.enrolled_to).where(
                    ProgrammeRow.enrolled_to.is_not(None),
                    ProgrammeRow.state == ProgrammeState.RUNNING.value,
                )
            ).all()
        return sum(self._enrol_group(one.id, one.generation, one.enrolled_to, now) for one in waiting)

    def plan(self, now: datetime, most: int = PLANS) -> int:
        """Bring the next plans that want it up to date; gives how many there were."""
        with self._store.read() as connection:
            rows = connection.execute(
                select(PlanRow.__table__).where(PlanRow.next_at <= now).order_by(PlanRow.next_at).limit(most)
            ).all()
            if not rows:
                return 0
        self._at(Step.PLAN_READ)
        by_programme: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_programme[row.programme_id].append(row)
        for programme, plans in by_programme.items():
            try:
                with self._store.read() as connection:
                    running = load_running(connection, [programme]).get(programme)
                self._plan_programme(running, plans, now)
            except Exception:
                self._failed(programme, plans, now)
        return len(rows)

    def _failed(self, programme: str, plans: list[Any], now: datetime) -> None:
        """Look at these plans again later, so that the other programmes go on."""
        self._metrics.failed()
        log.exception("programme %s cannot be planned", programme)
        with self._store.write() as connection:
            self._look_again(connection, plans, now + AFTER_FAILURE)

    def _enrol_group(self, programme: str, generation: int, after: str, now: datetime) -> int:
        with self._store.write() as connection:
            row = connection.execute(
                select(ProgrammeRow.__table__)
                .where(
                    ProgrammeRow.id == programme,
                    ProgrammeRow.generation == generation,
                    ProgrammeRow.enrolled_to == after,
                )
                .with_for_update()
            ).one_or_none()
            if row is None:
                return 0
            people = connection.scalars(
                select(NudgePersonRow.person_id)
                .where(NudgePersonRow.person_id > after)
                .order_by(NudgePersonRow.person_id)
                .limit(PEOPLE)
            ).all()
            enrol(self._store, connection, row, people, now)
            reached = people[-1] if len(people) == PEOPLE else None
            connection.execute(
                update(ProgrammeRow).where(ProgrammeRow.id == programme).values(enrolled_to=reached)
            )
        return len(people)

    def _plan_programme(self, running: Running | None, plans: Sequence[Any], now: datetime) -> None:
        with self._store.write() as connection:
            current = [
                plan for plan in plans if running is not None and plan.generation == running.generation
            ]
            if running is not None and current:
                found = self._look_ahead(connection, running, current, now)
                planned = self._planned(connection, running, found, now)
                self._occurrences.replace(connection, running.programme.id, planned, now)
                self._keep(connection, [(plan, ahead) for plan, _, ahead in found])
                known = {person.id for _, person, _ in found}
            else:
                known = set()
            # Of a programme that rests, of an older generation or of nobody: whoever changes that wakes it.
            self._look_again(connection, [plan for plan in plans if plan.person_id not in known], None)
            self._at(Step.PLAN_WRITTEN)
        self._at(Step.PLAN_COMMITTED)

    def _look_ahead(
        self, connection: Connection, running: Running, plans: Sequence[Any], now: datetime
    ) -> list[tuple[Any, Person, _Ahead]]:
        programme = running.programme
        ids = [plan.person_id for plan in plans]
        people = load_people(connection, ids)
        events: dict[str, list[Event]] = {}
        hangs = isinstance(programme.trigger, Relative | Spaced)
        if isinstance(programme.trigger, Relative):
            events = load_events(connection, ids, now - LOOK_BACK)
        elif isinstance(programme.trigger, Spaced):
            events = load_follow_ups(connection, ids)
        same: dict[tuple[str, datetime], _Ahead] = {}
        found = []
        for plan in plans:
            person = people.get(plan.person_id)
            if person is None:
                continue
            after = max(plan.planned_to, now - BACK)
            if hangs:
                ahead = _ahead(programme, person, after - LATE_EVENT, now, events.get(person.id, ()))
            else:  # a rule looks at nothing of a person but the clock
                key = (person.zone, after)
                if key not in same:
                    same[key] = _ahead(programme, person, after, now, ())
                ahead = same[key]
            found.append((plan, person, ahead))
        return found

    def _planned(
        self,
        connection: Connection,
        running: Running,
        found: list[tuple[Any, Person, _Ahead]],
        now: datetime,
    ) -> dict[str, tuple[datetime, list[Planned]]]:
        """Give what each person gets, and from when on it replaces what was planned before."""
        planned: dict[str, tuple[datetime, list[Planned]]] = {}
        known = (
            histories(connection, [person for _, person, _ in found])
            if running.programme.policy.learned
            else {}
        )
        for plan, person, ahead in found:
            history = known.get(person.id)
            mine = [self._moment(running, person, due, now, history) for due in ahead.dues]
            planned[person.id] = (max(plan.planned_to, now - BACK), mine)
        return planned

    def _moment(
        self, running: Running, person: Person, due: Due, now: datetime, history: History | None
    ) -> Planned:
        """Ask the policy once when planning: what will fall in quiet hours is planned for their end.

        Learned timing, where the person switched it on, may choose a later half hour of the window.
        """
        if history is not None:
            choice = choose(running.programme, person, due, history)
            if choice.probability is not None and choice.instant > now:
                chosen = Planned(due, choice.instant, "learned", running.generation)
                return replace(chosen, probability=choice.probability)
        verdict = decide(
            running.programme,
            person,
            due,
            max(due.instant, now),
            in_conversation=False,
            sent=(),
            organisation=self._organisation,
            ignored_in_a_row=0,
        )
        if isinstance(verdict, Defer) and due.instant > now:
            return Planned(due, verdict.until, verdict.reason.value, running.generation)
        return Planned(due, due.instant, "", running.generation)

    @staticmethod
    def _keep(connection: Connection, found: list[tuple[Any, _Ahead]]) -> None:
        if found:
            connection.execute(
                _AS_SEEN.values(planned_to=bindparam("to"), next_at=bindparam("next")),
                [_seen(plan) | {"to": ahead.planned_to, "next": ahead.next_at} for plan, ahead in found],
            )

    @staticmethod
    def _look_again(connection: Connection, plans: list[Any], at: datetime | None) -> None:
        if plans:
            connection.execute(_AS_SEEN.values(next_at=at), [_seen(plan) for plan in plans])


_AS_SEEN: Final = update(PlanRow).where(
    PlanRow.programme_id == bindparam("of_programme"),
    PlanRow.person_id == bindparam("of_person"),
    PlanRow.version == bindparam("seen"),
)
"""A plan, unless somebody wrote to it since it was read."""


def _seen(plan: Any) -> dict[str, object]:
    return {"of_programme": plan.programme_id, "of_person": plan.person_id, "seen": plan.version}


def _ahead(
    programme: Programme, person: Person, after: datetime, now: datetime, events: Sequence[Event]
) -> _Ahead:
    """Give what is due within the horizon, and when to look again."""
    horizon = max(now + HORIZON, after)
    found: list[Due] = []
    for due in due_times(programme, person, after, horizon + FAR, events):
        if due.instant >= horizon:
            return _Ahead(tuple(found), horizon, due.instant - LEAD)
        if len(found) >= MOST_EACH and due.instant > found[-1].instant:
            # Too many at once: go on from here when these are near.
            return _Ahead(tuple(found), due.instant, max(due.instant - LEAD, now))
        found.append(due)
    return _Ahead(tuple(found), horizon, _much_later(programme, now))


def _much_later(programme: Programme, now: datetime) -> datetime | None:
    """When to look again where nothing comes within a year: never, unless the programme goes on."""
    over = programme.ends is not None and programme.ends < (now + FAR).date()
    return None if over or isinstance(programme.trigger, Relative | Spaced) else now + FAR - LEAD
