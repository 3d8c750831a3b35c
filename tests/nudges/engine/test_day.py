"""Days in the life of the engine, from a published programme to the phone."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import update

from nudges.people import PersonRules
from nudges.register import rules_row
from nudges.tables import DeliveryRow, NudgePersonRow, OccurrenceRow
from tests.nudges.engine.world import ALWAYS, MONDAY, World, programme


def test_a_daily_nudge_comes_once_a_day_at_its_time_with_the_first_name(world: World) -> None:
    world.person("noor")
    world.publish(programme())

    for day in range(1, 4):
        world.run(until=MONDAY + timedelta(days=day))
        world.service.answer("noor", world.phones.got[-1].occurrence, "opened", world.now)

    assert world.phones.titles == ["Hallo Noor"] * 3
    assert sorted(row.sent_at - MONDAY for row in world.rows() if row.sent_at) == [
        timedelta(days=n, hours=2) for n in range(3)
    ]
    assert world.states() == ["accepted"] * 3


def test_after_two_left_unanswered_in_a_row_a_programme_rests(world: World) -> None:
    world.person("noor")
    world.publish(programme())

    world.run(until=MONDAY + timedelta(days=4))

    assert len(world.phones.got) == 2
    assert world.reasons()[-2:] == [("withheld", "paused_after_ignored")] * 2


def test_quiet_hours_put_off_and_the_record_says_so(world: World) -> None:
    world.person("noor", rules=PersonRules(quiet_from=time(18), quiet_to=time(10)))
    world.publish(programme())

    world.run(until=MONDAY + timedelta(hours=5))

    assert [row.sent_at for row in world.rows() if row.sent_at] == [MONDAY + timedelta(hours=3)]
    sent = next(row for row in world.rows() if row.sent_at)
    decisions = world.service.why("noor", sent.id).decisions
    assert [(one.verdict, one.reason) for one in decisions] == [("deferred", "quiet_hours"), ("sent", "sent")]


def test_without_a_device_it_is_in_the_inbox(world: World) -> None:
    world.person("noor", phone=False)
    world.publish(programme())

    world.run(until=MONDAY + timedelta(hours=4))

    inbox = world.service.inbox("noor", world.now)
    assert [(one.title, one.answer) for one in inbox.today] == [("Hallo Noor", None)]
    assert inbox.unanswered == 1
    assert world.reasons() == [("sent", "no_device")]
    assert world.rows(DeliveryRow) == []


def test_only_the_audience_gets_it(world: World) -> None:
    world.person("noor", "balie")
    world.person("sam", "loket")
    world.publish(programme(audience=("balie",)))

    world.run(until=MONDAY + timedelta(days=1))

    assert {row.person_id for row in world.rows()} == {"noor"}


def test_rules_act_at_the_moment_of_sending(world: World) -> None:
    world.person("noor")
    name = world.publish(programme())
    world.run()
    with world.store.write() as connection:  # as if the plan had been made just before, and nothing upset it
        muted = PersonRules(quiet_from=time(0), quiet_to=time(0), muted_programmes=frozenset({name}))
        connection.execute(update(NudgePersonRow).values(rules=rules_row(muted)))

    world.run(until=MONDAY + timedelta(hours=3))

    assert world.phones.got == []
    assert world.reasons() == [("withheld", "muted")]
    assert [one.reason for one in world.service.withheld("noor", world.now)] == ["muted"]


def test_in_the_middle_of_a_conversation_it_waits(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=1, minutes=45))
    world.talking.add("noor")
    world.run(until=MONDAY + timedelta(hours=2, minutes=10), step=timedelta(minutes=1))
    assert world.phones.got == []

    world.talking.clear()
    world.run(until=MONDAY + timedelta(hours=2, minutes=15), step=timedelta(minutes=1))

    assert len(world.phones.got) == 1
    assert set(world.reasons()) == {("deferred", "in_conversation"), ("sent", "sent")}


def test_planning_twice_changes_nothing(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run()
    before = [(row.id, row.key) for row in world.rows(OccurrenceRow)]

    world.service.set_rules("noor", ALWAYS, world.now)
    world.run()

    assert [(row.id, row.key) for row in world.rows(OccurrenceRow)] == before
