"""How fast the engine hands over what is due, and what it costs when nothing is.

``python -m benchmarks.scheduler [--people N --programmes M --due D]`` fills a SQLite database with one
planned occurrence for every person and programme (1,000,000 as it stands), lets 10,000 of them fall due at
one instant, and runs the engine as the server does, queue and threads included, with devices that accept at
once. What pushing itself costs is measured by ``benchmarks.push``.

Prints one JSON object as its last line: ``planned`` and ``due`` occurrences, ``handed_over_s`` from the
instant at which they were due until the last was recorded as accepted, ``lateness_p50_s`` and
``lateness_p99_s`` of the single ones when they reach the sender, ``idle_tick_ms`` of a tick with nothing due
at that size and ``idle_tick_small_ms`` at a hundredth of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.engine import Engine, Parts
from nudges.metrics import Metrics
from nudges.people import PersonRules
from nudges.programme import Calendar, Opens, Programme, Text
from nudges.register import rules_row
from nudges.sender import Accepted, Handover, Outcome
from nudges.service import NudgeService
from nudges.store import Store, new_id
from nudges.tables import (
    DeliveryRow,
    DeliveryState,
    NudgePersonRow,
    OccurrenceRow,
    PlanRow,
    ProgrammeRow,
)
from server.store import Database

AT_ONCE = 5_000
IDLE_TICKS = 200
LIMIT_SECONDS = 300.0
BEFORE = timedelta(seconds=3)
"""From when the engine starts until the nudges are due."""


class Devices:
    """One device each; every message is accepted at once, and when it came is kept."""

    def __init__(self) -> None:
        """Nothing came yet."""
        self.came: list[datetime] = []

    def devices(self, people: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Give everybody one device."""
        return {person: (f"d-{person}",) for person in people}

    def send_many(self, handovers: Sequence[Handover], now: datetime) -> Iterator[tuple[str, Outcome]]:
        """Accept."""
        del now
        self.came += [datetime.now(UTC)] * len(handovers)
        return ((one.delivery, Accepted()) for one in handovers)

    def close(self) -> None:
        """Nothing was opened."""


def fill(store: Store, people: int, programmes: int, now: datetime) -> list[str]:
    """Put in people, running programmes, and one planned occurrence and plan each; gives the people."""
    ids = [f"{n:08d}-person" for n in range(people)]
    rules = rules_row(
        PersonRules(quiet_from=wall_time(0), quiet_to=wall_time(0), working_days=frozenset(range(7)))
    )
    common = {
        "first_name": "Noor",
        "language": "nl",
        "zone": "Europe/Amsterdam",
        "rules": rules,
        "timing": {},
    }
    _insert(store, NudgePersonRow, ({"person_id": one} | common for one in ids))
    for number in range(programmes):
        name = f"programma-{number}"
        body = Programme(
            id=name,
            name=name,
            purpose="Iets leren op het werk.",
            moment="apply",
            audience=("all",),
            texts={"nl": Text(title="Hallo {voornaam}", body="Lees de kaart.")},
            opens=Opens(kind="card", target="slecht-nieuws"),
            trigger=Calendar(rrule="FREQ=WEEKLY;BYDAY=MO", at=wall_time(9)),
            starts=now.date(),
        ).model_dump(mode="json")
        row = {
            "id": name,
            "owner_id": "lena",
            "state": "running",
            "revision": 1,
            "draft": body,
            "live": body,
            "live_revision": 1,
            "generation": 1,
            "since": now - timedelta(days=1),
            "created_at": now,
            "changed_at": now,
        }
        _insert(store, ProgrammeRow, iter([row]))
        _insert(store, OccurrenceRow, (_occurrence(name, one, place, now) for place, one in enumerate(ids)))
        later = now + timedelta(days=2)
        _insert(
            store,
            PlanRow,
            (
                {
                    "programme_id": name,
                    "person_id": one,
                    "generation": 1,
                    "version": 0,
                    "planned_to": later,
                    "next_at": later,
                }
                for one in ids
            ),
        )
    return ids


