"""Three years of every ready programme at once: nothing twice, nothing lost, nothing at a bad time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush

import pytest
from whenever import Instant

from nudges.caps import Caps
from nudges.events import Event, Source
from nudges.missed import survivors
from nudges.people import Person, PersonRules
from nudges.policy import Defer, Reason, Send, counts, decide
from nudges.programme import Programme
from nudges.ready import programmes
from nudges.recurrence import Due, due_times
from tests.nudges.making import utc

BEGIN, END = utc(2026, 1, 1), utc(2029, 1, 1)
STEP = timedelta(days=14)
CAPS = Caps(1, 3)
SOURCES: tuple[Source, ...] = ("own", "feed")
READY = [programme.model_copy(update={"audience": ("all",)}) for programme in programmes(date(2026, 1, 1))]
RULES = PersonRules(quiet_from=time(17, 30), quiet_to=time(8, 0))


@dataclass
class Sent:
    programme: Programme
    due: Due
    at: datetime
    zone: str


@dataclass
class Life:
    """One person with their events, and everything that was decided about them."""

    person: Person
    zones: tuple[str, ...]
    events: list[Event]
    chance: random.Random
    sent: list[Sent] = field(default_factory=list)
    dropped: list[tuple[str, Reason]] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    decisions: Counter[str] = field(default_factory=Counter)
    waiting: list[tuple[datetime, str, str]] = field(default_factory=list)
    open: dict[str, tuple[Programme, Due]] = field(default_factory=dict)

    def live(self) -> None:
        now = BEGIN
        while now < END:
            self.person = replace(self.person, zone=self.chance.choice(self.zones))
            self.plan(now)
            now += STEP
            self.work(now)
        self.work(END + timedelta(days=60))

    def plan(self, now: datetime) -> None:
        near = [one for one in self.events if abs(one.start - now) < timedelta(days=30)]
        for programme in READY:
            for due in due_times(programme, self.person, now, now + STEP, near):
                name = f"{programme.id} {due.key}"
                if name not in self.planned:
                    self.planned.add(name)
                    self.open[name] = (programme, due)
                    heappush(self.waiting, (due.instant, name, programme.id))

    def work(self, until: datetime) -> None:
        while self.waiting and self.waiting[0][0] < until:
            now, name, _ = heappop(self.waiting)
            if name in self.open:
                self.decide(name, now)

    def decide(self, name: str, now: datetime) -> None:
        programme, due = self.open[name]
        together = {
            one.key: other
            for other, (made, one) in self.open.items()
            if made.id == programme.id and one.instant <= now
        }
        gone = survivors(programme, [self.open[other][1] for other in together.values()], now).dropped
        for one, reason in gone:
            self.drop(together[one.key], reason)
        if name not in self.open:
            return
        decision = decide(
            programme,
            self.person,
            due,
            now,
            in_conversation=self.chance.random() < 0.05,
            sent=[one.at for one in self.sent[-40:] if counts(one.programme, one.due)],
            organisation=CAPS,
            ignored_in_a_row=0,
        )
        self.decisions[name] += 1
        if isinstance(decision, Send):
            del self.open[name]
            self.sent.append(Sent(programme, due, now, self.person.zone))
        elif isinstance(decision, Defer):
            assert now < decision.until < due.deadline
            heappush(self.waiting, (decision.until, name, programme.id))
        else:
            self.drop(name, decision.reason)

    def drop(self, name: str, reason: Reason) -> None:
        del self.open[name]
        self.dropped.append((name, reason))


def some_events(chance: random.Random) -> Iterator[Event]:
    """Give two years of conversations and pitches, own and from a feed."""
    for number in range(400):
        start = BEGIN + timedelta(days=chance.uniform(0, 1090))
        tags = chance.choice([{"difficult", "conversation"}, {"pitch"}, {"meeting"}])
        source: Source = chance.choice(SOURCES)
        yield Event(
            f"e{number}", start.replace(second=0, microsecond=0), "iets", tags=frozenset(tags), source=source
        )
        due = BEGIN + timedelta(days=chance.uniform(0, 1090))
        yield Event(f"card:{number}", due, "kaart", tags=frozenset({"card"}), source="follow_up")


@pytest.mark.parametrize(
    "zones",
    [
        ("Europe/Amsterdam",),
        ("America/St_Johns", "Europe/Amsterdam", "Pacific/Auckland"),
    ],
    ids=lambda zones: zones[0].partition("/")[2],
)
def test_three_years(zones: tuple[str, ...]) -> None:
    chance = random.Random(zones[0])
    life = Life(Person("an", zone=zones[0], rules=RULES), zones, list(some_events(chance)), chance)
    life.live()
    assert len(life.sent) > 300
    assert not life.open
    assert len(life.sent) + len(life.dropped) == len(life.planned)
    assert max(life.decisions.values()) < 100
    _nothing_at_a_bad_time(life)
    _never_more_than_the_caps(life)
    _never_piled_up(life)


def _nothing_at_a_bad_time(life: Life) -> None:
    for one in life.sent:
        there = Instant(one.at).to_tz(one.zone)
        assert time(8) <= there.time().to_stdlib() < time(17, 30), one
        assert there.date().to_stdlib().weekday() < 5, one
        assert one.due.instant <= one.at < one.due.deadline


def _never_more_than_the_caps(life: Life) -> None:
    counted = [one for one in life.sent if counts(one.programme, one.due)]
    for one in counted:  # as the clock of that moment's zone sees it
        today = Instant(one.at).to_tz(one.zone).date().to_stdlib()
        before = [
            Instant(other.at).to_tz(one.zone).date().to_stdlib()
            for other in counted
            if timedelta() <= one.at - other.at < timedelta(days=9)
        ]
        assert sum(day == today for day in before) <= 1
        assert sum(today - timedelta(days=7) < day for day in before) <= 3


def _never_piled_up(life: Life) -> None:
    moments = Counter(
        (one.programme.id, one.at, one.due.event.id if one.due.event else None) for one in life.sent
    )
    assert max(moments.values()) == 1
    if len(life.zones) == 1:
        days = Counter((one.programme.id, one.due.wall.date()) for one in life.sent if one.due.event is None)
        assert max(days.values()) == 1
