"""Decides about what is due, and writes decision, inbox and deliveries in one transaction.

Two workers never decide about one person at the same time: the person's row is locked first, so caps hold and
of two that came due together each sees the other. Whoever dies before the commit leaves everything as it was.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from nudges import remembering
from nudges.caps import Caps
from nudges.content import content_of
from nudges.events import Event
from nudges.judging import Judged, Known, Wait, judge
from nudges.metrics import Metrics
from nudges.past import load_past
from nudges.planner import LOOK_BACK
from nudges.policy import Defer, Send
from nudges.programmes import load_published
from nudges.register import load_events, load_follow_ups, load_people
from nudges.sender import Sender
from nudges.steps import AtStep, Step, go_on
from nudges.store import Store, in_groups, new_id
from nudges.tables import (
    DecisionRow,
    DeliveryRow,
    DeliveryState,
    NudgePersonRow,
    OccurrenceRow,
    OccurrenceState,
)
from nudges.talking import Talking, nobody, noted

LEASE = timedelta(seconds=90)
"""How long a worker may hold a delivery before somebody else takes it."""
GROUP = 500


@dataclass(frozen=True)
class Claim:
    """Deliveries that this worker holds."""

    token: str
    deliveries: tuple[str, ...]


class Decider:
    """Decides about occurrences. Thread-safe, and safe among processes."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        organisation: Caps,
        metrics: Metrics,
        talking: Talking = nobody,
        at_step: AtStep = go_on,
    ):
        """Decide in this database."""
        self._store = store
        self._sender = sender
        self._organisation = organisation
        self._metrics = metrics
        self._talking = talking
        self._at: Callable[[Step], None] = at_step

    def decide(self, occurrences: Collection[str], now: datetime) -> Claim:
        """Decide about those of these that are still due; gives the deliveries that came of it.

        What was decided before, by whomever, is left alone: a message that comes twice does nothing.
        """
        token = new_id()
        with self._store.read() as connection:
            people = sorted(
                set(
                    connection.scalars(
                        select(OccurrenceRow.person_id).where(OccurrenceRow.id.in_(occurrences), *_due(now))
                    )
                )
            )
        if not people:
            return Claim(token, ())
        devices = self._sender.devices(people)
        with self._store.write() as connection:
            rows = self._locked(connection, occurrences, people, now)
            self._at(Step.CLAIM_READ)
            known = self._known(connection, rows, people, now)
            judged = judge(rows, known, now)
            deliveries = self._write(connection, judged, known, devices, token, now)
            remembering.sent(connection, judged, known, now)
            self._at(Step.CLAIM_WRITTEN)
        self._at(Step.CLAIM_COMMITTED)
        for one in judged:
            self._metrics.judged(one.verdict, now - one.row.scheduled_at)
        return Claim(token, tuple(deliveries))

    def _locked(
        self, connection: Connection, occurrences: Collection[str], people: Sequence[str], now: datetime
    ) -> list[Any]:
        """Lock the people, then read what of theirs is due, these and what belongs with them."""
        connection.execute(
            select(NudgePersonRow.person_id)
            .where(NudgePersonRow.person_id.in_(people))
            .order_by(NudgePersonRow.person_id)
            .with_for_update()
        ).all()
        columns = OccurrenceRow.__table__.columns
        rows = connection.execute(
            select(*columns)
            .where(OccurrenceRow.id.in_(occurrences), *_due(now))
            .order_by(OccurrenceRow.id)
            .with_for_update()
        ).all()
        mine = {row.id for row in rows}
        together: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if not row.asked_for:
                together[row.programme_id].add(row.person_id)
        found = list(rows)
        for programme, who in sorted(together.items()):
            beside = connection.execute(
                select(*columns)
                .where(OccurrenceRow.programme_id == programme, OccurrenceRow.person_id.in_(sorted(who)))
                # What failed before is tried alone, so that it takes nothing with it.
                .where(OccurrenceRow.asked_for.is_(False), OccurrenceRow.attempts == 0, *_due(now))
                .order_by(OccurrenceRow.id)
                .with_for_update()
            )
            found += [row for row in beside if row.id not in mine]
        return found

    def _known(
        self, connection: Connection, rows: Sequence[Any], people: Sequence[str], now: datetime
    ) -> Known:
        programmes = sorted({row.programme_id for row in rows})
        hanging = sorted({row.person_id for row in rows if row.event_id is not None})
        events: dict[str, dict[str, Event]] = defaultdict(dict)
        if hanging:
            for found in (
                load_events(connection, hanging, now - LOOK_BACK),
                load_follow_ups(connection, hanging),
            ):
                for person, theirs in found.items():
                    events[person] |= {event.id: event for event in theirs}
        return Known(
            people=load_people(connection, people),
            programmes=load_published(connection, programmes),
            events=events,
            past=load_past(connection, people, programmes, now),
            talking={*self._talking(), *noted(connection, people, now)},
            organisation=self._organisation,
        )

    def _write(
        self,
        connection: Connection,
        judged: Sequence[Judged],
        known: Known,
        devices: Mapping[str, Sequence[str]],
        token: str,
        now: datetime,
    ) -> list[str]:
        """Write every verdict; gives the identifiers of the deliveries, which this worker holds already."""
        self._write_states(connection, judged, known, devices, now)
        decisions = [_decision(one, devices, now) for one in judged if not isinstance(one.verdict, Wait)]
        deliveries = [
            _delivery(one.row, device, token, now)
            for one in judged
            if isinstance(one.verdict, Send)
            for device in devices.get(one.row.person_id, ())
        ]
        for group in in_groups(decisions, GROUP):
            connection.execute(insert(DecisionRow), list(group))
        for some in in_groups(deliveries, GROUP):
            connection.execute(insert(DeliveryRow), list(some))
        return [one["id"] for one in deliveries]

    def _write_states(
        self,
        connection: Connection,
        judged: Sequence[Judged],
        known: Known,
        devices: Mapping[str, Sequence[str]],
        now: datetime,
    ) -> None:
        changes: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for one in judged:
            verdict = one.verdict
            if isinstance(verdict, Wait):
                change: dict[str, Any] = {"next_at": verdict.until}
            elif isinstance(verdict, Defer):
                change = {
                    "scheduled_at": verdict.until,
                    "next_at": verdict.until,
                    "reason": verdict.reason.value,
                    "deferrals": one.row.deferrals + 1,
                    "attempts": 0,
                }
            elif isinstance(verdict, Send):
                content = one.row.content or content_of(
                    known.programmes[one.row.programme_id].programme,
                    known.people[one.row.person_id],
                    one.event.title if one.event else "",
                    one.event.id.partition(":")[2] if one.event and one.event.source == "follow_up" else "",
                )
                change = {
                    "state": OccurrenceState.SENT.value,
                    "next_at": None,
                    "sent_at": now,
                    "decided_at": now,
                    "counted": one.counted,
                    "reason": _reason(one, devices),
                    "content": content,
                }
            else:
                change = {
                    "state": OccurrenceState.WITHHELD.value,
                    "next_at": None,
                    "decided_at": now,
                    "reason": verdict.reason.value,
                }
            changes[tuple(change)].append({"row_id": one.row.id} | change)
        for names, rows in changes.items():
            connection.execute(
                update(OccurrenceRow)
                .where(OccurrenceRow.id == bindparam("row_id"))
                .values({name: bindparam(name) for name in names}),
                rows,
            )


