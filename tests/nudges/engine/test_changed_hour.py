"""The hour of a rule is changed in the middle of the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from nudges.programme import Calendar, Policy
from tests.nudges.engine.world import MONDAY, World, programme

HOUR = timedelta(hours=1)
ALL = Policy(misfire="all", grace_minutes=60)
DAY_END = MONDAY + 16 * HOUR


def daily(*hours: int) -> Calendar:
    """Give a rule for these hours on the clock of Amsterdam."""
    listed = ",".join(str(hour) for hour in hours)
    more = f";BYHOUR={listed};BYMINUTE=0" if len(hours) > 1 else ""
    return Calendar(rrule=f"FREQ=DAILY{more}", at=time(hours[0]))


def changed(world: World, name: str, trigger: Calendar) -> None:
    at = world.service.programme(name, world.now)
    later = at.programme.model_copy(update={"trigger": trigger})
    saved = world.service.save(later, "lena", at.summary.revision, world.now)
    world.service.publish(name, "lena", saved.summary.revision, world.now)


def sent(world: World) -> list[int]:
    """Give the hours in Amsterdam at which something went on Monday and Tuesday, a day later as 24 more."""
    return [7 + round((row.sent_at - MONDAY) / HOUR) for row in world.rows() if row.sent_at]


def let_pass(world: World, until: datetime) -> None:
    """Let hours pass for somebody who looks at every nudge, so that none pauses the programme."""
    while world.now < until:
        world.run(until=world.now + HOUR, step=HOUR)
        world.service.looked("noor", world.now)


@pytest.mark.parametrize(
    ("before", "after", "today"),
    [
        ((9,), (15,), [9]),
        ((9,), (8,), [9]),
        ((15,), (11,), [11]),
        ((15,), (9,), []),
        ((9, 15), (11, 15), [9, 15]),
        ((9, 15), (9, 17), [9, 17]),
        ((9, 15), (16,), [9]),
        ((9,), (9, 15), [9, 15]),
        ((15,), (9, 14), [14]),
        ((9, 11, 15), (10, 12, 16), [9, 12, 16]),
    ],
)
def test_at_ten_another_hour_does_not_bring_a_second_nudge_for_the_same(
    world: World, before: tuple[int, ...], after: tuple[int, ...], today: list[int]
) -> None:
    world.person("noor")
    name = world.publish(programme(trigger=daily(*before), policy=ALL))
    let_pass(world, MONDAY + 3 * HOUR)

    changed(world, name, daily(*after))
    let_pass(world, DAY_END)
    assert sorted(sent(world)) == today

    let_pass(world, DAY_END + 24 * HOUR)
    assert sorted(sent(world)) == [*today, *(hour + 24 for hour in after)]


def test_what_was_withheld_in_a_pause_comes_at_the_new_hour(world: World) -> None:
    world.person("noor")
    name = world.publish(programme(trigger=daily(9)))
    world.run()
    world.service.pause(name, "lena", world.now)
    world.run(until=MONDAY + 3 * HOUR, step=HOUR)
    assert world.reasons() == [("withheld", "programme_stopped")]

    changed(world, name, daily(15))
    world.run(until=DAY_END, step=HOUR)

    assert sent(world) == [15]
    assert world.reasons() == [("withheld", "programme_stopped"), ("sent", "sent")]
