"""Seeing a programme before its people do: preview, forecast, sending it to oneself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, func, insert, select

from nudges.caps import WEEK_DAYS
from nudges.content import content_of
from nudges.desks.base import Desk
from nudges.desks.outlook import running_programmes
from nudges.errors import NotThere
from nudges.events import Event
from nudges.groups import shown
from nudges.localtime import wall_of
from nudges.people import EVERYBODY, Person
from nudges.programme import Programme
from nudges.recurrence import Due, due_times
from nudges.register import load_people
from nudges.store import new_id
from nudges.tables import (
    AudienceRow,
    EventRow,
    NudgePersonRow,
    OccurrenceRow,
    OccurrenceState,
    ProgrammeRow,
    SpacedRow,
)
from nudges.triggers import Relative, Spaced
from nudges.views import Forecast, Label, Previewed

WEEKS = 4
AHEAD = timedelta(days=800)
"""How far a preview looks for the next occurrences."""
MOST_EACH = 2000
SENT_TO_ME = timedelta(hours=1)
"""How long a nudge to oneself is worth sending."""
SAMPLE = Person(id="sample", first_name="Noor")
SAMPLE_TITLES = {"nl": "gesprek met Sanne", "en": "talk with Sanne"}


class RehearsalDesk(Desk):
    """What a leerprofessional sees before anybody gets anything."""

    def labels(self) -> tuple[Label, ...]:
        """Give the audiences that there are; how many people only from ten on."""
        with self._store.read() as connection:
            everybody = connection.scalar(select(func.count()).select_from(NudgePersonRow)) or 0
            rows = connection.execute(
                select(AudienceRow.label, func.count())
                .group_by(AudienceRow.label)
                .order_by(AudienceRow.label)
            ).all()
        counted = (Label(label, shown(count)) for label, count in rows)
        return (Label(EVERYBODY, shown(everybody)), *counted)

    def preview(
        self, programme: Programme, now: datetime, n: int = 10, person: str | None = None
    ) -> tuple[Previewed, ...]:
        """Give the next times of a programme, saved or not, with its texts filled in.

        A programme that hangs on events shows itself around a made-up one, tomorrow at ten.
        """
        known = self._somebody(person)
        dues = due_times(programme, known, now, now + AHEAD, _sample_events(programme, known, now))
        return tuple(_previewed(programme, known, due) for due in islice(dues, n))

    def forecast(self, programme: Programme, now: datetime) -> Forecast:
        """Tell what this programme, with all that run, means for its people in the next four weeks."""
        caps = self._tools.organisation
        with self._store.read() as connection:
            others = running_programmes(connection)
            others.pop(programme.id, None)
            weights = {one.id: _each_week(connection, one, now) for one in (programme, *others.values())}
            groups = _groups(connection, (programme, *others.values()))
        people = sum(count for labels, count in groups.items() if _reaches(programme, labels))
        together, capped = 0.0, 0
        for labels, count in groups.items():
            if not _reaches(programme, labels):
                continue
            theirs = [one for one in (programme, *others.values()) if _reaches(one, labels)]
            together += count * sum(weights[one.id] for one in theirs)
            day, week = _busiest([one for one in theirs if not one.policy.asked_for], now)
            over = (caps.day is not None and day > caps.day) or (caps.week is not None and week > caps.week)
            capped += count if over else 0
        rest_shown = capped == people or shown(people - capped) is not None
        return Forecast(
            people=shown(people),
            each_week=round(weights[programme.id], 2),
            each_week_together=round(together / people if people else weights[programme.id], 2),
            capped=0 if capped == 0 else (shown(capped) if rest_shown else None),
            cap_day=caps.day,
            cap_week=caps.week,
        )

    def send_to_me(self, person: str, programme: Programme, now: datetime) -> str:
        """Send a programme to oneself, at once and past every cap; gives the occurrence.

        Raises:
            NotThere: the programme was never saved, or the person is not known.
        """
        with self._store.write() as connection:
            there = connection.scalar(select(ProgrammeRow.id).where(ProgrammeRow.id == programme.id))
            known = load_people(connection, [person]).get(person)
            if there is None or known is None:
                raise NotThere
            occurrence = new_id()
            content = content_of(programme, known, SAMPLE_TITLES[known.language])
            connection.execute(
                insert(OccurrenceRow).values(
                    id=occurrence,
                    programme_id=programme.id,
                    person_id=person,
                    key=f"me:{occurrence}",
                    generation=0,
                    state=OccurrenceState.PLANNED.value,
                    wall=f"{wall_of(now, known.clock):%Y-%m-%dT%H:%M:%S}",
                    due_at=now,
                    scheduled_at=now,
                    deadline=now + SENT_TO_ME,
                    next_at=now,
                    deferrals=0,
                    asked_for=True,
                    reason="",
                    counted=False,
                    content=content,
                )
            )
        self._tools.wake()
        return occurrence

    def _somebody(self, person: str | None) -> Person:
        if person is not None:
            with self._store.read() as connection:
                known = load_people(connection, [person]).get(person)
            if known is not None:
                return known
        return SAMPLE


def _previewed(programme: Programme, person: Person, due: Due) -> Previewed:
    texts = {
        language: text.filled(first_name=person.first_name, event=SAMPLE_TITLES[language], language=language)
        for language, text in programme.texts.items()
    }
    return Previewed(
        wall=due.wall,
        at=due.instant,
        title={language: text.title for language, text in texts.items()},
        body={language: text.body for language, text in texts.items()},
    )


def _sample_events(programme: Programme, person: Person, now: datetime) -> Sequence[Event]:
    trigger = programme.trigger
    tomorrow = wall_of(now, person.clock) + timedelta(days=1)
    start = tomorrow.replace(hour=10, minute=0, second=0, microsecond=0, tzinfo=person.clock)
    if isinstance(trigger, Spaced):
        return (Event("sample", start, "", tags=frozenset({trigger.on}), source="follow_up"),)
    if isinstance(trigger, Relative):
        later = start + timedelta(days=abs(trigger.days or 0))
        tags = frozenset({trigger.tag} if trigger.tag else ())
        return (Event("sample", later, SAMPLE_TITLES[person.language], tags=tags),)
    return ()


def _reaches(programme: Programme, labels: frozenset[str]) -> bool:
    return EVERYBODY in programme.audience or not labels.isdisjoint(programme.audience)


def _groups(connection: Connection, programmes: Collection[Programme]) -> Counter[frozenset[str]]:
    """Count people by which of the labels that matter here they have."""
    wanted = {label for one in programmes for label in one.audience}
    theirs: dict[str, set[str]] = {}
    rows = connection.execute(
        select(AudienceRow.person_id, AudienceRow.label).where(AudienceRow.label.in_(wanted))
    )
    for person, label in rows:
        theirs.setdefault(person, set()).add(label)
    everybody = connection.scalar(select(func.count()).select_from(NudgePersonRow)) or 0
    groups = Counter(frozenset(labels) for labels in theirs.values())
    groups[frozenset()] += everybody - len(theirs)
    return groups


def _each_week(connection: Connection, programme: Programme, now: datetime) -> float:
    """Give the nudges a person a week; around events as many as there are in the calendars now."""
    until = now + timedelta(weeks=WEEKS)
    trigger = programme.trigger
    if isinstance(trigger, Relative | Spaced):
        at = EventRow.starts_at if isinstance(trigger, Relative) else SpacedRow.due_at
        events = connection.scalar(select(func.count()).where(at >= now, at < until)) or 0
        people = connection.scalar(select(func.count()).select_from(NudgePersonRow)) or 1
        return events / people / WEEKS
    return sum(1 for _ in islice(due_times(programme, SAMPLE, now, until), MOST_EACH)) / WEEKS


def _busiest(programmes: Sequence[Programme], now: datetime) -> tuple[int, int]:
    """Give the most nudges on one day and in seven days on end, of what comes by the calendar."""
    days: Counter[int] = Counter()
    for programme in programmes:
        dues = due_times(programme, SAMPLE, now, now + timedelta(weeks=WEEKS))
        days.update(due.wall.toordinal() for due in islice(dues, MOST_EACH))
    if not days:
        return 0, 0
    weeks = (sum(days[day + n] for n in range(WEEK_DAYS)) for day in days)
    return max(days.values()), max(weeks)