def _due(now: datetime) -> tuple[Any, ...]:
    return (OccurrenceRow.state == OccurrenceState.PLANNED.value, OccurrenceRow.scheduled_at <= now)


def _reason(one: Judged, devices: Mapping[str, Sequence[str]]) -> str:
    if isinstance(one.verdict, Send):
        return "sent" if devices.get(one.row.person_id) else "no_device"
    return "" if isinstance(one.verdict, Wait) else one.verdict.reason.value


def _decision(one: Judged, devices: Mapping[str, Sequence[str]], now: datetime) -> dict[str, Any]:
    deferred = isinstance(one.verdict, Defer)
    return {
        "occurrence_id": one.row.id,
        "at": now,
        "verdict": "deferred" if deferred else "sent" if isinstance(one.verdict, Send) else "withheld",
        "reason": _reason(one, devices),
        "until": one.verdict.until if isinstance(one.verdict, Defer) else None,
    }


def _delivery(row: Any, device: str, token: str, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "occurrence_id": row.id,
        "person_id": row.person_id,
        "device_id": device,
        "state": DeliveryState.CLAIMED.value,
        "token": token,
        "not_before": now,
        "next_at": now + LEASE,
        "attempts": 0,
        "secret": secrets.token_urlsafe(24),
        "detail": "",
    }
