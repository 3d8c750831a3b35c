"""What is erased when its time is over: the nudges' part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from nudges.tables import OccurrenceRow
from server.api.studio.effect import WEEKS
from server.housekeeping import Housekeeper, purge_nudges
from server.identity import Role
from server.services import Services
from server.settings import Settings
from server.store import now
from tests.server.api.nudging import arrived, published


def left(services: Services) -> int:
    with services.nudging.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(OccurrenceRow)) or 0


@pytest.fixture
def old_and_new(services: Services) -> Services:
    """Two nudges of long ago and one of today."""
    person = services.people.add("Noor", Role.EMPLOYEE).id
    plan = published(services)
    for days in (500, 401, 399):
        before = timedelta(days=days)
        arrived(services, person, plan, before=before, decided_at=now() - before)
    return services


def test_nudges_go_after_their_time(old_and_new: Services) -> None:
    assert purge_nudges(old_and_new.database, 400, lambda _seconds: False) == 2
    assert left(old_and_new) == 1


def test_it_ends_early_when_told(old_and_new: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nudges.purging.purge_step.__defaults__", (1,))

    assert purge_nudges(old_and_new.database, 400, lambda _seconds: True) == 1
    assert left(old_and_new) == 2


def test_the_housekeeper_does_so(old_and_new: Services) -> None:
    housekeeper = Housekeeper(old_and_new.database, keep_days=30, nudge_keep_days=400)
    housekeeper.start()
    rested = housekeeper._thread
    assert rested is not None
    while left(old_and_new) > 1 and rested.is_alive():
        rested.join(0.05)
    housekeeper.close()

    assert left(old_and_new) == 1


def test_nothing_is_erased_that_the_studio_counts() -> None:
    with pytest.raises(ValidationError):
        Settings(nudge_keep_days=7 * (WEEKS + 1))
    assert Settings(nudge_keep_days=120).nudge_keep_days == 120
