"""Programmes: written as a draft, published, paused, stopped; every change kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from nudges.desks.base import Desk
from nudges.errors import Changed, NotPossible, NotThere
from nudges.programme import Programme
from nudges.tables import OccurrenceRow, ProgrammeRow, ProgrammeState, ProgrammeVersionRow
from nudges.views import ProgrammeDetail, ProgrammeSummary, Version

OVERDUE = timedelta(minutes=5)
"""A nudge that nobody has decided on for so long is a sign that the engine is not well."""
FIRST_GENERATION_FROM_PERSON = ""
"""Enrolment goes through people by identifier; it begins before all of them."""


class ProgrammeDesk(Desk):
    """What a leerprofessional does with programmes. Who may is decided by the caller."""

    def programmes(self, now: datetime) -> tuple[ProgrammeSummary, ...]:
        """Give all programmes, the last changed first."""
        with self._store.read() as connection:
            rows = connection.execute(
                select(ProgrammeRow.__table__).order_by(ProgrammeRow.changed_at.desc(), ProgrammeRow.id)
            ).all()
            ill = _overdue(connection, now)
        return tuple(_summary(row, row.id not in ill, now) for row in rows)

    def programme(self, programme: str, now: datetime) -> ProgrammeDetail:
        """Give one programme.

        Raises:
            NotThere: there is none.
        """
        with self._store.read() as connection:
            return _detail(connection, programme, now)

    def history(self, programme: str) -> tuple[Version, ...]:
        """Give every version of a programme, newest first.

        Raises:
            NotThere: there is none.
        """
        with self._store.read() as connection:
            rows = connection.execute(
                select(ProgrammeVersionRow.__table__)
                .where(ProgrammeVersionRow.programme_id == programme)
                .order_by(ProgrammeVersionRow.revision.desc())
            ).all()
        if not rows:
            raise NotThere
        return tuple(
            Version(row.revision, row.what, row.by, row.at, Programme.parse(row.body)) for row in rows
        )

    def create(self, programme: Programme, by: str, now: datetime) -> ProgrammeDetail:
        """Keep a new draft; its identifier gets a number where it is taken."""
        return self._add(programme, by, now, "saved")

    def save(self, programme: Programme, by: str, expected_revision: int, now: datetime) -> ProgrammeDetail:
        """Keep a draft; what runs is not touched until it is published.

        Raises:
            NotThere: there is none.
            Changed: somebody else changed it since the revision that the writer saw.
        """
        with self._store.write() as connection:
            row = _expected(connection, programme.id, expected_revision)
            _change(connection, row, "saved", by, now, {"draft": _body(programme, row.revision + 1)})
            return _detail(connection, programme.id, now)

    def publish(self, programme: str, by: str, expected_revision: int, now: datetime) -> ProgrammeDetail:
        """Let the draft run. Only what nobody has taken yet is planned anew.

        Raises:
            NotThere: there is none.
            Changed: somebody else changed it since the revision that the publisher saw.
        """
        with self._store.write() as connection:
            row = _expected(connection, programme, expected_revision)
            changes = _begin(row, now) | {
                "live": _body(Programme.parse(row.draft), row.revision + 1),
                "live_revision": row.revision + 1,
            }
            _change(connection, row, "published", by, now, changes)
            detail = _detail(connection, programme, now)
        self._tools.wake()
        return detail

    def pause(self, programme: str, by: str, now: datetime) -> ProgrammeDetail:
        """Hold a running programme; what falls in the pause does not come.

        Raises:
            NotThere: there is none.
            NotPossible: it does not run.
        """
        return self._turn(programme, by, now, "paused", {"state": ProgrammeState.PAUSED.value})

    def resume(self, programme: str, by: str, now: datetime) -> ProgrammeDetail:
        """Let a paused programme go on from now.

        Raises:
            NotThere: there is none.
            NotPossible: it is not paused.
        """
        with self._store.write() as connection:
            row = _row(connection, programme)
            if row.state != ProgrammeState.PAUSED.value:
                raise _not_now()
            _change(connection, row, "resumed", by, now, _begin(row, now))
            detail = _detail(connection, programme, now)
        self._tools.wake()
        return detail

    def stop(self, programme: str, by: str, now: datetime) -> ProgrammeDetail:
        """End a programme; it can be published again.

        Raises:
            NotThere: there is none.
            NotPossible: it neither runs nor is paused.
        """
        return self._turn(programme, by, now, "stopped", {"state": ProgrammeState.ENDED.value})

    def copy(self, programme: str, by: str, now: datetime) -> ProgrammeDetail:
        """Make a new draft of a programme.

        Raises:
            NotThere: there is none.
        """
        with self._store.read() as connection:
            draft = Programme.parse(_row(connection, programme, lock=False).draft)
        name = f"{draft.name[:110]} (2)"
        return self._add(draft.model_copy(update={"name": name}), by, now, "copied")

    def delete(self, programme: str, now: datetime) -> None:
        """Erase a draft that was never published.

        Raises:
            NotThere: there is none.
            NotPossible: it was published once; what people got stays explained.
        """
        del now
        with self._store.write() as connection:
            row = _row(connection, programme)
            sent = exists().where(OccurrenceRow.programme_id == programme).select()
            if row.live is not None or connection.scalar(sent):
                raise _not_now()
            connection.execute(
                delete(ProgrammeVersionRow).where(ProgrammeVersionRow.programme_id == programme)
            )
            connection.execute(delete(ProgrammeRow).where(ProgrammeRow.id == programme))

    def _add(self, programme: Programme, by: str, now: datetime, what: str) -> ProgrammeDetail:
        with self._store.write() as connection:
            fresh = programme.model_copy(update={"id": _free(connection, programme.id), "revision": 1})
            body = _body(fresh, 1)
            connection.execute(
                insert(ProgrammeRow).values(
                    id=fresh.id,
                    owner_id=by,
                    state=ProgrammeState.DRAFT.value,
                    revision=1,
                    draft=body,
                    generation=0,
                    created_at=now,
                    changed_at=now,
                )
            )
            _remember(connection, fresh.id, 1, what, body, by, now)
            return _detail(connection, fresh.id, now)

    def _turn(
        self, programme: str, by: str, now: datetime, what: str, changes: dict[str, Any]
    ) -> ProgrammeDetail:
        with self._store.write() as connection:
            row = _row(connection, programme)
            stands = (ProgrammeState.RUNNING.value, ProgrammeState.PAUSED.value)
            if row.state not in stands or row.state == changes["state"]:
                raise _not_now()
            _change(connection, row, what, by, now, changes)
            return _detail(connection, programme, now)


def _row(connection: Connection, programme: str, *, lock: bool = True) -> Any:
    wanted = select(ProgrammeRow.__table__).where(ProgrammeRow.id == programme)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise NotThere
    return row


def _expected(connection: Connection, programme: str, revision: int) -> Any:
    row = _row(connection, programme)
    if row.revision != revision:
        raise Changed(row.revision)
    return row


def _change(
    connection: Connection, row: Any, what: str, by: str, now: datetime, changes: dict[str, Any]
) -> None:
    """Raise the revision, keep the version, change the row."""
    revision = row.revision + 1
    changed = {"revision": revision, "changed_at": now} | changes
    connection.execute(update(ProgrammeRow).where(ProgrammeRow.id == row.id).values(changed))
    _remember(connection, row.id, revision, what, changes.get("draft", row.draft), by, now)


def _begin(row: Any, now: datetime) -> dict[str, Any]:
    """Have planning begin anew, person by person."""
    return {
        "state": ProgrammeState.RUNNING.value,
        "generation": row.generation + 1,
        "since": now,
        "enrolled_to": FIRST_GENERATION_FROM_PERSON,
    }


def _remember(
    connection: Connection, programme: str, revision: int, what: str, body: Any, by: str, at: datetime
) -> None:
    connection.execute(
        insert(ProgrammeVersionRow).values(
            programme_id=programme, revision=revision, what=what, body=body, by=by, at=at
        )
    )


def _body(programme: Programme, revision: int) -> dict[str, Any]:
    return programme.model_copy(update={"revision": revision}).model_dump(mode="json")


def _free(connection: Connection, wanted: str) -> str:
    taken = set(connection.scalars(select(ProgrammeRow.id).where(ProgrammeRow.id.startswith(wanted[:72]))))
    if wanted not in taken:
        return wanted
    return next(name for n in range(2, len(taken) + 3) if (name := f"{wanted[:72]}-{n}") not in taken)


def _overdue(connection: Connection, now: datetime) -> set[str]:
    late = select(OccurrenceRow.programme_id).where(OccurrenceRow.next_at < now - OVERDUE).distinct()
    return set(connection.scalars(late))


def _detail(connection: Connection, programme: str, now: datetime) -> ProgrammeDetail:
    row = _row(connection, programme, lock=False)
    return ProgrammeDetail(
        summary=_summary(row, row.id not in _overdue(connection, now), now),
        programme=Programme.parse(row.draft | {"revision": row.revision}),
        live=Programme.parse(row.live) if row.live else None,
    )


def _summary(row: Any, well: bool, now: datetime) -> ProgrammeSummary:
    draft = Programme.parse(row.draft)
    live = row.live
    over = live is not None and live["ends"] is not None and live["ends"] < f"{now - timedelta(days=1):%F}"
    changed = live is None or row.draft | {"revision": 0} != live | {"revision": 0}
    return ProgrammeSummary(
        id=row.id,
        name=draft.name,
        purpose=draft.purpose,
        moment=draft.moment.value,
        audience=draft.audience,
        state="ended" if over and row.state == ProgrammeState.RUNNING.value else row.state,
        revision=row.revision,
        live_revision=row.live_revision,
        changed=changed,
        owner_id=row.owner_id,
        starts=draft.starts,
        ends=draft.ends,
        changed_at=row.changed_at,
        well=well,
    )


def _not_now() -> NotPossible:
    return NotPossible(code="state_does_not_fit")
