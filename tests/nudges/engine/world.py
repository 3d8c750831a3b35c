"""A small world for the engine: a database, people, a clock that is set by hand, devices that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine as Connections
from sqlalchemy import create_engine, event, select

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.engine import Engine, Parts
from nudges.metrics import Metrics
from nudges.people import PersonRules
from nudges.programme import Calendar, Opens, Policy, Programme, Text
from nudges.sender import Accepted, Handover, Outcome
from nudges.service import NudgeService
from nudges.store import Base, Store
from nudges.tables import DecisionRow, DeliveryRow, OccurrenceRow
from nudges.triggers import Trigger

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""Seven o'clock in Amsterdam."""

ALWAYS = PersonRules(quiet_from=time(0), quiet_to=time(0), working_days=frozenset(range(7)))
"""No quiet hours, no days off."""


def open_database(url: str) -> Connections:
    """Open a database as the server does."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        def prepare(connection: Any, _record: Any) -> None:
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        event.listen(engine, "connect", prepare)
    return engine


def sqlite_at(folder: Path) -> Store:
    """Make an empty SQLite database with the tables of the nudges."""
    store = Store(open_database(f"sqlite:///{folder / 'nudges.sqlite3'}"))
    Base.metadata.create_all(store.engine)
    return store


@dataclass
class Phones:
    """Devices that keep what they got; outcomes can be put in before."""

    devices_of: dict[str, list[str]] = field(default_factory=dict)
    got: list[Handover] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    """Taken one after the other; then everything is accepted."""

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give each person's devices."""
        return {person: self.devices_of[person] for person in people if person in self.devices_of}

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Take them."""
        del now
        for one in handovers:
            self.got.append(one)
            yield one.delivery, self.outcomes.pop(0) if self.outcomes else Accepted()

    def close(self) -> None:
        """Nothing was opened."""

    @property
    def titles(self) -> list[str]:
        """Give the titles in the order in which they came."""
        return [one.title for one in self.got]


class InHand:
    """A queue that is worked off when the test says so."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self.messages: list[tuple[str, list[str]]] = []

    def put(self, kind: str, ids: Sequence[str]) -> None:
        """Keep a message."""
        self.messages.append((kind, list(ids)))

    def waiting(self) -> int:
        """Count the messages."""
        return len(self.messages)

    def work_off(self) -> None:
        """Handle everything that waits."""
        while self.messages:
            self._engine.work(*self.messages.pop(0))


class World:
    """Everything together, single-threaded; the clock goes where the test puts it."""

    def __init__(self, store: Store, caps: Caps | None = None, **parts: Any):
        self.store = store
        self.now = MONDAY
        self.phones = Phones()
        self.metrics = Metrics()
        self.talking: set[str] = set()
        caps = caps or Caps(None, None)
        self.service = NudgeService(Tools(store, caps, read_feed=parts.pop("read_feed", None)))
        self.engine = Engine(
            Parts(
                store=store,
                sender=self.phones,
                organisation=caps,
                service=self.service,
                metrics=self.metrics,
                talking=lambda: self.talking,
                clock=lambda: self.now,
                **parts,
            )
        )
        self.queue = InHand(self.engine)
        self.engine._sweeper._queue = self.queue

    def person(self, name: str, *labels: str, rules: PersonRules = ALWAYS, phone: bool = True) -> str:
        """Add somebody; their name is their identifier."""
        self.service.person_seen(name, self.now, first_name=name.title(), language="nl")
        if labels:
            self.service.set_audiences(name, labels, self.now)
        self.service.set_rules(name, rules, self.now)
        if phone:
            self.phones.devices_of[name] = [f"{name}-phone"]
        return name

    def publish(self, programme: Programme) -> str:
        """Save a programme and let it run."""
        made = self.service.create(programme, "lena", self.now)
        self.service.publish(made.summary.id, "lena", made.summary.revision, self.now)
        return made.summary.id

    def run(self, until: datetime | None = None, step: timedelta = timedelta(minutes=15)) -> None:
        """Let time pass, tick by tick."""
        self.settle()
        while until is not None and self.now < until:
            self.now = min(self.now + step, until)
            self.settle()

    def settle(self) -> None:
        """Tick until nothing is left to do at this instant."""
        for _ in range(200):
            swept = self.engine.tick(self.now)
            self.queue.work_off()
            if not swept.planned and not swept.queued:
                return
        raise AssertionError("the engine does not come to rest")

    def rows(self, table: Any = OccurrenceRow) -> list[Any]:
        """Read a table."""
        key = next(iter(table.__table__.primary_key.columns))
        with self.store.read() as connection:
            return list(connection.execute(select(table.__table__).order_by(key)))

    def reasons(self) -> list[tuple[str, str]]:
        """Give verdict and reason of every decision, in order."""
        return [(row.verdict, row.reason) for row in self.rows(DecisionRow)]

    def states(self) -> list[str]:
        """Give the states of the deliveries."""
        return [row.state for row in self.rows(DeliveryRow)]


def programme(
    name: str = "tips",
    *,
    trigger: Trigger | None = None,
    audience: tuple[str, ...] = ("all",),
    policy: Policy | None = None,
    title: str = "Hallo {voornaam}",
    starts: date = date(2026, 3, 1),
    ends: date | None = None,
) -> Programme:
    """Make a programme; every day at nine unless it says otherwise."""
    return Programme(
        id=name,
        name=name.title(),
        purpose="Iets leren op het werk.",
        moment="apply",
        audience=audience,
        texts={"nl": Text(title=title, body="Lees de kaart.")},
        opens=Opens(kind="card", target="slecht-nieuws"),
        trigger=trigger or Calendar(rrule="FREQ=DAILY", at=time(9, 0)),
        policy=policy or Policy(),
        starts=starts,
        ends=ends,
    )