def _occurrence(programme: str, person: str, place: int, now: datetime) -> dict[str, Any]:
    due = now + timedelta(days=1, seconds=place % 80_000)
    return {
        "id": new_id(),
        "programme_id": programme,
        "person_id": person,
        "key": f"rule:{due:%Y-%m-%d}",
        "generation": 1,
        "state": "planned",
        "wall": f"{due:%Y-%m-%dT%H:%M:%S}",
        "due_at": due,
        "scheduled_at": due,
        "deadline": due + timedelta(hours=4),
        "next_at": due,
        "deferrals": 0,
        "asked_for": False,
        "counted": False,
        "reason": "",
    }


def _insert(store: Store, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while group := [row for _, row in zip(range(AT_ONCE), rows, strict=False)]:
        with store.write() as connection:
            connection.execute(insert(table), group)


def bring_forward(store: Store, count: int, due: datetime) -> None:
    """Let this many occurrences of the first programme fall due at one instant."""
    moved = {"due_at": due, "scheduled_at": due, "next_at": due, "deadline": due + timedelta(hours=4)}
    with store.write() as connection:
        ids = connection.scalars(
            select(OccurrenceRow.id).where(OccurrenceRow.programme_id == "programma-0").limit(count)
        ).all()
        table = OccurrenceRow.__table__
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            connection.execute(table.update().where(table.c.id.in_(some)).values(moved))  # type: ignore[attr-defined]


def idle(engine: Engine, now: datetime) -> float:
    """Give the median of a tick with nothing due, in milliseconds."""
    engine.tick(now)
    took = []
    for n in range(IDLE_TICKS):
        began = time.perf_counter()
        engine.tick(now + timedelta(milliseconds=n))
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def hand_over(store: Store, engine: Engine, devices: Devices, count: int) -> tuple[float, list[float]]:
    """Let the engine run until everything was accepted; gives the whole time and each lateness, seconds."""
    due = datetime.now(UTC) + BEFORE
    bring_forward(store, count, due)
    engine.start()
    limit = time.monotonic() + LIMIT_SECONDS
    accepted = select(func.count()).where(DeliveryRow.state == DeliveryState.ACCEPTED.value)
    done = 0
    while done < count and time.monotonic() < limit:
        time.sleep(0.1)
        with store.read() as connection:
            done = connection.scalar(accepted) or 0
    took = (datetime.now(UTC) - due).total_seconds()
    if done < count:
        raise SystemExit(f"only {done} of {count} were handed over in {LIMIT_SECONDS} s")
    return took, sorted((came - due).total_seconds() for came in devices.came)


def measure(people: int, programmes: int, due: int) -> dict[str, Any]:
    """Fill a database and measure."""
    small = with_engine(
        max(1, people // 100), programmes, lambda _store, engine, _devices, now: idle(engine, now)
    )

    def large(
        store: Store, engine: Engine, devices: Devices, now: datetime
    ) -> tuple[float, float, list[float]]:
        tick = idle(engine, now)
        return tick, *hand_over(store, engine, devices, due)

    tick, took, lateness = with_engine(people, programmes, large)
    return {
        "planned": people * programmes,
        "due": due,
        "handed_over_s": round(took, 2),
        "lateness_p50_s": round(lateness[len(lateness) // 2], 2),
        "lateness_p99_s": round(lateness[int(len(lateness) * 0.99)], 2),
        "idle_tick_ms": round(tick, 2),
        "idle_tick_small_ms": round(small, 2),
    }


def with_engine(people: int, programmes: int, work: Callable[[Store, Engine, Devices, datetime], Any]) -> Any:
    """Do something with an engine on a filled database."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'nudges.sqlite3'}")
        database.migrate()
        store = Store(database.engine)
        caps = Caps(None, None)
        now = datetime.now(UTC)
        fill(store, people, programmes, now)
        devices = Devices()
        parts = Parts(store, devices, caps, NudgeService(Tools(store, caps)), Metrics())
        engine = Engine(parts)
        try:
            return work(store, engine, devices, now)
        finally:
            engine.close()
            database.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--programmes", type=int, default=20)
    parser.add_argument("--due", type=int, default=10_000)
    told = parser.parse_args()
    if told.due > told.people:
        parser.error("no more can be due than there are people")
    print(json.dumps(measure(told.people, told.programmes, told.due)))


if __name__ == "__main__":
    main()
