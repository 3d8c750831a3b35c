"""Another language: sentences to say, pairs of sounds, talks, and "hoe zeg ik ...?". The person's alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from flask import Blueprint, Response

from server.api.described import Description, described
from server.api.language_requests import (
    AttemptQuery,
    HelpRequest,
    HelpSpeechQuery,
    PairQuery,
    PairSpeechQuery,
    RoundRequest,
    SpeechQuery,
    TalkRequest,
    TurnQuery,
    TurnRequest,
)
from server.api.language_views import (
    ContrastView,
    Heard,
    HelpView,
    Languages,
    Round,
    RoundList,
    Talk,
    TalkList,
    contrast_view,
    languages,
    pair_message,
    round_summary,
    round_view,
    talk_summary,
    talk_view,
)
from server.api.recorded import SOUND_KINDS, NothingHeard, recognised, recorded_sound
from server.api.spoken_text import spoken_text
from server.api.types import InLanguage, place_of
from server.conversation.language.attempts import Attempt, judged
from server.conversation.language.data import authored, contrast
from server.conversation.language.partner import LanguagePartner
from server.conversation.language.speaking_model import SpeakingModel
from server.conversation.language.store import Rounds, Talks, read
from server.conversation.language.tables import RoundRow, TalkRow
from server.conversation.language.talking import Conversing, TalkState
from server.conversation.language.understanding import closer, words_of
from server.errors import NotFound, SouffleurError
from server.identity import current_person
from server.identity.belongings import WeekLine, of_rows
from server.services import Services, services
from voice.stt.base import FloatArray, Transcript
from voice.turns.backchannel import says_nothing

blueprint = Blueprint("language", __name__)

MOST_LISTED = 200
SLOW = 0.6
"""Pace of "slowly", against the voice's own."""


@blueprint.get("/language")
@described(Description(query=InLanguage, gives=Languages))
def what_there_is(query: InLanguage) -> Languages:
    """Tell which languages, sentences, talks and pairs of sounds there are."""
    voices = services().engines.at_hand("voices")
    return languages(
        query.language, lambda code: voices is None or any(r.available for r in voices.describe(code))
    )


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
    return _spoken(text, spoken, slowly=query.pace == "slow")


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


@blueprint.get("/language/contrasts/<contrast_id>")
@described(Description(query=InLanguage, gives=ContrastView, problems=(404,)))
def read_contrast(contrast_id: str, query: InLanguage) -> ContrastView:
    """Give a pair of sounds with its pairs of words."""
    found = contrast(contrast_id)
    if found is None:
        raise NotFound("no such pair of sounds")
    return contrast_view(found, query.language)


@blueprint.get("/language/contrasts/<contrast_id>/pairs/<number>/speech")
@described(Description(query=PairSpeechQuery, content="audio/mpeg", problems=(404,)))
def hear_pair(contrast_id: str, number: str, query: PairSpeechQuery) -> Response:
    """Hear one word of a pair."""
    spoken, one, other = _pair(contrast_id, place_of(number))
    return _spoken(one if query.side == "one" else other, spoken, slowly=query.pace == "slow")


@blueprint.post("/language/contrasts/<contrast_id>/pairs/<number>/attempts")
@described(Description(query=PairQuery, gives=Heard, problems=(404,), takes=SOUND_KINDS))
def attempt_pair(contrast_id: str, number: str, query: PairQuery) -> Heard:
    """Say one word of a pair: which of the two came across. Nothing of it is kept."""
    spoken, one, other = _pair(contrast_id, place_of(number))
    transcript = recognised(recorded_sound(), spoken)
    if says_nothing(transcript.text):
        raise NothingHeard(transcript.empty_because or "no words")
    which = closer(transcript.text, one, other, spoken)
    return Heard(
        heard=transcript.text,
        understood=which,
        message=pair_message(which, query.side, (one, other), current_person().language),
    )


@blueprint.post("/language/help")
@described(Description(body=HelpRequest, gives=HelpView))
def how_to_say(body: HelpRequest) -> HelpView:
    """Answer "hoe zeg ik ...?"."""
    found = _conversing().help(body.text, body.spoken, body.language)
    return HelpView.model_validate(found, from_attributes=True)


@blueprint.get("/language/help/speech")
@described(Description(query=HelpSpeechQuery, content="audio/mpeg", problems=(404,)))
def hear_help(query: HelpSpeechQuery) -> Response:
    """Hear how something is said."""
    return _spoken(query.text, query.spoken, slowly=query.pace == "slow")


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


def _rounds() -> Rounds:
    return Rounds(services().database, current_person().id)


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


def _attempt(text: str, spoken: str, language: str, samples: FloatArray) -> Attempt:
    def again(other: str) -> Transcript | None:
        try:
            return recognised(samples, other)
        except SouffleurError:
            return None

    return judged(text, recognised(samples, spoken), spoken, language, again)


def _pair(contrast_id: str, number: int) -> tuple[str, str, str]:
    found = contrast(contrast_id)
    if found is None or number >= len(found.pairs):
        raise NotFound("no such pair")
    one, other = found.pairs[number]
    return found.spoken, one, other


def _spoken(text: str, spoken: str, *, slowly: bool) -> Response:
    person = current_person()
    voice = person.preferences.voice if spoken == person.language else None
    sound = spoken_text(services(), text, spoken, SLOW if slowly else 1.0, voice)
    return Response(sound, content_type="audio/mpeg", headers={"Cache-Control": "private, max-age=86400"})


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for row in Rounds(parts.database, owner).between(start, end):
        tried = [one for one in row.sentences if one["attempts"]]
        if tried:
            given = tried[0]["text"]
            yield WeekLine("practised", given, row.changed_at, "language", row.id, row.spoken, own=False)
    for talk in Talks(parts.database, owner).between(start, end):
        said = next((one["text"] for one in talk.lines if one["who"] == "you"), None)
        if said:
            yield WeekLine("practised", said, talk.created_at, "language", talk.id, talk.spoken)


_WITHOUT = ("done", "revision")
BELONGINGS = (
    of_rows(
        "language_rounds",
        "Geoefende zinnen",
        "Practised sentences",
        RoundRow,
        without=_WITHOUT,
        week=_week,
    ),
    of_rows(
        "language_talks",
        "Gesprekken in een andere taal",
        "Talks in another language",
        TalkRow,
        without=(*_WITHOUT, "state"),
    ),
)
