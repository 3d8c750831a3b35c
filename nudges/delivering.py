"""Hands deliveries to the sender, and writes down what came of it.

``sending`` is committed before anything goes out. A worker that dies after that leaves a delivery of which
nobody knows whether it arrived: the sweeper makes it ``unknown``, the receipt from the device settles it, and
where none comes it is sent again under the same topic and tag, which replaces instead of repeating.

Every write carries the token of whoever holds the delivery; a worker that was slow and lost it writes
nothing.
"""

from __future__ import annotations

import hashlib
import logging
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from nudges.deciding import LEASE, Claim
from nudges.metrics import Metrics
from nudges.programmes import load_published
from nudges.sender import (
    Accepted,
    Gone,
    Handover,
    Outcome,
    Refused,
    Sender,
    TooLarge,
    Undecided,
    Unreachable,
    Wait,
)
from nudges.steps import AtStep, Step, go_on
from nudges.store import Store, in_groups, new_id
from nudges.tables import DeliveryRow, DeliveryState, OccurrenceRow

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=15)
"""Before a message that did not go out is tried again; it doubles."""
REFUSED_WAIT = timedelta(minutes=5)
"""The same for one that was refused: somebody has to put a key right first."""
RECEIPT_WAIT = timedelta(seconds=30)
"""How long a receipt may take before what is undecided is sent again."""
LONGEST_WAIT = timedelta(minutes=30)
MOST_ATTEMPTS = 8
TOGETHER = 125
"""Messages that are marked, sent and recorded together: even at a push service that hangs they take less time
than a lease."""
BADGE_DAYS = timedelta(days=1)

CLAIMABLE = (DeliveryState.DUE.value, DeliveryState.RETRY.value, DeliveryState.UNKNOWN.value)


class Deliverer:
    """Sends deliveries. Thread-safe, and safe among processes."""

    def __init__(self, store: Store, sender: Sender, metrics: Metrics, at_step: AtStep = go_on):
        """Send with this sender."""
        self._store = store
        self._sender = sender
        self._metrics = metrics
        self._at = at_step

    def claim(self, deliveries: Collection[str], now: datetime) -> Claim:
        """Take those of these that are free and due; two that try get each of them once."""
        token = new_id()
        with self._store.write() as connection:
            taken = connection.execute(
                update(DeliveryRow)
                .where(
                    DeliveryRow.id.in_(deliveries),
                    DeliveryRow.state.in_(CLAIMABLE),
                    DeliveryRow.not_before <= now,
                )
                .values(state=DeliveryState.CLAIMED.value, token=token, next_at=now + LEASE)
                .returning(DeliveryRow.id)
            )
            return Claim(token, tuple(taken.scalars()))

    def deliver(self, claim: Claim, now: datetime) -> None:
        """Send what this worker holds, some at a time, so that each is sent well within its lease."""
        for some in in_groups(claim.deliveries, TOGETHER):
            self._apart(Claim(claim.token, tuple(some)), now)

    def _apart(self, claim: Claim, now: datetime) -> None:
        """Send all together, or each alone when that fails; what fails alone is found again in time."""
        try:
            self._deliver(claim, now)
        except Exception:
            self._metrics.failed()
            log.exception("%d deliveries failed", len(claim.deliveries))
            if len(claim.deliveries) > 1:
                for one in claim.deliveries:
                    self._apart(Claim(claim.token, (one,)), now)

    def _deliver(self, claim: Claim, now: datetime) -> None:
        handovers = self._prepare(claim, now)
        self._at(Step.SENDING)
        outcomes: dict[str, Outcome] = {}
        for delivery, outcome in self._sender.send_many(handovers, now):
            self._at(Step.SENT)
            outcomes[delivery] = outcome
            self._metrics.outcome(outcome)
        if outcomes:
            self._record(claim.token, outcomes, {one.delivery: one.expires_at for one in handovers}, now)

    def _prepare(self, claim: Claim, now: datetime) -> list[Handover]:
        """Look once more whether each is still wanted, and commit the rest as being sent."""
        with self._store.write() as connection:
            rows = connection.execute(
                select(DeliveryRow.id, DeliveryRow.device_id, DeliveryRow.person_id, DeliveryRow.secret)
                .add_columns(
                    OccurrenceRow.id.label("occurrence"),
                    OccurrenceRow.programme_id,
                    OccurrenceRow.content,
                    OccurrenceRow.deadline,
                    OccurrenceRow.answer,
                    OccurrenceRow.opened_at,
                )
                .join(OccurrenceRow, OccurrenceRow.id == DeliveryRow.occurrence_id)
                .where(
                    DeliveryRow.id.in_(claim.deliveries),
                    DeliveryRow.token == claim.token,
                    DeliveryRow.state == DeliveryState.CLAIMED.value,
                )
                .with_for_update(of=DeliveryRow)
            ).all()
            late = [row.id for row in rows if row.deadline <= now]
            answered = [row.id for row in rows if row.deadline > now and (row.answer or row.opened_at)]
            going = [row for row in rows if row.deadline > now and not (row.answer or row.opened_at)]
            _set(connection, late, {"state": DeliveryState.EXPIRED.value, "next_at": None, "token": None})
            _set(
                connection,
                answered,
                {
                    "state": DeliveryState.SUPPRESSED.value,
                    "next_at": None,
                    "token": None,
                    "detail": "answered",
                },
            )
            _set(
                connection,
                [row.id for row in going],
                {
                    "state": DeliveryState.SENDING.value,
                    "next_at": now + LEASE,
                    "attempts": DeliveryRow.attempts + 1,
                },
            )
            urgent = {
                name
                for name, one in load_published(connection, {row.programme_id for row in going}).items()
                if one.programme.policy.urgent
            }
            badges = _badges(connection, {row.person_id for row in going}, now)
            # Made before the commit: what cannot be made has not been marked as being sent.
            return [_handover(row, row.programme_id in urgent, badges[row.person_id]) for row in going]

    def _record(
        self, token: str, outcomes: dict[str, Outcome], deadlines: dict[str, datetime], now: datetime
    ) -> None:
        with self._store.write() as connection:
            attempts = {
                row.id: row.attempts
                for row in connection.execute(
                    select(DeliveryRow.id, DeliveryRow.attempts).where(DeliveryRow.id.in_(outcomes))
                )
            }
            rows = [
                {"row_id": delivery, "held": token}
                | _after(outcome, attempts.get(delivery, 1), deadlines[delivery], now)
                for delivery, outcome in outcomes.items()
                if delivery in deadlines
            ]
            if rows:
                connection.execute(_RECORD, rows)
            self._at(Step.RECORD_WRITTEN)
        self._at(Step.RECORD_COMMITTED)


