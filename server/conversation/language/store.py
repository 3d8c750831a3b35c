"""What a person practised in other languages: text and which words came across, never sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from server.conversation.changing import ChangingRepository
from server.conversation.language.attempts import Attempt
from server.conversation.language.tables import RoundRow, TalkRow
from server.conversation.language.talking import TalkOver, TalkState
from server.conversation.language.understanding import sentences_of
from server.errors import BadRequest, NotFound

MOST_SENTENCES = 60


class NothingToSay(BadRequest):
    """There are no words in the text."""

    code = "text_empty"
    nl = "Hier staat nog niets om te zeggen. Typ of plak een zin."
    en = "There is nothing to say here yet. Type or paste a sentence."


class Rounds(ChangingRepository[RoundRow]):
    """The sentences that one person practises."""

    row = RoundRow

    def begin(self, client_id: str, spoken: str, language: str, text: str) -> RoundRow:
        """Keep a text, cut into its sentences.

        Raises:
            NothingToSay: there are no words in it.
        """
        sentences = sentences_of(text)[:MOST_SENTENCES]
        if not sentences:
            raise NothingToSay("no words")
        kept = [{"text": one, "attempts": 0, "last": None} for one in sentences]
        return self.make(RoundRow(client_id=client_id, spoken=spoken, language=language, sentences=kept))

    def sentence(self, round_id: str, number: int) -> str:
        """Give one sentence.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        return str(_sentence(self.get(round_id), number)["text"])

    def attempted(self, round_id: str, number: int, client_id: str, attempt: Attempt) -> RoundRow:
        """Keep what came across of a sentence; silence does not count as an attempt."""

        def change(row: RoundRow) -> None:
            kept = [dict(one) for one in row.sentences]
            one = _sentence(row, number, kept)
            one["attempts"] += attempt.verdict != "nothing_heard"
            one["last"] = attempt.model_dump(mode="json")
            row.sentences = kept

        return self.step(round_id, client_id, change)

    def between(self, start: datetime, end: datetime) -> list[RoundRow]:
        """Give what was practised between two instants, oldest first."""
        query = self._own().where(RoundRow.changed_at >= start, RoundRow.changed_at < end)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(RoundRow.changed_at, RoundRow.id)))


class Talks(ChangingRepository[TalkRow]):
    """The talks of one person in other languages."""

    row = TalkRow

    def begin(self, client_id: str, state: TalkState) -> TalkRow:
        """Keep a new talk."""
        row = TalkRow(
            client_id=client_id,
            talk=state.talk,
            spoken=state.spoken,
            language=state.language,
            about=state.about,
        )
        write(row, state)
        return self.make(row)

    def advance(self, talk_id: str, client_id: str, edit: Callable[[TalkState], None]) -> TalkRow:
        """Take one step of a talk, once.

        Raises:
            NotFound: it is not there, or it is somebody else's.
            TalkOver: it has ended.
        """

        def change(row: TalkRow) -> None:
            state = read(row)
            edit(state)
            write(row, state)

        return self.step(talk_id, client_id, change)

    def between(self, start: datetime, end: datetime) -> list[TalkRow]:
        """Give the talks that were held between two instants, oldest first."""
        query = self._own().where(TalkRow.created_at >= start, TalkRow.created_at < end)
        with self._database.session() as session:
            return list(session.scalars(query.order_by(TalkRow.created_at, TalkRow.id)))


def read(row: TalkRow) -> TalkState:
    """Read the talk of a row.

    Raises:
        TalkOver: it was kept in an older form.
    """
    try:
        return TalkState.model_validate({**row.state, "lines": row.lines})
    except ValidationError as problem:
        raise TalkOver("the talk was kept in an older form") from problem


def write(row: TalkRow, state: TalkState) -> None:
    """Write a talk into its row."""
    row.state = state.model_dump(mode="json", exclude={"lines"})
    row.lines = [one.model_dump(mode="json") for one in state.lines]
    row.finished = state.finished


def _sentence(row: RoundRow, number: int, kept: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    sentences: list[dict[str, Any]] = kept if kept is not None else row.sentences
    if not 0 <= number < len(sentences):
        raise NotFound("no such sentence")
    return sentences[number]
