"""Runs of scenarios as they are kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.model import Scenario
from server.conversation.changing import ATTEMPTS, ChangingRepository
from server.conversation.roleplay.lines import STOPPED
from server.conversation.roleplay.standing import Standing, begin
from server.conversation.roleplay.tables import RoleplayRow
from server.errors import Conflict, NotFound
from server.store import now


class Reply(BaseModel):
    """A sentence that was said to the person."""

    text: str
    speaker: str
    """``persona``, ``employee`` (chairs changed) or ``narrator``."""


class Witness(BaseModel):
    """A behaviour and the person's own words that show it."""

    behaviour: Behaviour
    quote: str


class Turn(BaseModel):
    """What the person said and what came of it."""

    key: str
    said: str
    spoken: bool = False
    reply: list[Reply] = []
    heard: str = ""
    """What was heard of the reply; less than all of it after an interruption."""
    seen: list[Witness] = []
    standing: Standing
    """After this turn."""


class TalkOver(Conflict):
    """Nothing more is said in a talk that is over."""

    code = "roleplay_over"
    nl = "Dit gesprek is klaar. Speel het opnieuw, of speel een beurt opnieuw."
    en = "This talk is over. Play it again, or play one turn again."


class Runs(ChangingRepository[RoleplayRow]):
    """The runs of one person."""

    row = RoleplayRow

    def change(self, run_id: str, edit: Callable[[RoleplayRow], None]) -> RoleplayRow:
        """Change a run in a way that may be done twice without harm.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            Conflict: it kept changing.
        """
        for _ in range(ATTEMPTS):
            row = self.get(run_id)
            edit(row)
            row.changed_at = now()
            try:
                with self._database.session() as session:
                    session.add(row)
                return row
            except (StaleDataError, OperationalError):
                continue
        raise Conflict("the record kept changing")

    def branches(self, run_id: str) -> list[RoleplayRow]:
        """Give the runs that play a turn of this one again, oldest first."""
        return [row for row in reversed(self.all()) if row.parent == run_id]


def turns_of(row: RoleplayRow) -> list[Turn]:
    """Read the turns; those that can no longer be read are left out."""
    found = []
    for one in row.turns:
        try:
            found.append(Turn.model_validate(one))
        except ValidationError:
            continue
    return found


def put_turns(row: RoleplayRow, turns: list[Turn]) -> None:
    """Write the turns."""
    row.turns = [one.model_dump(mode="json") for one in turns]


def standing_of(row: RoleplayRow, scenario: Scenario) -> Standing:
    """Give where a run stands: after its last turn, or at its beginning."""
    turns = turns_of(row)
    if turns:
        return turns[-1].standing.model_copy(deep=True)
    return begin(scenario, _level(row.level), seed_of(row.id))


def ended_as(row: RoleplayRow) -> str | None:
    """Give how a run ended; None while it goes on."""
    turns = turns_of(row)
    return (turns[-1].standing.ended if turns else None) or (STOPPED if row.stopped else None)


def seed_of(run_id: str) -> int:
    """Give the number that chooses between lines that fit equally well."""
    return zlib.crc32(run_id.encode()) % 997


def branch_of(row: RoleplayRow, turn: int, client_id: str) -> RoleplayRow:
    """Make a run that goes on from before one turn of another.

    Raises:
        NotFound: there is no such turn.
    """
    turns = turns_of(row)
    if not 1 <= turn <= len(turns):
        raise NotFound("no such turn")
    branch = RoleplayRow(
        client_id=client_id,
        scenario=row.scenario,
        scenario_revision=row.scenario_revision,
        title=row.title,
        language=row.language,
        level=row.level,
        chair=row.chair,
        parent=row.id,
        parent_turn=turn,
        done=[],
        hints=[hint for hint in row.hints if hint["round"] < turn],
    )
    put_turns(branch, [one.model_copy(update={"key": f"{one.key}+"}) for one in turns[: turn - 1]])
    return branch


def _level(number: int) -> Any:
    return number
