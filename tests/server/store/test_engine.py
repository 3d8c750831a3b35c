"""The database: short sessions, waiting writers, instants with a zone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from server.content.openings import Openings
from server.identity import People, Role
from server.identity.people import PersonRow, TokenRow
from server.services import Services
from server.store import Database


def test_sqlite_keeps_references_and_does_not_block_readers(services: Services) -> None:
    with services.database.session() as session:
        told = {
            name: session.execute(text(f"pragma {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }

    assert told == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


def test_an_error_undoes_the_whole_session(services: Services) -> None:
    def add_and_fail() -> None:
        with services.database.session() as session:
            session.add(PersonRow(name="half", role="employee", preferences={}))
            session.flush()
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        add_and_fail()

    assert services.people.named("half") is None


def test_a_token_without_a_person_is_refused(services: Services) -> None:
    def orphan() -> None:
        with services.database.session() as session:
            session.add(TokenRow(person_id="missing", hash="x"))

    with pytest.raises(IntegrityError):
        orphan()


def test_many_writers_at_once_all_succeed(services: Services) -> None:
    person = services.people.add("Noor", Role.EMPLOYEE)
    openings = Openings(services.database, person.id)
    openings.opened("paspoort")
    together = threading.Barrier(8)

    def write(number: int) -> None:
        together.wait(10)
        People(services.database).add(f"person {number}", Role.EMPLOYEE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))

    assert len(services.people.all()) == 9


def test_instants_come_back_in_utc_and_naive_ones_are_refused(services: Services) -> None:
    there = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
    with services.database.session() as session:
        session.add(PersonRow(id="p", name="x", role="employee", preferences={}, created_at=there))
    with services.database.session() as session:
        read = session.get_one(PersonRow, "p").created_at
    assert read == there
    assert read.tzinfo is UTC

    def naive() -> None:
        with services.database.session() as session:
            session.add(PersonRow(name="y", role="employee", preferences={}, created_at=datetime(2026, 1, 1)))  # noqa: DTZ001

    with pytest.raises(StatementError, match="time zone"):
        naive()


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'x.sqlite3'}")
    database.ping()
    database.close()

    assert (tmp_path / "a" / "b" / "x.sqlite3").exists()
