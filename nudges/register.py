"""People as rows: read many at once, write one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, select

from nudges.events import Event
from nudges.people import Person, PersonRules
from nudges.spaced import follow_up
from nudges.store import Store
from nudges.tables import AudienceRow, EventRow, NudgePersonRow, SpacedRow

RULES = TypeAdapter(PersonRules)

USUAL_RULES = PersonRules()


def load_people(connection: Connection, people: Collection[str]) -> dict[str, Person]:
    """Read these people; who is not known is left out. Two queries, however many they are."""
    if not people:
        return {}
    labels: dict[str, set[str]] = {}
    found = select(AudienceRow.person_id, AudienceRow.label).where(AudienceRow.person_id.in_(people))
    for person, label in connection.execute(found):
        labels.setdefault(person, set()).add(label)
    rows = connection.execute(
        select(
            NudgePersonRow.person_id,
            NudgePersonRow.first_name,
            NudgePersonRow.language,
            NudgePersonRow.zone,
            NudgePersonRow.rules,
        ).where(NudgePersonRow.person_id.in_(people))
    )
    return {
        row.person_id: Person(
            id=row.person_id,
            first_name=row.first_name,
            language="en" if row.language == "en" else "nl",
            zone=row.zone,
            audiences=frozenset(labels.get(row.person_id, ())),
            rules=read_rules(row.rules),
        )
        for row in rows
    }


def read_rules(stored: dict[str, Any]) -> PersonRules:
    """Read rules; what no longer fits falls back to the usual, so that an upgrade silences nobody."""
    if not stored:
        return USUAL_RULES
    try:
        return RULES.validate_python(stored)
    except ValidationError:
        return USUAL_RULES


def rules_row(rules: PersonRules) -> dict[str, Any]:
    """Write rules as JSON."""
    dumped: dict[str, Any] = RULES.dump_python(rules, mode="json")
    return dumped


def set_labels(store: Store, connection: Connection, person: str, labels: Iterable[str]) -> None:
    """Give a person exactly these labels."""
    connection.execute(delete(AudienceRow).where(AudienceRow.person_id == person))
    if rows := [{"person_id": person, "label": label} for label in sorted(set(labels))]:
        connection.execute(store.insert(AudienceRow).values(rows).on_conflict_do_nothing())


def load_events(connection: Connection, people: Collection[str], since: datetime) -> dict[str, list[Event]]:
    """Read the own and the feed's events that end after an instant, by person."""
    found: dict[str, list[Event]] = {}
    rows = connection.execute(
        select(EventRow).where(EventRow.person_id.in_(people), EventRow.starts_at >= since)
    )
    for row in rows:
        found.setdefault(row.person_id, []).append(event_of(row))
    return found


def load_follow_ups(connection: Connection, people: Collection[str]) -> dict[str, list[Event]]:
    """Read what is due to be seen again, as the events that spaced programmes hang on."""
    found: dict[str, list[Event]] = {}
    rows = connection.execute(select(SpacedRow).where(SpacedRow.person_id.in_(people)))
    for row in rows:
        event = follow_up(row.kind, row.ref, row.title, row.due_at)
        found.setdefault(row.person_id, []).append(event)
    return found


def event_of(row: Any) -> Event:
    """Make an event of its row."""
    return Event(
        id=row.uid,
        start=row.starts_at,
        title=row.title,
        end=row.ends_at,
        all_day=row.all_day,
        tags=frozenset(row.tags),
        source="feed" if row.source == "feed" else "own",
    )
