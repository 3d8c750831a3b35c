"""Another language: what there is, pairs of sounds, and "hoe zeg ik ...?"."""

from __future__ import annotations

from flask import Blueprint, Response

from server.api.described import Description, described
from server.api.language_requests import HelpRequest, HelpSpeechQuery, PairQuery, PairSpeechQuery
from server.api.language_sound import in_that_voice
from server.api.language_views import (
    ContrastView,
    Heard,
    HelpView,
    Languages,
    contrast_view,
    languages,
    pair_message,
)
from server.api.recorded import SOUND_KINDS, NothingHeard, recognised, recorded_sound
from server.api.types import InLanguage, place_of
from server.conversation.language.data import contrast
from server.conversation.language.speaking_model import SpeakingModel
from server.conversation.language.talking import Conversing
from server.conversation.language.understanding import closer
from server.errors import NotFound
from server.identity import current_person
from server.services import services
from voice.turns.backchannel import says_nothing

blueprint = Blueprint("language", __name__)


@blueprint.get("/language")
@described(Description(query=InLanguage, gives=Languages))
def what_there_is(query: InLanguage) -> Languages:
    """Tell which languages, sentences, talks and pairs of sounds there are."""
    voices = services().engines.at_hand("voices")
    return languages(
        query.language, lambda code: voices is None or any(r.available for r in voices.describe(code))
    )


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
    word = one if query.side == "one" else other
    return in_that_voice(word, spoken, slowly=query.pace == "slow", authored=True)


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
    found = Conversing(SpeakingModel(services().chat)).help(body.text, body.spoken, body.language)
    return HelpView.model_validate(found, from_attributes=True)


@blueprint.get("/language/help/speech")
@described(Description(query=HelpSpeechQuery, content="audio/mpeg", problems=(404,)))
def hear_help(query: HelpSpeechQuery) -> Response:
    """Hear how something is said."""
    return in_that_voice(query.text, query.spoken, slowly=query.pace == "slow")


def _pair(contrast_id: str, number: int) -> tuple[str, str, str]:
    found = contrast(contrast_id)
    if found is None or number >= len(found.pairs):
        raise NotFound("no such pair")
    one, other = found.pairs[number]
    return found.spoken, one, other
