"""Keeps a role-play while it goes on: turns as they were heard, nothing of what was taken back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from server.content.scenarios.model import Scenario
from server.conversation.answers import Answer, Asked, Sentence
from server.conversation.base import Dialogue, Line, Part, Say, ShowPractice
from server.conversation.journal import Before
from server.conversation.roleplay.lines import STOPPED
from server.conversation.roleplay.standing import Standing
from server.conversation.roleplay.store import Reply, Runs, Turn, Witness, put_turns, standing_of, turns_of
from server.conversation.roleplay.tables import RoleplayRow

log = logging.getLogger(__name__)
MOST_HISTORY = 20


def dialogue_of(row: RoleplayRow, scenario: Scenario) -> Dialogue:
    """Give what the partner remembers of a run."""
    history: list[tuple[str, str]] = []
    turns = turns_of(row)
    if row.chair == "employee":
        history.append(("assistant", scenario.opening))
    for turn in turns:
        history.append(("user", turn.said))
        if turn.heard:
            history.append(("assistant", turn.heard))
    standing = standing_of(row, scenario)
    standing.hints = [dict(one) for one in row.hints]
    if row.stopped:
        standing.ended = standing.ended or STOPPED
    return Dialogue(history=history[-MOST_HISTORY:], partner=standing.model_dump(mode="json"))


def turn_of(
    parts: Sequence[Part], key: str, said: str, heard: str, standing: Standing, *, spoken: bool
) -> Turn:
    """Make a turn of what the partner gave."""
    data = next((part.data for part in parts if isinstance(part, ShowPractice)), {})
    speaker = str(data.get("speaker", "persona"))
    return Turn(
        key=key,
        said=said,
        spoken=spoken,
        reply=[
            Reply(text=part.text, speaker="narrator" if part.line is Line.NOTICE else speaker)
            for part in parts
            if isinstance(part, Say)
        ],
        heard=heard,
        seen=[Witness(behaviour=one["name"], quote=one["quote"]) for one in data.get("behaviours", [])],
        standing=standing,
    )


class RunJournal:
    """The journal of one run; see :class:`server.conversation.journal.Journal`. Never stops the talk."""

    def __init__(self, runs: Runs, run_id: str, scenario: Scenario):
        """Bind to one run of one person."""
        self._runs = runs
        self._run_id = run_id
        self._scenario = scenario

    def take_up(self) -> Dialogue | None:
        """Give what is remembered of the run; None where nothing was said yet."""
        try:
            row = self._runs.get(self._run_id)
        except Exception:
            log.exception("a role-play could not be read")
            return None
        return dialogue_of(row, self._scenario) if row.turns or row.hints or row.stopped else None

    def before(self, key: str, text: str) -> Before | None:
        """Give the answer that the same words had before under this key."""
        try:
            row = self._runs.get(self._run_id)
        except Exception:
            log.exception("a role-play could not be read")
            return None
        turn = next((one for one in turns_of(row) if one.key == key and one.said == text and one.reply), None)
        if turn is None:
            return None
        say = [Sentence(text=one.text, line=_line(one).value, card=None) for one in turn.reply]
        asked = Asked(text=turn.said, spoken=turn.spoken)
        return Before(Answer(client_id=key, conversation=row.id, turn=key, question=asked, say=say), None)

    def asked(self, key: str, text: str, *, item_id: str, spoken: bool) -> None:  # noqa: ARG002
        """Keep what the person said; the same key again means that its words grew."""

        def edit(row: RoleplayRow) -> None:
            turns = turns_of(row)
            known = next((one for one in turns if one.key == key), None)
            if known is not None:
                known.said = text
            else:
                standing = standing_of(row, self._scenario)
                turns.append(Turn(key=key, said=text, spoken=spoken, standing=standing))
            put_turns(row, turns)

        self._change(edit)

    def answered(
        self,
        key: str,
        text: str,
        dialogue: Dialogue,
        *,
        parts: Sequence[Part] = (),
        complete: bool = False,  # noqa: ARG002
    ) -> None:
        """Keep what was heard of the answer and where the talk stands now; asides are no turns."""
        shown = next((part for part in parts if isinstance(part, ShowPractice)), None)
        aside = shown is not None and bool(shown.data.get("aside"))
        standing = Standing.model_validate(dialogue.partner) if dialogue.partner else None

        def edit(row: RoleplayRow) -> None:
            turns = turns_of(row)
            found = next((place for place, one in enumerate(turns) if one.key == key), None)
            if found is None:
                return
            if aside:
                del turns[found]
            else:
                old = turns[found]
                turns[found] = turn_of(
                    parts, key, old.said, text, standing or old.standing, spoken=old.spoken
                )
            put_turns(row, turns)
            if aside:
                _note(row, standing)

        self._change(edit)

    def unasked(self, text: str, dialogue: Dialogue) -> None:  # noqa: ARG002
        """Keep the hints that a button gave."""
        if dialogue.partner:
            standing = Standing.model_validate(dialogue.partner)
            if standing.hints:
                self._change(lambda row: _note(row, standing))

    def withdrawn(self, key: str) -> None:
        """Erase a turn that was a false start."""
        self._change(lambda row: put_turns(row, [one for one in turns_of(row) if one.key != key]))

    def _change(self, edit: Callable[[RoleplayRow], None]) -> None:
        try:
            self._runs.change(self._run_id, edit)
        except Exception:
            log.exception("a role-play could not be kept")


def _note(row: RoleplayRow, standing: Standing | None) -> None:
    if standing is None:
        return
    row.hints = [dict(one) for one in standing.hints]
    row.stopped = row.stopped or standing.ended == STOPPED


def _line(reply: Reply) -> Line:
    return Line.NOTICE if reply.speaker == "narrator" else Line.DETAIL
