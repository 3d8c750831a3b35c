"""``kill -9`` at every step: of over 2,000 nudges none is lost and none is visible twice.

Nudges come in waves. For each wave a worker is armed to kill itself at one step of planning, claiming,
sending or recording, one worker after the other or four side by side; the waves go on until each was killed
at its step. Then whoever is left finishes, and the phones are looked at. Alone on SQLite they are reached by
the product's own sender through the strict push service, which verifies, decrypts and replaces; the four
workers send to phones that only count.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, insert, select

from nudges.desks.base import Tools
from nudges.programme import Policy
from nudges.register import rules_row
from nudges.service import NudgeService
from nudges.steps import Step
from nudges.store import Base, Store
from nudges.tables import AudienceRow, DecisionRow, DeliveryRow, NudgePersonRow, OccurrenceRow
from nudges.triggers import Once
from tests.nudges.engine.killed_worker import CAPS, Clock, Job, work
from tests.nudges.engine.receiver import Screens
from tests.nudges.engine.strict_phones import StrictPhones
from tests.nudges.engine.world import ALWAYS, open_database, programme
from tests.servers import running_postgres, running_redis

NUDGES = 2000
WAVE = 84
"""Nudges of one wave: less than one batch, so that a worker which is killed has all of them in its hands."""
SPEED = 20
"""How much faster than the real clock: what a killed worker held is free again after seconds."""
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LIMIT_SECONDS = 300.0
"""For everything; generous, because the machine may be busy."""
SIDE_BY_SIDE = 4
NEXT_WAVE_SECONDS = 0.5

Receiver = TypeVar("Receiver", Screens, StrictPhones)

KILLS = [*((step, 1) for step in Step), (Step.SENT, 60)]
"""At which step, and how often it is passed before."""


def test_alone_on_sqlite(tmp_path: Path) -> None:
    clock = Clock(datetime.now(UTC), START, SPEED)
    with _started(StrictPhones(clock)) as phones:
        killing = Killing(f"sqlite:///{tmp_path / 'nudges.sqlite3'}", "", phones, clock)
        killing.run(side_by_side=1)


def test_four_workers_on_postgresql_and_redis() -> None:
    clock = Clock(datetime.now(UTC), START, SPEED)
    with running_postgres() as database_url, running_redis() as redis_url, _started(Screens()) as phones:
        killing = Killing(database_url, redis_url, phones, clock)
        killing.run(side_by_side=SIDE_BY_SIDE)


class Killing:
    """Workers that are killed, and what the phones show in the end."""

    def __init__(self, database_url: str, redis_url: str, phones: Screens | StrictPhones, clock: Clock):
        self._urls = (database_url, redis_url)
        self._phones = phones
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.nudges.engine.killed_worker"])
        self.store = Store(open_database(database_url))
        self._clock = clock
        self._deadline = time.monotonic() + LIMIT_SECONDS
        self._people = 0

    def run(self, side_by_side: int) -> None:
        """Kill at every step, let the rest finish, and look at the phones."""
        Base.metadata.create_all(self.store.engine)
        workers: list[BaseProcess] = []
        try:
            self._kill_all(workers, side_by_side)
            while self._people < NUDGES:
                self._wave()
            workers += [self._worker(None, 0) for _ in range(side_by_side)]
            self._wait(self._done)
        finally:
            for one in workers:
                one.kill()
                one.join(30)
        self._look()
        self.store.engine.dispose()

    def _kill_all(self, workers: list[BaseProcess], side_by_side: int) -> None:
        """Let one worker after the other die at its step; a wave for each, and more while somebody lives."""
        left = list(KILLS)
        next_wave = 0.0
        while left or workers:
            while left and len(workers) < side_by_side:
                workers.append(self._worker(*left.pop(0)))
                next_wave = 0.0
            if time.monotonic() >= next_wave:
                self._wave()
                next_wave = time.monotonic() + NEXT_WAVE_SECONDS * (1 + len(self._open()) // WAVE)
            over = [one for one in workers if not one.is_alive()]
            assert [one.exitcode for one in over] == [-9] * len(over)
            for one in over:
                workers.remove(one)
            self._check_time()
            time.sleep(0.02)

    def _wave(self) -> None:
        """Publish a programme that is due at once for people who are new."""
        label = f"wave-{self._people}"
        names = [f"person-{n:06d}" for n in range(self._people, self._people + WAVE)]
        self._people += WAVE
        known = {"first_name": "Noor", "language": "nl", "zone": "Europe/Amsterdam", "timing": {}}
        rules = rules_row(ALWAYS)
        with self.store.write() as connection:
            connection.execute(
                insert(NudgePersonRow), [{"person_id": name, "rules": rules} | known for name in names]
            )
            connection.execute(insert(AudienceRow), [{"person_id": name, "label": label} for name in names])
        now = self._clock()
        self._phones.join(self.store, names, now)
        service = NudgeService(Tools(self.store, CAPS))
        made = service.create(
            programme(
                label,
                audience=(label,),
                trigger=Once.now(now + timedelta(seconds=2)),
                policy=Policy(deadline_minutes=14 * 24 * 60, misfire="all", grace_minutes=7 * 24 * 60),
            ),
            "lena",
            now,
        )
        service.publish(made.summary.id, "lena", made.summary.revision, now)

    def _worker(self, step: Step | None, times: int) -> BaseProcess:
        job = Job(*self._urls, self._phones.reached_by, self._clock, step, times)
        process = self._context.Process(target=work, args=(job,), daemon=True)
        process.start()
        return process

    def _open(self) -> list[str]:
        """Give the people whose phone shows nothing yet."""
        with self._phones.lock:
            return [
                name
                for n in range(self._people)
                if f"{(name := f'person-{n:06d}')}-phone" not in self._phones.arrived
            ]

    def _done(self) -> bool:
        with self.store.read() as connection:
            count = select(func.count())
            sent = connection.scalar(count.where(OccurrenceRow.state == "sent"))
            accepted = connection.scalar(count.where(DeliveryRow.state == "accepted"))
        return (sent, accepted) == (self._people, self._people)

    def _look(self) -> None:
        """Every phone shows one nudge, and every nudge was decided on once."""
        self._phones.finish()
        visible = self._phones.visible
        assert self._people >= NUDGES
        assert self._open() == [], "some nudges are lost"
        assert {device: len(tags) for device, tags in visible.items() if len(tags) != 1} == {}
        with self.store.read() as connection:
            rows = connection.execute(select(OccurrenceRow.id, OccurrenceRow.person_id)).all()
            decisions = connection.execute(select(DecisionRow.occurrence_id, DecisionRow.verdict)).all()
        assert {f"{row.person_id}-phone": {row.id} for row in rows} == dict(visible)
        assert sorted(row.occurrence_id for row in decisions) == sorted(row.id for row in rows)

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            self._check_time()
            time.sleep(0.1)

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise AssertionError(f"not done within {LIMIT_SECONDS} s: {self._state()}")

    def _state(self) -> str:
        with self.store.read() as connection:
            occurrences = connection.execute(
                select(OccurrenceRow.state, func.count()).group_by(OccurrenceRow.state)
            ).all()
            deliveries = connection.execute(
                select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
            ).all()
        return f"{occurrences} {deliveries} at {self._clock()} in {os.getpid()}"


@contextmanager
def _started(made: Receiver) -> Iterator[Receiver]:
    """Give phones for the time of one test."""
    made.start()
    try:
        yield made
    finally:
        made.close()
