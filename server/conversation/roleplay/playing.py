"""Playing by text, and what a run needs from the rest of the server."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from server.content.scenarios.model import Scenario
from server.conversation.base import Question, Say
from server.conversation.journal import Journal, NoJournal
from server.conversation.notebook.attentive import Jotter
from server.conversation.notebook.store import Notes
from server.conversation.roleplay.journal import RunJournal, dialogue_of, turn_of
from server.conversation.roleplay.partner import RoleplayPartner, Stage
from server.conversation.roleplay.standing import Standing
from server.conversation.roleplay.store import Runs, TalkOver, ended_as, put_turns, seed_of, turns_of
from server.conversation.roleplay.tables import RoleplayRow


@dataclass(frozen=True)
class Player:
    """Plays runs of one person."""

    stage: Stage
    language: str
    """Of the interface."""

    def partner(
        self, row: RoleplayRow, scenario: Scenario, journal: Journal, jotter: Jotter | None = None
    ) -> RoleplayPartner:
        """Give the partner of a run."""
        level: Any = row.level
        return RoleplayPartner(
            scenario,
            self.stage,
            journal,
            run_id=row.id,
            level=level,
            chair=row.chair,
            seed=seed_of(row.parent or row.id),
            language=self.language,
            jotter=jotter,
        )

    def live(self, runs: Runs, row: RoleplayRow, scenario: Scenario, notes: Notes) -> RoleplayPartner:
        """Give the partner of a run for a live conversation, which keeps its turns."""
        jotter = Jotter(notes, f"roleplay:{row.id}:{uuid.uuid4()}")
        return self.partner(row, scenario, RunJournal(runs, row.id, scenario), jotter)

    def take_turn(
        self, runs: Runs, run_id: str, scenario: Scenario, client_id: str, said: str
    ) -> RoleplayRow:
        """Take one turn by text, once.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            TalkOver: it is over.
        """

        def edit(row: RoleplayRow) -> None:
            if ended_as(row) is not None:
                raise TalkOver("this talk is over")
            dialogue = dialogue_of(row, scenario)
            partner = self.partner(row, scenario, NoJournal())
            parts = list(partner.respond(Question(said, scenario.language), dialogue))
            heard = " ".join(part.text for part in parts if isinstance(part, Say))
            standing = Standing.model_validate(dialogue.partner)
            turn = turn_of(parts, client_id, said, heard, standing, spoken=False)
            put_turns(row, [*turns_of(row), turn])

        return runs.step(run_id, client_id, edit)
