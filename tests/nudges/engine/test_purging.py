"""What is long over goes, a little at a time; what is young, open or still to come stays."""

from __future__ import annotations

from datetime import timedelta

from nudges.events import Event
from nudges.purging import purge_step
from nudges.tables import AnswerRow, DecisionRow, DeliveryRow, EventRow, OccurrenceRow
from tests.nudges.engine.world import MONDAY, World, programme

DAY = timedelta(days=1)
TABLES = (OccurrenceRow, DecisionRow, DeliveryRow, AnswerRow)


def three_days(world: World) -> None:
    """Let a nudge come on each of three days, and be answered."""
    world.person("noor")
    world.publish(programme())
    for day in range(3):
        world.run(until=MONDAY + day * DAY + timedelta(hours=4), step=timedelta(hours=1))
        world.service.answer("noor", world.phones.got[-1].occurrence, "now", world.now)


def test_old_nudges_go_with_all_that_hangs_on_them(world: World) -> None:
    three_days(world)

    assert purge_step(world.store, MONDAY + 2 * DAY) == 2
    assert purge_step(world.store, MONDAY + 2 * DAY) == 0

    # The young one, and the one of tomorrow that is planned.
    assert [len(world.rows(table)) for table in TABLES] == [2, 1, 1, 1]
    taken = world.service.export("noor")
    assert [len(taken[name]) for name in ("nudges", "decisions", "answers")] == [2, 1, 1]


def test_what_is_planned_is_never_old(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run()
    [before] = world.rows()

    assert purge_step(world.store, MONDAY + 400 * DAY) == 0
    assert world.rows() == [before]


def test_it_goes_in_small_steps(world: World) -> None:
    three_days(world)

    steps = [purge_step(world.store, world.now, most=1) for _ in range(4)]

    assert steps == [1, 1, 1, 0]


def test_events_of_long_ago_go_and_coming_ones_stay(world: World) -> None:
    world.person("noor")
    for name, start in (("old", MONDAY - DAY), ("new", MONDAY + DAY)):
        world.service.add_event("noor", Event(name, start, name), world.now)

    assert purge_step(world.store, MONDAY) == 1

    assert [row.uid for row in world.rows(EventRow)] == ["new"]


def test_erasing_after_that_leaves_nothing(world: World) -> None:
    three_days(world)
    purge_step(world.store, MONDAY + 2 * DAY)

    world.service.erase("noor")

    assert [world.rows(table) for table in TABLES] == [[], [], [], []]
