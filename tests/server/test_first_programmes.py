"""What runs in a fresh installation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nudges.events import Event
from server.first_programmes import publish_first
from server.identity import DEMO_NAMES, Role
from server.services import Services
from server.settings import Settings
from server.store import now
from tests.nudges.making import ALWAYS, programme

READY = ["Hoe ging het?", "Je kleine stap", "Morgen je pitch", "Tip vlak voor een lastig gesprek"]


def running(services: Services) -> list[str]:
    return sorted(one.name for one in services.nudges.programmes(now()) if one.state == "running")


def test_the_first_start_publishes_what_waits_for_own_events(settings: Settings, services: Services) -> None:
    assert publish_first(settings, services.database) == len(READY)

    assert running(services) == READY
    owner = services.people.named(DEMO_NAMES[Role.LEARNING_PROFESSIONAL])
    assert owner is not None
    assert {one.owner_id for one in services.nudges.programmes(now())} == {owner.id}


def test_an_own_event_brings_a_tip_and_an_after_talk(settings: Settings, services: Services) -> None:
    publish_first(settings, services.database)
    person = services.people.demo(Role.EMPLOYEE).id
    services.nudges.set_rules(person, ALWAYS, now())
    start = now() + timedelta(hours=2)
    services.nudges.add_event(person, Event("e", start, "gesprek", tags=frozenset({"difficult"})), now())

    coming = services.nudges.nudges_of(person, "e", now())

    assert [one.programme_id for one in coming] == ["tip-voor-lastig-gesprek", "hoe-ging-het"]


def test_what_was_stopped_stays_stopped(settings: Settings, services: Services) -> None:
    publish_first(settings, services.database)
    for one in services.nudges.programmes(now()):
        services.nudges.stop(one.id, "somebody", now())

    assert publish_first(settings, services.database) == 0
    assert running(services) == []


@pytest.mark.parametrize("state", ["draft", "running"])
def test_nothing_is_added_to_somebodys_own_programmes(
    settings: Settings, services: Services, state: str
) -> None:
    made = services.nudges.create(programme(), "somebody", now())
    if state == "running":
        services.nudges.publish(made.summary.id, "somebody", made.summary.revision, now())

    assert publish_first(settings, services.database) == 0
    assert len(services.nudges.programmes(now())) == 1


def test_in_production_nothing_runs_by_itself(settings: Settings, services: Services) -> None:
    there = settings.model_copy(update={"environment": "production"})

    assert publish_first(there, services.database) == 0
    assert services.nudges.programmes(now()) == ()
    assert services.people.all() == []
