"""What a person is and decided: name, clock, labels, rules; and taking all of it along or away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from nudges.desks.base import Desk
from nudges.errors import NotPossible
from nudges.localtime import DEFAULT_ZONE, known_zone
from nudges.people import PersonRules
from nudges.plans import enrol_everywhere, upset
from nudges.register import load_people, rules_row, set_labels
from nudges.tables import (
    AnswerRow,
    AudienceRow,
    DecisionRow,
    EventRow,
    FeedRow,
    NudgePersonRow,
    OccurrenceRow,
    PlanRow,
    ProgrammeRow,
    SpacedRow,
    TalkingRow,
)
from nudges.views import MutedProgramme


class OwnDesk(Desk):
    """A person's own say. Rules act at the moment of sending; plans follow."""

    def person_seen(
        self, person: str, now: datetime, *, first_name: str, language: str, zone: str | None = None
    ) -> None:
        """Keep what is known of a person in step; whoever is new gets the plans that are theirs.

        Raises:
            NotPossible: the time zone is unknown.
        """
        if zone is not None and not known_zone(zone):
            raise _zone_unknown()
        wanted = {"first_name": first_name[:100], "language": language}
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
        same = known is not None and (known.first_name, known.language) == (first_name[:100], language)
        if same and known is not None and zone in (None, known.zone):
            return
        with self._store.write() as connection:
            added = self._store.insert(NudgePersonRow).values(
                person_id=person, zone=zone or DEFAULT_ZONE, rules={}, timing={}, **wanted
            )
            changes = wanted | ({"zone": zone} if zone else {})
            connection.execute(added.on_conflict_do_update(index_elements=["person_id"], set_=changes))
            if known is None:
                enrol_everywhere(self._store, connection, person, now)
            elif zone not in (None, known.zone):
                upset(connection, person, now)
        self._tools.wake()

    def zone(self, person: str) -> str:
        """Give the name of a person's time zone."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
        return known.zone if known else DEFAULT_ZONE

    def set_zone(self, person: str, zone: str, now: datetime) -> None:
        """Move a person to another time zone; what is planned moves along, nothing comes twice.

        Raises:
            NotPossible: the time zone is unknown.
        """
        if not known_zone(zone):
            raise _zone_unknown()
        with self._store.write() as connection:
            connection.execute(
                update(NudgePersonRow).where(NudgePersonRow.person_id == person).values(zone=zone)
            )
            upset(connection, person, now)
        self._tools.wake()

    def rules(self, person: str) -> PersonRules:
        """Give a person's rules."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
        return known.rules if known else PersonRules()

    def set_rules(self, person: str, rules: PersonRules, now: datetime) -> PersonRules:
        """Keep a person's rules. They act from this moment on, also for what is planned already."""
        with self._store.write() as connection:
            connection.execute(
                update(NudgePersonRow)
                .where(NudgePersonRow.person_id == person)
                .values(rules=rules_row(rules))
            )
            upset(connection, person, now)
        self._tools.wake()
        return self.rules(person)

    def muted(self, person: str) -> tuple[MutedProgramme, ...]:
        """Give the programmes that a person switched off, by name."""
        muted = self.rules(person).muted_programmes
        with self._store.read() as connection:
            rows = connection.execute(
                select(ProgrammeRow.id, ProgrammeRow.draft, ProgrammeRow.live).where(
                    ProgrammeRow.id.in_(muted)
                )
            ).all()
        found = (MutedProgramme(row.id, (row.live or row.draft)["name"]) for row in rows)
        return tuple(sorted(found, key=lambda one: one.name))

    def audiences(self, person: str) -> frozenset[str]:
        """Give a person's labels."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
        return known.audiences if known else frozenset()

    def set_audiences(self, person: str, labels: Iterable[str], now: datetime) -> None:
        """Give a person exactly these labels; plans follow."""
        with self._store.write() as connection:
            set_labels(self._store, connection, person, labels)
            enrol_everywhere(self._store, connection, person, now)
        self._tools.wake()

    def export(self, person: str) -> dict[str, Any]:
        """Give everything that the nudges keep about a person, as JSON; the address of a feed shortened."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
            occurrences = connection.execute(
                select(OccurrenceRow.__table__)
                .where(OccurrenceRow.person_id == person)
                .order_by(OccurrenceRow.due_at)
            ).mappings()
            nudges = [_plain(row, ("person_id", "next_at", "generation")) for row in occurrences]
            mine = select(OccurrenceRow.id).where(OccurrenceRow.person_id == person)
            decisions = connection.execute(
                select(DecisionRow.__table__).where(DecisionRow.occurrence_id.in_(mine))
            ).mappings()
            answers = connection.execute(
                select(AnswerRow.__table__).where(AnswerRow.occurrence_id.in_(mine))
            ).mappings()
            events = connection.execute(
                select(EventRow.__table__).where(EventRow.person_id == person)
            ).mappings()
            spaced = connection.execute(
                select(SpacedRow.__table__).where(SpacedRow.person_id == person)
            ).mappings()
            return {
                "person": None if known is None else _person(asdict(known)),
                "nudges": nudges,
                "decisions": [_plain(row, ("id",)) for row in decisions],
                "answers": [_plain(row, ("id", "person_id")) for row in answers],
                "events": [_plain(row, ("person_id",)) for row in events],
                "follow_ups": [_plain(row, ("person_id",)) for row in spaced],
            }

    def kept(self, person: str) -> dict[str, int]:
        """Count what the nudges keep about a person, by kind."""
        whose = {
            "nudges": OccurrenceRow.person_id,
            "events": EventRow.person_id,
            "follow_ups": SpacedRow.person_id,
            "calendars": FeedRow.person_id,
        }
        with self._store.read() as connection:
            return {
                kind: connection.execute(select(func.count()).where(column == person)).scalar_one()
                for kind, column in whose.items()
            }

    def erase(self, person: str) -> int:
        """Erase everything that the nudges keep about a person; gives how many nudges there were."""
        with self._store.write() as connection:
            gone = connection.execute(delete(OccurrenceRow).where(OccurrenceRow.person_id == person))
            for table in (PlanRow, SpacedRow, EventRow, FeedRow, AudienceRow, TalkingRow, NudgePersonRow):
                connection.execute(delete(table).where(table.person_id == person))
            return gone.rowcount

    def add_people(self, people: Iterable[tuple[str, str, str]], now: datetime) -> int:
        """Add whoever is not known yet: ``(identifier, first name, language)``; gives how many were new."""
        wanted = {one[0]: one for one in people}
        with self._store.read() as connection:
            known = set(connection.scalars(select(NudgePersonRow.person_id)))
        fresh = [one for identifier, one in wanted.items() if identifier not in known]
        for person, first_name, language in fresh:
            with self._store.write() as connection:
                connection.execute(
                    insert(NudgePersonRow).values(
                        person_id=person,
                        first_name=first_name[:100],
                        language=language,
                        zone=DEFAULT_ZONE,
                        rules={},
                        timing={},
                    )
                )
                enrol_everywhere(self._store, connection, person, now)
        return len(fresh)


def _zone_unknown() -> NotPossible:
    return NotPossible(
        code="zone_unknown", nl="Deze tijdzone ken ik niet.", en="This time zone is not known."
    )


def _plain(row: Any, without: tuple[str, ...]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items() if name not in without}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _person(known: dict[str, Any]) -> dict[str, Any]:
    rules = rules_row(PersonRules(**known["rules"]))
    return known | {"rules": rules, "audiences": sorted(known["audiences"])}
