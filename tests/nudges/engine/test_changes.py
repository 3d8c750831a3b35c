"""What changes under the engine: programmes, people, events, clocks, answers."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from nudges import leases
from nudges.caps import Caps
from nudges.errors import Changed, NotPossible, NotThere
from nudges.events import Event
from nudges.people import PersonRules
from nudges.policy import Reason
from nudges.programme import Calendar
from nudges.reasons import SENTENCES
from nudges.sender import Gone, Refused, Undecided, Unreachable
from nudges.tables import DeliveryRow, OccurrenceRow
from nudges.triggers import Relative
from tests.nudges.engine.world import MONDAY, World, programme

BEFORE = Relative(minutes=-15)


def test_every_reason_has_a_sentence() -> None:
    assert {reason.value for reason in Reason} | {"sent", "learned"} <= set(SENTENCES)


def test_a_published_change_moves_what_nobody_has_taken(world: World) -> None:
    world.person("noor")
    name = world.publish(programme())
    world.run()
    at = world.service.programme(name, world.now)
    later = at.programme.model_copy(update={"trigger": Calendar(rrule="FREQ=DAILY", at=time(11))})
    saved = world.service.save(later, "lena", at.summary.revision, world.now)
    world.service.publish(name, "lena", saved.summary.revision, world.now)

    world.run(until=MONDAY + timedelta(hours=6))

    assert [row.sent_at - MONDAY for row in world.rows() if row.sent_at] == [timedelta(hours=4)]


def test_two_who_edit_lose_nothing(world: World) -> None:
    made = world.service.create(programme(), "lena", world.now)
    world.service.save(made.programme, "lena", made.summary.revision, world.now)

    with pytest.raises(Changed) as problem:
        world.service.save(made.programme, "kim", made.summary.revision, world.now)

    assert problem.value.revision == 2
    assert [(one.revision, one.what) for one in world.service.history(made.summary.id)] == [
        (2, "saved"),
        (1, "saved"),
    ]


def test_a_paused_programme_says_why_nothing_came_and_goes_on_later(world: World) -> None:
    world.person("noor")
    name = world.publish(programme())
    world.run()
    world.service.pause(name, "lena", world.now)
    world.run(until=MONDAY + timedelta(hours=6))
    assert world.reasons() == [("withheld", "programme_stopped")]

    world.service.resume(name, "lena", world.now)
    world.run(until=MONDAY + timedelta(days=1, hours=6), step=timedelta(hours=1))

    assert len(world.phones.got) == 1


def test_an_event_brings_its_nudge_moves_it_and_takes_it_away(world: World) -> None:
    world.person("noor")
    world.publish(programme(trigger=BEFORE, title="Straks: {gebeurtenis}"))
    hour = timedelta(hours=1)
    world.service.add_event("noor", Event("a", MONDAY + 3 * hour, "gesprek"), world.now)
    world.service.add_event("noor", Event("b", MONDAY + 5 * hour, "pitch"), world.now)
    world.run()
    world.service.add_event("noor", Event("a", MONDAY + 4 * hour, "gesprek"), world.now)
    world.service.delete_event("noor", "b", world.now)

    world.run(until=MONDAY + 8 * hour, step=timedelta(minutes=5))

    assert world.phones.titles == ["Straks: gesprek"]
    assert [row.sent_at for row in world.rows() if row.sent_at] == [MONDAY + timedelta(hours=3, minutes=45)]
    assert [row.state for row in world.rows() if not row.sent_at] == ["withdrawn", "withdrawn"]


def test_somebody_elses_nudges_do_not_exist(world: World) -> None:
    world.person("noor")
    world.person("sam")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))
    theirs = next(row.id for row in world.rows() if row.person_id == "noor")

    for ask in (
        lambda: world.service.why("sam", theirs),
        lambda: world.service.nudge("sam", theirs),
        lambda: world.service.answer("sam", theirs, "now", world.now),
    ):
        with pytest.raises(NotThere):
            ask()


def test_later_comes_back_then_and_past_the_caps(world: World) -> None:
    world.person("noor", rules=PersonRules(cap_day=1))
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))
    first = world.phones.got[0].occurrence
    with pytest.raises(NotPossible):
        world.service.answer("noor", first, "later", world.now)

    world.service.answer("noor", first, "later", world.now, world.now + timedelta(hours=2))
    world.run(until=MONDAY + timedelta(hours=6))

    assert [one.title for one in world.phones.got] == ["Hallo Noor", "Hallo Noor"]
    assert world.phones.got[1].tag != world.phones.got[0].tag


def test_not_for_me_switches_the_programme_off_for_this_person(world: World) -> None:
    world.person("noor")
    name = world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))

    world.service.answer("noor", world.phones.got[0].occurrence, "not_for_me", world.now)
    world.run(until=MONDAY + timedelta(days=2), step=timedelta(hours=1))

    assert len(world.phones.got) == 1
    assert [one.id for one in world.service.muted("noor")] == [name]


def test_the_caps_hold_for_all_programmes_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.nudges.engine.world import sqlite_at

    world = World(sqlite_at(tmp_path_factory.mktemp("caps")), Caps(1, 3))
    world.person("noor")
    for n in range(3):
        world.publish(programme(f"tips-{n}"))

    world.run(until=MONDAY + timedelta(hours=3))
    world.engine.close()
    world.store.engine.dispose()

    assert len(world.phones.got) == 1
    held = [verdict for verdict in world.reasons() if verdict[0] != "sent"]
    assert {reason for _, reason in held} == {"cap_organisation"}


def test_another_time_zone_moves_what_is_planned_and_repeats_nothing(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))

    world.service.set_zone("noor", "America/New_York", world.now)
    world.run(until=MONDAY + timedelta(days=1, hours=12), step=timedelta(hours=1))

    sent = sorted(row.sent_at - MONDAY for row in world.rows() if row.sent_at)
    assert sent == [timedelta(hours=2), timedelta(days=1, hours=8)]


def test_what_was_missed_comes_once_the_latest(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run()

    world.now = MONDAY + timedelta(days=4, hours=3)
    world.run()

    assert len(world.phones.got) == 1
    assert [row.due_at - MONDAY for row in world.rows() if row.sent_at] == [timedelta(days=4, hours=2)]


def test_a_clock_that_is_set_back_loses_and_repeats_nothing(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))
    world.now = MONDAY - timedelta(days=1)
    world.run(until=MONDAY + timedelta(hours=3), step=timedelta(hours=1))
    assert len(world.phones.got) == 1

    world.run(until=MONDAY + timedelta(days=1, hours=3), step=timedelta(hours=1))

    assert len(world.phones.got) == 2


def test_what_was_being_sent_is_settled_by_the_receipt(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.phones.outcomes = [Undecided("reset")]
    world.run(until=MONDAY + timedelta(hours=2))
    got = world.phones.got[0]
    assert world.states() == ["unknown"]
    assert not world.service.receipt(got.delivery, "another secret", world.now)

    assert world.service.receipt(got.delivery, got.receipt, world.now)
    world.run(until=MONDAY + timedelta(hours=3))

    assert world.states() == ["accepted"]
    assert len(world.phones.got) == 1


def test_what_stays_undecided_is_sent_again_under_the_same_tag_and_topic(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.phones.outcomes = [Undecided("reset"), Unreachable()]

    world.run(until=MONDAY + timedelta(hours=3), step=timedelta(minutes=5))

    assert len(world.phones.got) == 3
    assert len({(one.tag, one.topic, one.delivery) for one in world.phones.got}) == 1
    assert world.states() == ["accepted"]


@pytest.mark.parametrize(("outcome", "state"), [(Gone(), "gone"), (Refused(403), "retry")])
def test_a_device_that_ended_and_one_that_refuses(world: World, outcome: Gone | Refused, state: str) -> None:
    world.person("noor")
    world.publish(programme())
    world.phones.outcomes = [outcome]

    world.run(until=MONDAY + timedelta(hours=2))

    assert world.states() == [state]
    troubles = [one.code for one in world.service.health(world.now).troubles]
    assert troubles == (["refused"] if state == "retry" else [])


def test_a_message_that_is_lost_is_found_and_one_that_comes_twice_does_nothing(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=1, minutes=45))
    world.now = MONDAY + timedelta(hours=2)
    world.engine.tick(world.now)
    assert [kind for kind, _ in world.queue.messages] == ["decide"]
    message = world.queue.messages.pop()

    world.engine.tick(world.now)
    assert world.queue.messages == []
    world.now += timedelta(seconds=21)
    world.engine.tick(world.now)
    world.queue.messages.append(message)
    world.settle()

    assert len(world.phones.got) == 1
    assert len(world.rows(DeliveryRow)) == 1


def test_a_lease_is_held_by_one_and_taken_over_when_it_ends(world: World) -> None:
    length = timedelta(seconds=10)

    def take(holder: str) -> bool:
        return leases.take(world.store, "x", holder, world.now, length)

    assert (take("a"), take("b"), take("a")) == (True, False, True)
    world.now += timedelta(seconds=11)
    assert (take("b"), take("a")) == (True, False)
    leases.give_back(world.store, "x", "b")
    assert take("a")
    world.now -= timedelta(hours=1)
    assert take("b"), "the clock was set back: nobody holds a lease for an hour"


def test_what_was_used_comes_back_another_day_and_opens_the_same_card(world: World) -> None:
    from nudges.programme import Opens
    from nudges.triggers import Spaced

    world.person("noor")
    spaced = programme(trigger=Spaced(on="card", at=time(9, 30)), title="Weet je nog: {gebeurtenis}")
    world.publish(spaced.model_copy(update={"opens": Opens(kind="card", target="")}))
    world.service.used("noor", "card", "slecht-nieuws", world.now, "Slecht nieuws brengen")

    world.run(until=MONDAY + timedelta(days=12), step=timedelta(hours=2))

    nudge = world.service.inbox("noor", world.now)
    first = (*nudge.today, *nudge.earlier)[-1]
    assert (first.title, first.opens_target) == ("Weet je nog: Slecht nieuws brengen", "slecht-nieuws")
    assert first.sent_at.date() > MONDAY.date()


def test_erasing_a_person_leaves_nothing(world: World) -> None:
    world.person("noor", "balie")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))
    assert len(world.service.export("noor")["nudges"]) == len(world.rows(OccurrenceRow))

    world.service.erase("noor")
    world.run(until=MONDAY + timedelta(days=1), step=timedelta(hours=2))

    assert world.rows(OccurrenceRow) == []
    assert world.rows(DeliveryRow) == []
    assert world.service.export("noor")["person"] is None
