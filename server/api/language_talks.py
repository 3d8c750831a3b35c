"""Talks in another language: an authored one, or about anything. The person's alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from flask import Blueprint

from server.api.described import Description, described
from server.api.language_requests import TalkRequest, TurnQuery, TurnRequest
from server.api.language_views import Talk, TalkList, talk_summary, talk_view
from server.api.recorded import SOUND_KINDS, NothingHeard, recognised, recorded_sound
from server.conversation.language.data import authored
from server.conversation.language.partner import LanguagePartner
from server.conversation.language.speaking_model import SpeakingModel
from server.conversation.language.store import Talks, read
from server.conversation.language.tables import TalkRow
from server.conversation.language.talking import Conversing, TalkState
from server.errors import NotFound
from server.identity import current_person
from server.identity.belongings import WeekLine, of_rows
from server.services import Services, services
from voice.turns.backchannel import says_nothing

blueprint = Blueprint("language_talks", __name__)

MOST_LISTED = 200


@blueprint.post("/language/talks")
@described(Description(body=TalkRequest, gives=Talk, problems=(404,)))
def begin_talk(body: TalkRequest) -> Talk:
    """Begin a talk: an authored one, or about anything."""
    made = _talks().made(body.client_id)
    if made is not None:
        return _shown(made)
    talk = authored(body.talk) if body.talk is not None else None
    if body.talk is not None and talk is None:
        raise NotFound("no such talk")
    spoken = talk.spoken if talk is not None else body.spoken
    state = _conversing().begin(talk, spoken, body.language, body.about)
    return _shown(_talks().begin(body.client_id, state))


@blueprint.get("/language/talks")
@described(Description(gives=TalkList))
def list_talks() -> TalkList:
    """List one's own talks, newest first."""
    return TalkList(talks=[talk_summary(row) for row in _talks().all()[:MOST_LISTED]])


@blueprint.delete("/language/talks")
@described(Description(status=204))
def erase_talks() -> None:
    """Erase all of one's own talks."""
    _talks().delete_all()


@blueprint.get("/language/talks/<talk>")
@described(Description(gives=Talk, problems=(404,)))
def read_talk(talk: str) -> Talk:
    """Read one talk."""
    return _shown(_talks().get(talk))


@blueprint.delete("/language/talks/<talk>")
@described(Description(status=204, problems=(404,)))
def erase_talk(talk: str) -> None:
    """Erase one talk."""
    _talks().delete(talk)


@blueprint.post("/language/talks/<talk>/turns")
@described(Description(body=TurnRequest, gives=Talk, problems=(404, 409)))
def say_in_talk(talk: str, body: TurnRequest) -> Talk:
    """Say something in a talk, in text."""
    return _said(talk, body.client_id, body.text, spoken=False)


@blueprint.post("/language/talks/<talk>/turns/sound")
@described(Description(query=TurnQuery, gives=Talk, problems=(404, 409), takes=SOUND_KINDS))
def say_aloud_in_talk(talk: str, query: TurnQuery) -> Talk:
    """Say something in a talk aloud; with ``helper`` in one's own language, to ask how something is said."""
    row = _talks().get(talk)
    if query.client_id in row.done:
        return _shown(row)
    transcript = recognised(recorded_sound(), row.language if query.helper else row.spoken)
    if says_nothing(transcript.text):
        raise NothingHeard(transcript.empty_because or "no words")
    return _said(talk, query.client_id, transcript.text, spoken=True)


def register(parts: Services) -> None:
    """Let a talk in another language be a partner in the live conversation."""

    def make(owner: str, talk: str, _language: str) -> LanguagePartner:
        own = Talks(parts.database, owner)
        return LanguagePartner(own.get(talk), own, Conversing(SpeakingModel(parts.chat)))

    parts.partners.register("language", make)


def _talks() -> Talks:
    return Talks(services().database, current_person().id)


def _conversing() -> Conversing:
    return Conversing(SpeakingModel(services().chat))


def _shown(row: TalkRow) -> Talk:
    return talk_view(row, read(row), Conversing())


def _said(talk: str, client_id: str, text: str, *, spoken: bool) -> Talk:
    conversing = _conversing()
    edit: Callable[[TalkState], None] = lambda state: conversing.say(state, text, spoken=spoken)  # noqa: E731
    return _shown(_talks().advance(talk, client_id, edit))


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for talk in Talks(parts.database, owner).between(start, end):
        said = next((one["text"] for one in talk.lines if one["who"] == "you"), None)
        if said:
            yield WeekLine("practised", said, talk.created_at, "language", talk.id, talk.spoken)


BELONGINGS = (
    of_rows(
        "language_talks",
        "Gesprekken in een andere taal",
        "Talks in another language",
        TalkRow,
        without=("done", "revision", "state"),
        week=_week,
    ),
)
