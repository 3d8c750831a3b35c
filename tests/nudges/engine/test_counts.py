"""What a leerprofessional may see: programmes, forecasts, and counts that point at nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.nudges.engine.world import MONDAY, World, programme


@pytest.mark.parametrize(("people", "told"), [(9, None), (10, 10)])
def test_counts_begin_at_ten_people(world: World, people: int, told: int | None) -> None:
    for n in range(people):
        world.person(f"p{n}", "balie", phone=False)
    name = world.publish(programme(audience=("balie",)))
    world.run(until=MONDAY + timedelta(hours=3), step=timedelta(hours=1))

    forecast = world.service.forecast(world.service.programme(name, world.now).programme, world.now)

    assert forecast.people == told
    assert [(one.label, one.people) for one in world.service.labels()] == [("all", told), ("balie", told)]


def test_a_preview_shows_the_next_ten_with_their_texts(world: World) -> None:
    shown = world.service.preview(programme(), MONDAY)

    assert [one.at - MONDAY for one in shown] == [timedelta(days=n, hours=2) for n in range(10)]
    assert shown[0].title == {"nl": "Hallo Noor"}


def test_sending_it_to_oneself_comes_at_once_and_counts_nowhere(world: World) -> None:
    world.person("lena")
    made = world.service.create(programme(), "lena", world.now)

    world.service.send_to_me("lena", made.programme, world.now)
    world.settle()

    assert world.phones.titles == ["Hallo Lena"]


def test_coming_shows_what_is_planned_and_what_is_not_planned_yet(world: World) -> None:
    world.person("noor")
    world.publish(programme())
    world.run()

    coming = world.service.coming("noor", world.now, days=3)

    assert [one.at - MONDAY for one in coming] == [timedelta(days=n, hours=2) for n in range(3)]


def test_the_figures_and_the_health_tell_the_same(world: World) -> None:
    assert [one.code for one in world.service.health(world.now).troubles] == ["no_tick"]
    world.person("noor")
    world.publish(programme())
    world.run(until=MONDAY + timedelta(hours=3))
    health = world.service.health(world.now)

    text = world.metrics.write(health).decode()

    assert health.well
    assert "souffleur_nudges_sent_total 1.0" in text
    assert "souffleur_nudges_well 1.0" in text
