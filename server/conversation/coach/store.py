"""Conversations with the coach, kept for their owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from server.conversation.changing import ChangingRepository
from server.conversation.coach.coach import NotWaiting
from server.conversation.coach.tables import CoachRow
from server.conversation.coach.talk import Talk
from server.store import now


class Coachings(ChangingRepository[CoachRow]):
    """The conversations of one person with the coach."""

    row = CoachRow

    def begin(
        self, client_id: str, talk: Talk, *, about: str | None = None,
        event: dict[str, Any] | None = None, day: str | None = None,
    ) -> CoachRow:  # fmt: skip
        """Keep a new conversation, once for one client identifier."""
        row = CoachRow(
            client_id=client_id, form=talk.form, language=talk.language, about=about, event=event, day=day
        )
        write(row, talk)
        return self.make(row)

    def of_day(self, day: str, form: str) -> CoachRow | None:
        """Give the conversation of a day, by one form."""
        query = self._own().where(CoachRow.day == day, CoachRow.form == form).limit(1)
        with self._database.session() as session:
            return session.scalar(query.order_by(CoachRow.created_at))

    def last_step(self, before: str) -> CoachRow | None:
        """Give the latest daily conversation before a day, where it ended with a step."""
        query = self._own().where(CoachRow.day < before).order_by(CoachRow.day.desc()).limit(1)
        with self._database.session() as session:
            found = session.scalar(query)
        return found if found is not None and found.step_text else None

    def between(self, start: datetime, end: datetime) -> list[CoachRow]:
        """Give the conversations that began between two instants, oldest first."""
        query = self._own().where(CoachRow.created_at >= start, CoachRow.created_at < end)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(CoachRow.created_at, CoachRow.id)))

    def advance(self, record_id: str, client_id: str, edit: Callable[[Talk], None]) -> CoachRow:
        """Take one step of a conversation, once.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            Conflict: ``edit`` refused, or the conversation kept changing.
        """

        def change(row: CoachRow) -> None:
            talk = read(row)
            edit(talk)
            write(row, talk)

        return self.step(record_id, client_id, change)


def read(row: CoachRow) -> Talk:
    """Read the conversation of a row.

    Raises:
        NotWaiting: its form is of an older version and cannot be gone on with; its lines are still readable.
    """
    try:
        return Talk.model_validate({**row.state, "lines": row.lines})
    except ValidationError as problem:
        raise NotWaiting("the conversation was kept in an older form") from problem


def write(row: CoachRow, talk: Talk) -> None:
    """Write a conversation into its row."""
    row.state = talk.model_dump(mode="json", exclude={"lines"})
    row.lines = [one.model_dump(mode="json") for one in talk.lines]
    row.step_text = talk.step
    if talk.over and row.finished_at is None:
        row.finished_at = now()
