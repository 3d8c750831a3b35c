"""Questions that are not asked live: typed, or recorded while there was no connection."""

from __future__ import annotations

from flask import Blueprint, Response
from pydantic import BaseModel

from server.api.described import Description, described
from server.api.recorded import SOUND_KINDS, recorded_words
from server.api.types import ClientId, Language, Words
from server.content.need import Moment
from server.content.open_questions import OpenQuestions
from server.content.words import has_words
from server.conversation.answers import Answer, Asked, collect
from server.conversation.base import Dialogue, Question
from server.conversation.store import Conversations, TurnRow, conversation_named
from server.errors import BadRequest
from server.identity import current_person
from server.services import services

blueprint = Blueprint("questions", __name__)


class NoQuestion(BadRequest):
    """There is no word in what was typed."""

    code = "question_empty"
    nl = "Er staat nog geen vraag. Typ of zeg wat je wilt weten."
    en = "There is no question yet. Type or say what you want to know."


class QuestionRequest(BaseModel):
    """A typed question."""

    client_id: ClientId
    text: Words
    language: Language = "nl"
    moment: Moment | None = None
    """The moment of need, where the person chose one."""
    hurry: bool = False
    conversation: str | None = None
    """The conversation that it belongs to, named by itself or by its live session; else a new one begins."""


class SoundQuery(BaseModel):
    """What belongs to a recorded question."""

    client_id: ClientId
    language: Language = "nl"
    moment: Moment | None = None
    hurry: bool = False
    conversation: str | None = None


class NoteRequest(BaseModel):
    """A question for the authors of the cards."""

    text: Words
    language: Language = "nl"


class HelpedRequest(BaseModel):
    """Whether an answer helped."""

    helped: bool


@blueprint.post("/questions")
@described(Description(body=QuestionRequest, gives=Answer, problems=(404,)))
def ask(body: QuestionRequest) -> Response | Answer:
    """Answer a typed question. The same client_id a second time gives the same answer."""
    return _before(body.client_id) or _answered(body, _worded(body.text), spoken=False)


@blueprint.post("/questions/sound")
@described(Description(query=SoundQuery, gives=Answer, problems=(404,), takes=SOUND_KINDS))
def ask_aloud(query: SoundQuery) -> Response | Answer:
    """Answer a recorded question: a sound file, or audio/pcm;rate=N (mono, 16 bits); no sound is kept."""
    before = _before(query.client_id)
    if before is not None:
        return before
    transcript = recorded_words(query.language)
    return _answered(query, transcript.text, spoken=True, confidence=transcript.confidence)


@blueprint.post("/turns/<turn>/helped")
@described(Description(body=HelpedRequest, status=204, problems=(404,)))
def helped(turn: str, body: HelpedRequest) -> None:
    """Keep whether an answer helped; only the person themselves can read it back."""
    _conversations().judge(turn, body.helped)


@blueprint.post("/open-questions")
@described(Description(body=NoteRequest, status=204))
def note(body: NoteRequest) -> None:
    """Note a question for the authors, after the person said yes: the text only, never who asked."""
    OpenQuestions(services().database).note(_worded(body.text), body.language)


def _worded(text: str) -> str:
    """Give a question that has a word in it.

    Raises:
        NoQuestion: it has none.
    """
    if not has_words(text):
        raise NoQuestion("text: no word")
    return text


def _conversations() -> Conversations:
    return Conversations(services().database, current_person().id)


def _before(client_id: str) -> Answer | None:
    """Give the answer that this client was given before."""
    turn = _conversations().turn_of(client_id)
    return _stored(turn) if turn is not None and turn.answer else None


def _stored(turn: TurnRow) -> Answer:
    return Answer.model_validate({**turn.answer, "turn": turn.id})


def _answered(
    asked: QuestionRequest | SoundQuery, text: str, *, spoken: bool, confidence: float | None = None
) -> Answer:
    """Answer, and keep question and answer for the person, also where it was asked live without an answer."""
    conversations = _conversations()
    parts = services()
    begun = conversations.turn_of(asked.client_id)
    if begun is not None and begun.answer:
        return _stored(begun)
    wanted = begun.conversation_id if begun is not None else conversation_named(asked.conversation or "")
    dialogue = _remembered(conversations, wanted, new=(asked.conversation or "") != wanted)
    question = Question(text, asked.language, asked.moment, asked.hurry, spoken, confidence)
    answer = Answer(
        client_id=asked.client_id, conversation="", turn="", question=Asked(text=text, spoken=spoken)
    )
    responder = parts.attentive(conversations.owner_id, asked.client_id)
    collect(responder, parts.cards, question, dialogue, answer)
    answer.conversation = _begun(conversations, wanted, asked.language)
    heard, kept = " ".join(sentence.text for sentence in answer.say), answer.model_dump(mode="json")
    if begun is not None:
        conversations.ask_again(begun.client_id, text)
        conversations.heard(begun.client_id, heard, dialogue, kept)
        return answer.model_copy(update={"turn": begun.id})
    turn = TurnRow(
        conversation_id=answer.conversation,
        client_id=asked.client_id,
        question=text,
        spoken=spoken,
        heard=heard,
        answer=kept,
    )
    return _stored(conversations.keep(turn, dialogue))


def _remembered(conversations: Conversations, wanted: str, *, new: bool) -> Dialogue:
    """Give what the conversation remembers; where it may be ``new``, one that is not kept yet is empty.

    Raises:
        NotFound: it is not there, or it is somebody else's.
    """
    if not wanted or (new and conversations.resumable(wanted) is None):
        return Dialogue()
    return conversations.dialogue(wanted)


def _begun(conversations: Conversations, wanted: str, language: str) -> str:
    """Give the conversation that is wanted, begun now if it is a live one that did not keep anything."""
    if wanted and conversations.resumable(wanted) is not None:
        return wanted
    return conversations.begin(language, wanted or None)
