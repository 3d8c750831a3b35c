"""One thing that cannot be done holds up nothing else, and comes to an end itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from nudges.failing import FIRST_WAIT, MOST_ATTEMPTS, put_off
from nudges.programme import Calendar, Policy
from nudges.tables import DecisionRow, DeliveryRow, OccurrenceRow, PlanRow, ProgrammeRow
from tests.nudges.engine.world import MONDAY, World, programme

NINE = MONDAY + timedelta(hours=2)
LONG = Policy(deadline_minutes=600)


def change(world: World, table: Any, column: str, values: dict[str, Any], of: str) -> None:
    """Write something into the database that the product never writes."""
    with world.store.write() as connection:
        connection.execute(update(table).where(getattr(table, column) == of).values(values))


def of(world: World, person: str) -> Any:
    """Give somebody's first nudge."""
    return min((one for one in world.rows() if one.person_id == person), key=lambda one: one.due_at)


@pytest.fixture
def poisoned(world: World) -> World:
    """Two people with a nudge at nine; the one of Sam cannot be decided on."""
    for name in ("noor", "sam"):
        world.person(name)
    world.publish(programme(policy=LONG))
    world.run()
    change(world, OccurrenceRow, "person_id", {"wall": "no time at all"}, "sam")
    return world


def test_what_cannot_be_decided_is_tried_ever_later_and_given_up(poisoned: World) -> None:
    poisoned.run(until=NINE + timedelta(minutes=30), step=timedelta(seconds=10))

    assert [one.person for one in poisoned.phones.got] == ["noor"]
    row = of(poisoned, "sam")
    assert (row.state, row.reason, row.next_at) == ("withheld", "failed", None)
    assert row.attempts == MOST_ATTEMPTS
    mine = [one for one in poisoned.rows(DecisionRow) if one.occurrence_id == row.id]
    assert [one.verdict for one in mine] == ["deferred"] * (MOST_ATTEMPTS - 1) + ["withheld"]
    assert {one.reason for one in mine} == {"failed"}
    waits = [one.until - one.at for one in mine[:-1]]
    assert waits == [FIRST_WAIT * 2**n for n in range(MOST_ATTEMPTS - 1)]


def test_figures_and_why_tell_of_it(poisoned: World) -> None:
    poisoned.run(until=NINE + timedelta(minutes=30), step=timedelta(minutes=1))

    text = poisoned.metrics.write(poisoned.service.health(poisoned.now)).decode()
    told = poisoned.service.why("sam", of(poisoned, "sam").id)
    [withheld] = poisoned.service.withheld("sam", poisoned.now)

    assert 'souffleur_nudges_withheld_total{reason="failed"} 1.0' in text
    assert poisoned.service.health(poisoned.now).well
    assert told.decisions[-1].nl == withheld.nl == "Er ging bij ons iets mis met dit seintje."


def test_what_was_only_hindered_for_a_while_is_sent(poisoned: World) -> None:
    poisoned.run(until=NINE + timedelta(minutes=1), step=timedelta(seconds=10))
    change(poisoned, OccurrenceRow, "id", {"wall": "2026-03-02T09:00:00"}, of(poisoned, "sam").id)

    poisoned.run(until=NINE + timedelta(minutes=5), step=timedelta(seconds=10))

    assert [one.person for one in poisoned.phones.got] == ["noor", "sam"]
    assert of(poisoned, "sam").state == "sent"


def test_another_nudge_of_the_same_programme_and_person_comes_all_the_same(world: World) -> None:
    world.person("noor")
    twice = Calendar(rrule="FREQ=DAILY;BYHOUR=9;BYMINUTE=0,1", at=time(9))
    world.publish(programme(trigger=twice, policy=Policy(misfire="all", grace_minutes=60)))
    world.run()
    change(world, OccurrenceRow, "wall", {"wall": "no time at all"}, "2026-03-02T09:00:00")

    world.run(until=NINE + timedelta(hours=1), step=timedelta(seconds=20))

    today = [row for row in world.rows() if row.due_at < NINE + timedelta(hours=1)]
    assert sorted((row.state, row.reason) for row in today) == [("sent", "sent"), ("withheld", "failed")]


def test_it_is_not_tried_past_its_deadline(world: World) -> None:
    world.person("noor")
    world.publish(programme(policy=Policy(deadline_minutes=5)))
    world.run()
    change(world, OccurrenceRow, "person_id", {"wall": "no time at all"}, "noor")

    world.run(until=NINE + timedelta(minutes=10), step=timedelta(seconds=10))

    row = of(world, "noor")
    assert (row.state, row.reason) == ("withheld", "failed")
    assert row.decided_at < row.deadline


def test_what_was_decided_meanwhile_stays_decided(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run(until=NINE)
    before = of(world, "noor")

    put_off(world.store, world.metrics, before.id, world.now)
    put_off(world.store, world.metrics, "nothing", world.now)

    assert of(world, "noor") == before


def test_a_delivery_that_cannot_be_made_holds_up_no_other(world: World) -> None:
    for name in ("noor", "sam"):
        world.person(name)
    world.publish(programme())
    world.run()
    change(world, OccurrenceRow, "person_id", {"content": {"nothing": "of use"}}, "sam")

    world.run(until=NINE + timedelta(minutes=10), step=timedelta(seconds=30))
    assert [one.person for one in world.phones.got] == ["noor"]
    world.run(until=NINE + timedelta(hours=6))

    assert sorted(one.state for one in world.rows(DeliveryRow)) == ["accepted", "expired"]


def test_a_programme_that_cannot_be_planned_holds_up_no_other(world: World) -> None:
    world.person("noor")
    world.publish(programme("broken"))
    world.publish(programme("whole"))
    change(world, ProgrammeRow, "id", {"live": {"audience": ["all"], "not": "a programme"}}, "broken")

    for _ in range(3):
        world.engine.tick(world.now)

    again: list[datetime] = [row.next_at for row in world.rows(PlanRow) if row.programme_id == "broken"]
    assert again == [MONDAY + timedelta(minutes=10)]
    assert {row.programme_id for row in world.rows()} == {"whole"}
