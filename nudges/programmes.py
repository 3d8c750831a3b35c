"""Programmes as they run, read for planning and sending."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from nudges.programme import Programme
from nudges.tables import ProgrammeRow, ProgrammeState


@dataclass(frozen=True)
class Running:
    """What is published of a programme, whether it runs or rests."""

    programme: Programme
    generation: int
    since: datetime
    runs: bool
    enrolling: bool


def load_running(connection: Connection, programmes: Collection[str]) -> dict[str, Running]:
    """Read those of these programmes that run."""
    return {name: one for name, one in load_published(connection, programmes).items() if one.runs}


def load_published(connection: Connection, programmes: Collection[str]) -> dict[str, Running]:
    """Read those of these programmes that were ever published."""
    rows = connection.execute(
        select(
            ProgrammeRow.id,
            ProgrammeRow.state,
            ProgrammeRow.live,
            ProgrammeRow.live_revision,
            ProgrammeRow.generation,
            ProgrammeRow.since,
            ProgrammeRow.enrolled_to,
        ).where(ProgrammeRow.id.in_(programmes), ProgrammeRow.live.is_not(None))
    )
    return {row.id: _running(row) for row in rows}


def _running(row: Any) -> Running:
    return Running(
        programme=_parsed(_Frozen(row.id, row.live_revision, row.live)),
        generation=row.generation,
        since=row.since,
        runs=row.state == ProgrammeState.RUNNING.value,
        enrolling=row.enrolled_to is not None,
    )


class _Frozen:
    """A stored programme that can be a key: one revision never changes, so it is read once."""

    def __init__(self, name: str, revision: int, body: dict[str, Any]):
        self.body = body
        self._key = (name, revision, str(body))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and self._key == other._key


@lru_cache(maxsize=256)
def _parsed(stored: _Frozen) -> Programme:
    return Programme.parse(stored.body)
