"""What is a person's own is read and changed by nobody else: every route, every role, every table.

Nothing here knows the areas. Every table of personal records gets a row of Noor, full of words that are hers
alone and all under one identifier; then everybody else sends that identifier to every route that the
application has, with a body that fits. A new area is in this test from the moment at which it has a route.
"""

from __future__ import annotations

import json
import re
import wave
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import BaseModel
from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Integer, LargeBinary, Table, insert, select

from server.api.belongings import everything
from server.api.described import ATTRIBUTE, Description
from server.conversation.companion import Companion
from server.conversation.partners import Partners
from server.errors import NotFound
from server.identity import Person, Role
from server.services import Services
from server.store import Database
from server.store.tables import all_metadata, load_tables
from tests.server.api.quiet import without_engines
from tests.server.api.test_questions import Understood
from tests.server.conversation.shelves import SHELF, search

NOORS_ID = "0a0a0a0a-1b1b-4c2c-8d3d-5e5e5e5e5e5e"
NOORS_KEY = "client-of-noor-1"
CANARY = "alleenvannoor"
WHOSE = ("owner_id", "person_id")
NOT_RECORDS = {"tokens"}
"""What only lets a person in."""
WRITTEN_BY = {"nudge_programmes"}
"""Tables of the organisation that say who wrote a row: a programme is for others to read."""


def personal_tables() -> list[tuple[Table, str]]:
    """Give every table whose rows belong to somebody, with the column that says to whom."""
    load_tables()
    found = []
    for metadata in all_metadata():
        for table in metadata.sorted_tables:
            whose = next((name for name in WHOSE if name in table.columns), None)
            if whose is not None and table.name not in NOT_RECORDS | WRITTEN_BY:
                found.append((table, whose))
    return found


def fitting(column: Column[Any]) -> Any:
    """Give a value that a column takes and that shows whose it is wherever words fit."""
    kind = getattr(column.type, "impl_instance", column.type)
    if (column.foreign_keys or column.primary_key) and not isinstance(kind, Integer):
        return NOORS_ID
    if column.name == "client_id":
        return NOORS_KEY
    if isinstance(kind, JSON):
        default = getattr(column.default, "arg", None)
        made = default(None) if callable(default) else None
        return made if made is not None else (None if column.nullable else {})
    if isinstance(kind, DateTime):
        return datetime.now(UTC)
    if isinstance(kind, LargeBinary):
        return CANARY.encode()
    for simple, value in ((Boolean, False), (Integer, 1), (Float, 1.0)):
        if isinstance(kind, simple):
            return value
    return CANARY[: getattr(kind, "length", None) or len(CANARY)]


def seed(database: Database, owner: str) -> None:
    """Give somebody one row in every table; what it refers to outside these tables need not exist."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for table, whose in personal_tables():
            values = {column.name: fitting(column) for column in table.columns}
            connection.execute(insert(table).values(values | {whose: owner}))
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def rows_of(database: Database, owner: str) -> dict[str, list[Any]]:
    """Read everything that is somebody's, table by table."""
    with database.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).where(table.c[whose] == owner))
            ]
            for table, whose in personal_tables()
        }


def instance(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """Make something that fits a JSON schema, naming Noor's record wherever a name fits."""
    if "$ref" in schema:
        return instance(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            options = [one for one in schema[several] if one.get("type") != "null"]
            return instance(options[0] if options else {}, definitions)
    match schema.get("type"):
        case "object":
            needed = schema.get("properties", {})
            return {name: instance(one, definitions) for name, one in needed.items()}
        case "array":
            return [instance(schema.get("items", {}), definitions)] * max(1, schema.get("minItems", 0))
        case "integer" | "number":
            return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
        case "boolean":
            return True
        case "null":
            return None
        case _:
            return text_for(schema)


def text_for(schema: dict[str, Any]) -> str:
    """Give a text that a schema takes."""
    if schema.get("format") in ("date-time", "date", "time"):
        form = {"date-time": "2030-01-01T09:00:00Z", "date": "2030-01-01", "time": "09:00:00"}
        return form[schema["format"]]
    if "pattern" in schema:
        tries = (NOORS_KEY, "2026-W40", "09:00", "2030-01-01T09:00", "nl", "Europe/Amsterdam", "a")
        return next((one for one in tries if re.search(schema["pattern"], one)), NOORS_KEY)
    return NOORS_ID[: schema.get("maxLength", len(NOORS_ID))]


def fits(model: type[BaseModel] | None) -> dict[str, Any]:
    """Make values for a model."""
    if model is None:
        return {}
    schema = model.model_json_schema()
    made = instance(schema, schema.get("$defs", {}))
    return made if isinstance(made, dict) else {}


def sound() -> bytes:
    """Give half a second of silence as a file."""
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(16_000))
    return target.getvalue()


def requests(app: Flask) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give one request for every route and method, about Noor's record."""
    for rule in app.url_map.iter_rules():
        if "websocket" in dir(rule) and rule.websocket:
            continue
        path = re.sub(r"<(?:int:\w+|number|index)>", "0", rule.rule)
        path = re.sub(r"<[^>]+>", NOORS_ID, path)
        told: Description = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, Description())
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            more: dict[str, Any] = {}
            if told.query is not None:
                query = fits(told.query)
                more["query_string"] = {
                    name: str(value).lower() if isinstance(value, bool) else value
                    for name, value in query.items()
                    if not isinstance(value, dict | list)
                }
            if told.body is not None:
                more["json"] = fits(told.body)
            elif told.takes:
                pcm = "audio/pcm" in told.takes
                more["data"] = bytes(3200) if pcm else sound()
                more["content_type"] = "audio/pcm;rate=16000" if pcm else told.takes[0]
            yield method, path, more


