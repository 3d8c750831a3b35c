"""Sentences of another language, said one by one until they come across. The person's alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import Blueprint, Response

from server.api.described import Description, described
from server.api.language_requests import AttemptQuery, RoundRequest, SpeechQuery
from server.api.language_sound import in_that_voice
from server.api.language_views import Round, RoundList, round_summary, round_view
from server.api.recorded import SOUND_KINDS, recognised, recorded_sound
from server.api.types import place_of
from server.conversation.language.attempts import Attempt, judged
from server.conversation.language.store import Rounds
from server.conversation.language.tables import RoundRow
from server.conversation.language.understanding import words_of
from server.errors import NotFound, SouffleurError
from server.identity import current_person
from server.identity.belongings import WeekLine, of_rows
from server.services import Services, services
from voice.stt.base import FloatArray, Transcript

blueprint = Blueprint("language_rounds", __name__)

MOST_LISTED = 200


@blueprint.post("/language/rounds")
@described(Description(body=RoundRequest, gives=Round))
def begin_round(body: RoundRequest) -> Round:
    """Take a sentence, or a whole pitch, to practise sentence by sentence."""
    return round_view(_rounds().begin(body.client_id, body.spoken, body.language, body.text))


@blueprint.get("/language/rounds")
@described(Description(gives=RoundList))
def list_rounds() -> RoundList:
    """List what one practised, newest first."""
    return RoundList(rounds=[round_summary(row) for row in _rounds().all()[:MOST_LISTED]])


@blueprint.delete("/language/rounds")
@described(Description(status=204))
def erase_rounds() -> None:
    """Erase everything that one practised."""
    _rounds().delete_all()


@blueprint.get("/language/rounds/<round_id>")
@described(Description(gives=Round, problems=(404,)))
def read_round(round_id: str) -> Round:
    """Read one round."""
    return round_view(_rounds().get(round_id))


@blueprint.delete("/language/rounds/<round_id>")
@described(Description(status=204, problems=(404,)))
def erase_round(round_id: str) -> None:
    """Erase one round."""
    _rounds().delete(round_id)


@blueprint.get("/language/rounds/<round_id>/sentences/<number>/speech")
@described(Description(query=SpeechQuery, content="audio/mpeg", problems=(404,)))
def hear_sentence(round_id: str, number: str, query: SpeechQuery) -> Response:
    """Hear a sentence, or one word of it, at an ordinary or a slow pace."""
    own = _rounds()
    text, spoken = own.sentence(round_id, place_of(number)), own.get(round_id).spoken
    if query.word is not None:
        words = words_of(text)
        if query.word >= len(words):
            raise NotFound("no such word")
        text = words[query.word]
    return in_that_voice(text, spoken, slowly=query.pace == "slow")


@blueprint.post("/language/rounds/<round_id>/sentences/<number>/attempts")
@described(Description(query=AttemptQuery, gives=Round, problems=(404, 409), takes=SOUND_KINDS))
def attempt_sentence(round_id: str, number: str, query: AttemptQuery) -> Round:
    """Say a sentence: which words came across to a recogniser that was not told it. No sound is kept."""
    own = _rounds()
    row = own.get(round_id)
    text = own.sentence(round_id, place_of(number))
    if query.client_id in row.done:
        return round_view(row)
    attempt = _attempt(text, row.spoken, row.language, recorded_sound())
    return round_view(own.attempted(round_id, place_of(number), query.client_id, attempt))


def _rounds() -> Rounds:
    return Rounds(services().database, current_person().id)


def _attempt(text: str, spoken: str, language: str, samples: FloatArray) -> Attempt:
    def again(other: str) -> Transcript | None:
        try:
            return recognised(samples, other)
        except SouffleurError:
            return None

    return judged(text, recognised(samples, spoken), spoken, language, again)


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for row in Rounds(parts.database, owner).between(start, end):
        tried = [one for one in row.sentences if one["attempts"]]
        if tried:
            given = tried[0]["text"]
            yield WeekLine("practised", given, row.changed_at, "language", row.id, row.spoken, own=False)


BELONGINGS = (
    of_rows(
        "language_rounds",
        "Geoefende zinnen",
        "Practised sentences",
        RoundRow,
        without=("done", "revision"),
        week=_week,
    ),
)
