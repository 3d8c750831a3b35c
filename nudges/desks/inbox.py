"""A person's nudges: what came, what did not, why, and what they answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, get_args

from sqlalchemy import Connection, insert, select, update

from nudges import remembering
from nudges.desks.base import Desk
from nudges.errors import NotPossible, NotThere
from nudges.localtime import resolve, wall_of, zone_of
from nudges.reasons import sentences
from nudges.receipts import by_secret, settle, stop_deliveries
from nudges.register import load_people, rules_row
from nudges.store import new_id
from nudges.tables import (
    AnswerRow,
    NudgePersonRow,
    OccurrenceRow,
    OccurrenceState,
    ProgrammeRow,
)
from nudges.views import AnswerKind, Inbox, Nudge, Withheld

KEPT = timedelta(days=30)
"""How far back the inbox shows."""
MOST = 200
"""Most nudges shown at once."""
FARTHEST = timedelta(days=60)
"""How far a nudge may be put off."""


class InboxDesk(Desk):
    """What came, and the answers to it. Every query carries the person."""

    def inbox(self, person: str, now: datetime) -> Inbox:
        """Give what came to a person, newest first."""
        with self._store.read() as connection:
            known = load_people(connection, [person]).get(person)
            zone = known.clock if known else zone_of("")
            rows = connection.execute(
                _nudges(person)
                .where(OccurrenceRow.sent_at > now - KEPT)
                .order_by(OccurrenceRow.sent_at.desc(), OccurrenceRow.id)
                .limit(MOST)
            ).all()
        midnight = resolve(wall_of(now, zone).replace(hour=0, minute=0, second=0, microsecond=0), zone)
        nudges = [_nudge(row) for row in rows]
        today = tuple(one for one in nudges if one.sent_at >= midnight)
        return Inbox(
            today=today,
            earlier=tuple(one for one in nudges if one.sent_at < midnight),
            unanswered=sum(one.opened_at is None and one.answer is None for one in today),
        )

    def nudge(self, person: str, occurrence: str) -> Nudge:
        """Give one nudge that came.

        Raises:
            NotThere: there is none, or it is somebody else's.
        """
        with self._store.read() as connection:
            return _found(connection, person, occurrence)

    def looked(self, person: str, now: datetime) -> None:
        """Note that a person looked at their inbox: what lies there was seen, so it was not ignored."""
        with self._store.write() as connection:
            connection.execute(
                update(NudgePersonRow).where(NudgePersonRow.person_id == person).values(looked_at=now)
            )

    def withheld(self, person: str, now: datetime, days: int = 7) -> tuple[Withheld, ...]:
        """Give what did not come in these days, newest first, each with the last reason."""
        wanted = (
            select(
                OccurrenceRow.id,
                OccurrenceRow.programme_id,
                OccurrenceRow.due_at,
                OccurrenceRow.reason,
                ProgrammeRow.live,
                ProgrammeRow.draft,
            )
            .join(ProgrammeRow, ProgrammeRow.id == OccurrenceRow.programme_id)
            .where(
                OccurrenceRow.person_id == person,
                OccurrenceRow.state.in_((OccurrenceState.WITHHELD.value, OccurrenceState.WITHDRAWN.value)),
                OccurrenceRow.due_at.between(now - timedelta(days=days), now),
            )
            .order_by(OccurrenceRow.due_at.desc())
            .limit(MOST)
        )
        with self._store.read() as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            Withheld(
                id=row.id,
                programme_id=row.programme_id,
                programme=(row.live or row.draft)["name"],
                moment=(row.live or row.draft)["moment"],
                due_at=row.due_at,
                reason=row.reason,
                nl=sentences(row.reason)[0],
                en=sentences(row.reason)[1],
            )
            for row in rows
        )

    def answer(
        self,
        person: str,
        occurrence: str,
        answer: AnswerKind,
        now: datetime,
        until: datetime | None = None,
    ) -> Nudge:
        """Keep what a person did with a nudge; the same answer again changes nothing.

        ``later`` makes it come back at ``until``; ``not_for_me`` switches the programme off for this person.

        Raises:
            NotThere: there is none, or it is somebody else's.
            NotPossible: an unknown answer, or an instant that does not fit.
        """
        if answer not in get_args(AnswerKind):
            raise NotPossible(code="answer_unknown")
        if answer == "later" and (until is None or not now < until <= now + FARTHEST):
            raise NotPossible(
                code="until_invalid",
                nl="Kies een moment in de komende 60 dagen.",
                en="Choose a moment in the coming 60 days.",
            )
        with self._store.write() as connection:
            before = _found(connection, person, occurrence)
            if _same(before, answer):
                return before
            kept = insert(AnswerRow).values(
                occurrence_id=occurrence, person_id=person, answer=answer, at=now, until=until
            )
            connection.execute(kept)
            connection.execute(
                update(OccurrenceRow)
                .where(OccurrenceRow.id == occurrence)
                .values(_changes(answer, now, before))
            )
            stop_deliveries(connection, occurrence)
            _remember(connection, person, occurrence, answer, before, now)
            if answer == "later" and until is not None:
                _come_back(connection, occurrence, until)
            if answer == "not_for_me":
                _mute(connection, person, before.programme_id)
            return _found(connection, person, occurrence)

    def receipt(self, delivery: str, secret: str, now: datetime) -> bool:
        """Note that a nudge arrived on a device; it settles what was undecided.

        Returns:
            False where there is no such delivery or the secret is another one.
        """
        with self._store.write() as connection:
            return settle(connection, delivery, secret, now)

    def answer_by_receipt(
        self, delivery: str, secret: str, answer: AnswerKind, now: datetime, until: datetime | None = None
    ) -> Nudge:
        """Answer from a notification, which has no cookie but the secret of its delivery.

        Raises:
            NotThere: there is no such delivery or the secret is another one.
            NotPossible: as :meth:`answer`.
        """
        with self._store.read() as connection:
            row = by_secret(connection, delivery, secret)
        if row is None:
            raise NotThere
        return self.answer(row.person_id, row.occurrence_id, answer, now, until)


def _nudges(person: str) -> Any:
    return (
        select(OccurrenceRow)
        .where(OccurrenceRow.person_id == person, OccurrenceRow.sent_at.is_not(None))
        .with_only_columns(*OccurrenceRow.__table__.columns)
    )


def _found(connection: Connection, person: str, occurrence: str) -> Nudge:
    row = connection.execute(_nudges(person).where(OccurrenceRow.id == occurrence)).one_or_none()
    if row is None:
        raise NotThere
    return _nudge(row)


def _nudge(row: Any) -> Nudge:
    content = row.content or {}
    return Nudge(
        id=row.id,
        programme_id=row.programme_id,
        programme=content.get("programme", ""),
        moment=content.get("moment", ""),
        language=content.get("language", "nl"),
        title=content.get("title", ""),
        body=content.get("body", ""),
        opens_kind=content.get("opens_kind", "card"),
        opens_target=content.get("opens_target", ""),
        due_at=row.due_at,
        sent_at=row.sent_at,
        deadline=row.deadline,
        asked_for=row.asked_for,
        opened_at=row.opened_at,
        answer=row.answer,
        answered_at=row.answered_at,
        useful=row.useful,
    )


def _same(before: Nudge, answer: AnswerKind) -> bool:
    if answer == "opened":
        return before.opened_at is not None
    if answer in ("useful", "not_useful"):
        return before.useful is (answer == "useful")
    return before.answer == answer and answer != "later"


def _changes(answer: AnswerKind, now: datetime, before: Nudge) -> dict[str, Any]:
    if answer == "opened":
        return {"opened_at": now}
    if answer in ("useful", "not_useful"):
        return {"useful": answer == "useful", "opened_at": before.opened_at or now}
    changes: dict[str, Any] = {"answer": answer, "answered_at": now}
    if answer == "now":
        changes["opened_at"] = before.opened_at or now
    return changes


def _remember(
    connection: Connection, person: str, occurrence: str, answer: AnswerKind, before: Nudge, now: datetime
) -> None:
    """Let follow-ups and learned timing know."""
    event = connection.execute(
        select(OccurrenceRow.event_id, OccurrenceRow.event_source).where(OccurrenceRow.id == occurrence)
    ).one()
    if event.event_source == "follow_up":
        remembering.followed_up(connection, person, event.event_id, answer, now)
    untouched = before.opened_at is None and before.answer is None
    if answer in remembering.RESPONSES and untouched:
        remembering.responded(connection, person, before.sent_at)


def _come_back(connection: Connection, occurrence: str, until: datetime) -> None:
    """Plan it again: a nudge of its own, asked for by the person, with the same time to live."""
    row = connection.execute(select(OccurrenceRow.__table__).where(OccurrenceRow.id == occurrence)).one()
    key = f"{row.key.partition('+')[0]}+{until:%Y%m%dT%H%M%S}"
    again = {
        "id": new_id(),
        "programme_id": row.programme_id,
        "person_id": row.person_id,
        "key": key,
        "generation": row.generation,
        "state": OccurrenceState.PLANNED.value,
        "wall": row.wall,
        "due_at": until,
        "scheduled_at": until,
        "deadline": until + max(row.deadline - row.due_at, timedelta(hours=1)),
        "next_at": until,
        "deferrals": 0,
        "asked_for": True,
        "reason": "",
        "event_id": row.event_id,
        "event_source": row.event_source,
        "counted": False,
        "content": row.content,
    }
    there = select(OccurrenceRow.id).where(
        OccurrenceRow.programme_id == row.programme_id,
        OccurrenceRow.person_id == row.person_id,
        OccurrenceRow.key == key,
    )
    if connection.scalar(there) is None:
        connection.execute(insert(OccurrenceRow).values(again))


def _mute(connection: Connection, person: str, programme: str) -> None:
    known = load_people(connection, [person]).get(person)
    if known is None:
        return
    stored = rules_row(known.rules)
    stored["muted_programmes"] = sorted({*stored["muted_programmes"], programme})
    connection.execute(update(NudgePersonRow).where(NudgePersonRow.person_id == person).values(rules=stored))
