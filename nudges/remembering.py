"""What was used and how it was answered, kept for spaced follow-ups and for learned timing.

Both belong to the person: numbers without a score, seen by nobody else, and learned timing only where the
person switched it on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, select, update

from nudges import spaced
from nudges.judging import Judged, Known
from nudges.localtime import wall_of
from nudges.people import Person
from nudges.plans import upset
from nudges.policy import Send
from nudges.register import load_people
from nudges.store import Store
from nudges.tables import NudgePersonRow, SpacedRow
from nudges.timing import learned, slot_of

RESPONSES = ("opened", "now", "useful", "not_useful")
"""Answers that tell that the moment was a fitting one."""


def used(
    store: Store, connection: Connection, person: str, item: tuple[spaced.Kind, str, str], now: datetime
) -> None:
    """Note that a card was used or a practice done, and when it should come back.

    Args:
        store: for the dialect.
        connection: the transaction to do it in.
        person: who.
        item: its kind, its reference and its title.
        now: UTC.
    """
    kind, ref, title = item
    here = (SpacedRow.person_id == person, SpacedRow.kind == kind, SpacedRow.ref == ref)
    state = connection.scalar(select(SpacedRow.state).where(*here))
    memory = spaced.used(state, now)
    changes = {"title": title[:200], "state": memory.state, "used_at": now, "due_at": memory.due}
    added = store.insert(SpacedRow).values(person_id=person, kind=kind, ref=ref, **changes)
    connection.execute(added.on_conflict_do_update(index_elements=["person_id", "kind", "ref"], set_=changes))
    upset(connection, person, now)


def followed_up(connection: Connection, person: str, event_id: str, answer: str, now: datetime) -> None:
    """Let the answer to a follow-up say when the next one comes."""
    kind, _, ref = event_id.partition(":")
    here = (SpacedRow.person_id == person, SpacedRow.kind == kind, SpacedRow.ref == ref)
    state = connection.scalar(select(SpacedRow.state).where(*here))
    memory = spaced.answered(state, answer, now) if state is not None else None
    if memory is not None:
        connection.execute(update(SpacedRow).where(*here).values(state=memory.state, due_at=memory.due))
        upset(connection, person, now)


def sent(connection: Connection, judged: Sequence[Judged], known: Known, now: datetime) -> None:
    """Note the half hour of what goes now as unanswered; an answer turns that round."""
    for one in judged:
        running = known.programmes.get(one.row.programme_id)
        person = known.people.get(one.row.person_id)
        if not isinstance(one.verdict, Send) or running is None or person is None:
            continue
        if running.programme.policy.learned and person.rules.learned_timing:
            history = _history(connection, person.id)
            slot = slot_of(wall_of(now, person.clock))
            _keep(connection, person.id, learned(history, slot, answered=False))


def responded(connection: Connection, person: str, sent_at: datetime) -> None:
    """Turn one silence in the half hour of a nudge into an answer."""
    known = load_people(connection, [person]).get(person)
    if known is None or not known.rules.learned_timing:
        return
    history = _history(connection, person)
    slot = slot_of(wall_of(sent_at, known.clock))
    answers, silences = history.get(slot, (0.0, 0.0))
    if silences > 0:
        turned = min(1.0, silences)
        _keep(connection, person, history | {slot: [answers + turned, silences - turned]})


def histories(connection: Connection, people: Sequence[Person]) -> dict[str, dict[str, list[float]]]:
    """Read what learned timing knows of those who switched it on."""
    wanted = [one.id for one in people if one.rules.learned_timing]
    if not wanted:
        return {}
    rows = connection.execute(
        select(NudgePersonRow.person_id, NudgePersonRow.timing).where(NudgePersonRow.person_id.in_(wanted))
    )
    return {row.person_id: cast("dict[str, list[float]]", row.timing) for row in rows}


def _history(connection: Connection, person: str) -> dict[str, Any]:
    found: dict[str, Any] | None = connection.scalar(
        select(NudgePersonRow.timing).where(NudgePersonRow.person_id == person)
    )
    return found or {}


def _keep(connection: Connection, person: str, history: dict[str, list[float]]) -> None:
    connection.execute(
        update(NudgePersonRow).where(NudgePersonRow.person_id == person).values(timing=history)
    )
