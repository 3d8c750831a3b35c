"""A worker that kills itself with SIGKILL at a step that it is told; forked from one that imported all."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
import redis
from sqlalchemy.dialects import postgresql

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.engine import Engine, Parts
from nudges.metrics import Metrics
from nudges.service import NudgeService
from nudges.steps import Step
from nudges.store import Store
from tests.nudges.engine.receiver import LineSender
from tests.nudges.engine.strict_phones import Street
from tests.nudges.engine.world import open_database

WARM = (psycopg, redis, postgresql)
"""Imported once, before the workers are forked."""

CAPS = Caps(None, None)


@dataclass(frozen=True)
class Clock:
    """A clock that runs faster than the real one, the same in every process: leases end within seconds."""

    began: datetime
    start: datetime
    speed: int

    def __call__(self) -> datetime:
        """Read it."""
        return self.start + (datetime.now(UTC) - self.began) * self.speed


@dataclass(frozen=True)
class Job:
    """What one worker is told."""

    database_url: str
    redis_url: str
    phones: int | Street
    """How to reach the phones: those that only count, or the strict push service."""
    clock: Clock
    kill_at: Step | None
    times: int
    """How often the step is passed before it kills."""


def work(job: Job) -> None:
    """Run an engine until killed."""
    store = Store(open_database(job.database_url))
    passed = 0
    lock = threading.Lock()

    def at_step(step: Step) -> None:
        nonlocal passed
        if step is not job.kill_at:
            return
        with lock:
            passed += 1
            if passed >= job.times:
                os.kill(os.getpid(), signal.SIGKILL)

    parts = Parts(
        store=store,
        sender=job.phones.sender(store) if isinstance(job.phones, Street) else LineSender(job.phones),
        organisation=CAPS,
        service=NudgeService(Tools(store, CAPS)),
        metrics=Metrics(),
        clock=job.clock,
        at_step=at_step,
    )
    engine = Engine(parts, redis_url=job.redis_url, threads=2, tick_seconds=0.1)
    engine.start()
    threading.Event().wait()
