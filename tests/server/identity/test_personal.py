"""Personal records are reached through their owner and in no other way."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import inspect

from server.content.openings import OpeningRow, Openings
from server.conversation.base import Dialogue
from server.conversation.store import Conversations, TurnRow
from server.errors import NotFound
from server.identity import PersonalRepository, Role
from server.services import Services
from server.store import Base, Owned
from server.store.tables import load_tables


@pytest.fixture
def two(services: Services) -> tuple[Conversations, Conversations]:
    """The conversations of two people; the second is an administrator."""
    noor = services.people.add("Noor", Role.EMPLOYEE)
    admin = services.people.add("Ada", Role.ADMINISTRATOR)
    return Conversations(services.database, noor.id), Conversations(services.database, admin.id)


def test_nobody_else_reads_or_erases_a_record(two: tuple[Conversations, Conversations]) -> None:
    noor, admin = two
    conversation = noor.begin("nl")
    noor.keep(TurnRow(conversation_id=conversation, client_id="c1", question="geheim", answer={}))

    for attempt in (admin.get, admin.turns, admin.dialogue, admin.delete):
        with pytest.raises(NotFound):
            attempt(conversation)
    assert admin.all() == []
    assert admin.listed() == []
    assert admin.delete_all() == 0
    assert admin.turn_of("c1") is None
    assert [turn.question for turn in noor.turns(conversation)] == ["geheim"]


def test_nobody_else_adds_to_a_conversation(two: tuple[Conversations, Conversations]) -> None:
    noor, admin = two
    conversation = noor.begin("nl")

    with pytest.raises(NotFound):
        admin.keep(TurnRow(conversation_id=conversation, client_id="c1", question="x", answer={}))
    admin.heard("c1", "x", Dialogue())
    admin.withdraw("c1")

    assert noor.turns(conversation) == []


def test_nobody_else_judges_a_turn(two: tuple[Conversations, Conversations]) -> None:
    noor, admin = two
    turn = noor.keep(TurnRow(conversation_id=noor.begin("nl"), client_id="c1", question="x", answer={}))

    with pytest.raises(NotFound):
        admin.judge(turn.id, helped=False)
    noor.judge(turn.id, helped=True)

    kept = noor.turn_of("c1")
    assert kept is not None
    assert kept.helped is True


def test_a_record_gets_the_owner_of_its_repository(services: Services) -> None:
    noor = services.people.add("Noor", Role.EMPLOYEE)
    tom = services.people.add("Tom", Role.EMPLOYEE)
    forged = OpeningRow(owner_id=tom.id, card="paspoort", count=1)

    Openings(services.database, noor.id).add(forged)

    assert Openings(services.database, tom.id).all() == []
    assert [row.card for row in Openings(services.database, noor.id).all()] == ["paspoort"]


def test_the_same_client_id_of_two_people_is_two_turns(two: tuple[Conversations, Conversations]) -> None:
    for mine in two:
        mine.keep(
            TurnRow(conversation_id=mine.begin("nl"), client_id="same", question=mine.owner_id, answer={})
        )

    for mine in two:
        kept = mine.turn_of("same")
        assert kept is not None
        assert kept.question == mine.owner_id


def repositories(base: type[PersonalRepository[Any]]) -> list[type[PersonalRepository[Any]]]:
    """Give every repository of a table, below the shared ones as well."""
    found = [one for sub in base.__subclasses__() for one in (sub, *repositories(sub))]
    return [one for one in found if hasattr(one, "row")]


def test_every_repository_of_personal_records_filters_by_owner() -> None:
    """A new kind of personal record cannot forget its owner: the table has one, and its query names it."""
    load_tables()
    owned = {table for table in Base.__subclasses__() if issubclass(table, Owned)}
    assert owned >= {OpeningRow, TurnRow}
    for table in owned:
        columns = inspect(table).columns
        assert not columns["owner_id"].nullable
        assert columns["owner_id"].foreign_keys
    for repository in repositories(PersonalRepository):
        query = str(repository(None, "somebody")._own())  # type: ignore[arg-type]
        assert f"{repository.row.__tablename__}.owner_id = :" in query
