"""People, roles and tokens."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from server.errors import Conflict, NotFound
from server.identity import Preferences, Role
from server.identity.people import PersonRow, TokenRow
from server.services import Services


def test_a_person_is_found_by_name_and_identifier(services: Services) -> None:
    added = services.people.add("Noor", Role.LEARNING_PROFESSIONAL, language="en")

    assert services.people.get(added.id) == added
    assert services.people.named("Noor") == added
    assert added.role is Role.LEARNING_PROFESSIONAL
    assert not added.demo


def test_a_name_is_taken_once(services: Services) -> None:
    services.people.add("Noor", Role.EMPLOYEE)

    with pytest.raises(Conflict) as refused:
        services.people.add("Noor", Role.ADMINISTRATOR)

    assert refused.value.code == "name_taken"
    assert [person.name for person in services.people.all()] == ["Noor"]


def test_only_the_hash_of_a_token_is_kept(services: Services) -> None:
    person = services.people.add("Noor", Role.EMPLOYEE)
    token = services.people.make_token(person.id)

    found = services.people.by_token(token)
    with services.database.session() as session:
        stored = session.scalars(select(TokenRow.hash)).all()
        everything = session.execute(text("select * from tokens")).all()

    assert found == person
    assert len(stored) == 1
    assert token not in str(everything)


def test_a_revoked_token_is_nobody(services: Services) -> None:
    person = services.people.add("Noor", Role.EMPLOYEE)
    token = services.people.make_token(person.id)
    services.people.make_token(person.id)

    assert services.people.revoke_tokens(person.id) == 2
    assert services.people.by_token(token) is None


def test_preferences_survive_and_unknown_ones_are_forgotten(services: Services) -> None:
    person = services.people.add("Noor", Role.EMPLOYEE)
    services.people.change(person.id, preferences=Preferences(speed=1.4, theme="dark"))
    with services.database.session() as session:
        row = session.get_one(PersonRow, person.id)
        row.preferences = {**row.preferences, "colour_of_old_version": "red", "audio_out": "nonsense"}

    read = services.people.get(person.id)

    assert read is not None
    assert (read.preferences.speed, read.preferences.theme) == (1.4, "dark")
    assert read.preferences.audio_out == "server"


def test_nobody_cannot_be_changed(services: Services) -> None:
    with pytest.raises(NotFound):
        services.people.change("missing", language="en")


def test_the_demo_person_is_one_row(services: Services) -> None:
    first = services.people.demo(Role.EMPLOYEE)

    assert services.people.demo(Role.EMPLOYEE) == first
    assert (first.name, first.demo) == ("demo", True)
    assert services.people.demo(Role.LEARNING_PROFESSIONAL).name == "demo-leerprofessional"