_RECORD = (
    update(DeliveryRow)
    .where(
        DeliveryRow.id == bindparam("row_id"),
        DeliveryRow.token == bindparam("held"),
        DeliveryRow.state == DeliveryState.SENDING.value,
    )
    .values(
        state=bindparam("new_state"),
        token=None,
        next_at=bindparam("new_next"),
        not_before=bindparam("new_not_before"),
        accepted_at=bindparam("new_accepted"),
        detail=bindparam("new_detail"),
    )
)


def _set(connection: Connection, deliveries: Sequence[str], changes: dict[str, Any]) -> None:
    if deliveries:
        connection.execute(update(DeliveryRow).where(DeliveryRow.id.in_(deliveries)).values(changes))


def _after(outcome: Outcome, attempts: int, deadline: datetime, now: datetime) -> dict[str, Any]:
    """Give what a delivery becomes after an outcome."""
    match outcome:
        case Accepted():
            return _done(DeliveryState.ACCEPTED, now, "", accepted=now)
        case Gone():
            return _done(DeliveryState.GONE, now, "")
        case TooLarge():
            return _done(DeliveryState.SUPPRESSED, now, "too_large")
        case Wait(until):
            return _again(DeliveryState.RETRY, until, "wait", attempts, deadline, now)
        case Refused(status):
            wait = min(REFUSED_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
            return _again(DeliveryState.RETRY, now + wait, f"refused {status}", attempts, deadline, now)
        case Unreachable():
            wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
            return _again(DeliveryState.RETRY, now + wait, "unreachable", attempts, deadline, now)
        case Undecided():
            wait = min(RECEIPT_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
            return _again(DeliveryState.UNKNOWN, now + wait, "undecided", attempts, deadline, now)


def _done(
    state: DeliveryState, now: datetime, detail: str, accepted: datetime | None = None
) -> dict[str, Any]:
    return {
        "new_state": state.value,
        "new_next": None,
        "new_not_before": now,
        "new_accepted": accepted,
        "new_detail": detail,
    }


def _again(
    state: DeliveryState, until: datetime, detail: str, attempts: int, deadline: datetime, now: datetime
) -> dict[str, Any]:
    """Try again then, unless that is too late or it was tried too often."""
    if until >= deadline or attempts >= MOST_ATTEMPTS:
        return _done(DeliveryState.EXPIRED, now, detail)
    return {
        "new_state": state.value,
        "new_next": until,
        "new_not_before": until,
        "new_accepted": None,
        "new_detail": detail,
    }


def _badges(connection: Connection, people: Iterable[str], now: datetime) -> Counter[str]:
    """Count the unanswered nudges of the last day by person."""
    rows = connection.execute(
        select(OccurrenceRow.person_id, func.count())
        .where(
            OccurrenceRow.person_id.in_(sorted(people)),
            OccurrenceRow.sent_at > now - BADGE_DAYS,
            OccurrenceRow.opened_at.is_(None),
            OccurrenceRow.answer.is_(None),
        )
        .group_by(OccurrenceRow.person_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def _handover(row: Any, urgent: bool, badge: int) -> Handover:
    content = row.content
    return Handover(
        delivery=row.id,
        device=row.device_id,
        person=row.person_id,
        occurrence=row.occurrence,
        language=content["language"],
        title=content["title"],
        body=content["body"],
        navigate=f"/seintjes/{row.occurrence}",
        tag=row.occurrence,
        topic=topic_of(row.occurrence),
        expires_at=row.deadline,
        urgent=urgent,
        receipt=row.secret,
        badge=badge,
    )


def topic_of(occurrence: str) -> str:
    """Give the topic of an occurrence: the same for every resend, at most 32 base64url characters."""
    return urlsafe_b64encode(hashlib.sha256(occurrence.encode()).digest())[:32].decode()