@pytest.fixture
def noor(app: Flask, services: Services) -> Person:
    """Somebody with a record in every table."""
    app.extensions["souffleur.limiter"].enabled = False
    without_engines(services, "pool")
    services.engines.bring("pool", Understood("een zin van iemand anders"))
    services.engines.bring("shelf", SHELF)
    services.engines.bring("search", search())
    services.engines.bring("responder", Companion(SHELF, search()))
    somebody = services.people.add("Noor", Role.EMPLOYEE)
    with services.database.engine.begin() as connection:
        for table, whose in personal_tables():
            # The nudges know every person already; that row makes place for one that shows whose it is.
            connection.execute(table.delete().where(table.c[whose] == somebody.id))
    seed(services.database, somebody.id)
    return somebody


def browser(app: Flask, services: Services, person: Person) -> tuple[FlaskClient, dict[str, str]]:
    """Give a client of a person, and what it sends along."""
    return app.test_client(), {"Authorization": f"Bearer {services.people.make_token(person.id)}"}


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_reads_or_changes_what_is_somebodys_own(
    app: Flask, services: Services, noor: Person, role: Role
) -> None:
    other = services.people.add("Tom", role)
    client, headers = browser(app, services, other)
    before = rows_of(services.database, noor.id)
    asked = 0

    for method, path, more in requests(app):
        if path == "/v1/realtime":
            continue
        with client.open(path, method=method, headers=headers, **more) as answer:
            told = answer.get_data()
        asked += 1
        assert CANARY.encode() not in told, f"{method} {path} tells {role} what is Noor's own"
        assert answer.status_code < 500 or answer.status_code == 503, f"{method} {path}: {answer.status_code}"

    assert asked > 60
    assert rows_of(services.database, noor.id) == before


def test_nobody_at_all_reads_it_without_signing_in(app: Flask, services: Services, noor: Person) -> None:
    client = app.test_client()
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    before = rows_of(services.database, noor.id)

    for method, path, more in requests(app):
        with client.open(path, method=method, environ_overrides=elsewhere, **more) as answer:
            assert CANARY.encode() not in answer.get_data(), f"{method} {path}"

    assert rows_of(services.database, noor.id) == before


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_practises_with_somebodys_partner(services: Services, noor: Person, role: Role) -> None:
    other = services.people.add("Tom", role)
    assert other.id != noor.id
    partners: Partners = services.partners

    assert partners._factories
    for kind in partners._factories:
        with pytest.raises(NotFound):
            partners.make(other.id, kind, NOORS_ID, "nl")


def test_every_table_of_personal_records_is_in_the_register(services: Services, noor: Person) -> None:
    covered = {table for kind in everything() for table in kind.tables}

    assert {table.name for table, _ in personal_tables()} <= covered
    assert rows_of(services.database, noor.id).keys() <= covered


def test_everything_of_a_person_goes_at_once(app: Flask, services: Services, noor: Person) -> None:
    client, headers = browser(app, services, noor)
    other = services.people.add("Tom", Role.EMPLOYEE)

    assert all(rows_of(services.database, noor.id).values())
    assert client.delete("/v1/belongings", headers=headers).status_code == 204

    assert not any(rows_of(services.database, noor.id).values())
    assert services.people.get(noor.id) is not None
    assert services.people.get(other.id) is not None


def test_the_canary_is_seen_where_somebody_looks_at_their_own(
    app: Flask, services: Services, noor: Person
) -> None:
    """The walk above would notice: Noor herself does find her words."""
    client, headers = browser(app, services, noor)

    assert CANARY in client.get("/v1/notes", headers=headers).get_data(as_text=True)
    assert CANARY in json.dumps(client.get("/v1/folders", headers=headers).json)
