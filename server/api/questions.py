"""Questions that are not asked live: typed, or recorded while there was no connection."""

from __future__ import annotations

import io
from concurrent.futures import TimeoutError as TooLate

import numpy as np
from flask import Blueprint, Response, request
from pydantic import BaseModel

from server.api.described import Description, described
from server.api.types import ClientId, Language, Words
from server.content.need import Moment
from server.content.open_questions import OpenQuestions
from server.conversation.answers import Answer, Asked, collect
from server.conversation.base import Dialogue, Question
from server.conversation.store import Conversations, TurnRow, conversation_named
from server.errors import BadRequest, Unavailable
from server.identity import current_person
from server.services import services
from voice.audio import SAMPLE_RATE, PcmReader, read_audio
from voice.errors import AudioError, SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.turns.backchannel import says_nothing

blueprint = Blueprint("questions", __name__)

MAX_SOUND_BYTES = 10_000_000
MAX_SOUND_SECONDS = 120
RECOGNITION_SECONDS = 60.0
"""How long a recording may wait for recognition and be recognised."""
RATES = range(8_000, 48_001)


class SoundUnreadable(BadRequest):
    """The recording cannot be used."""

    code = "sound_unreadable"
    nl = "Deze opname kan ik niet lezen. Spreek je vraag opnieuw in, of typ hem."
    en = "This recording cannot be read. Say your question again, or type it."


class NothingHeard(BadRequest):
    """There are no words in the recording."""

    code = "nothing_heard"
    nl = "Ik verstond je niet. Zeg het nog eens of typ het."
    en = "I did not catch that. Say it again or type it."


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
    return _before(body.client_id) or _answered(body, body.text, spoken=False)


@blueprint.post("/questions/sound")
@described(
    Description(
        query=SoundQuery, gives=Answer, problems=(404,), takes=("audio/wav", "audio/ogg", "audio/pcm")
    )
)
def ask_aloud(query: SoundQuery) -> Response | Answer:
    """Answer a recorded question: a sound file, or audio/pcm;rate=N (mono, 16 bits); no sound is kept."""
    before = _before(query.client_id)
    if before is not None:
        return before
    request.max_content_length = MAX_SOUND_BYTES
    transcript = _recognised(_sound(request.get_data(cache=False)), query.language)
    if says_nothing(transcript.text):
        raise NothingHeard(transcript.empty_because or "no words")
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
    OpenQuestions(services().database).note(body.text, body.language)


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
    collect(parts.responder, parts.cards, question, dialogue, answer)
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


def _sound(data: bytes) -> FloatArray:
    """Read a recording into 16 kHz mono.

    Raises:
        SoundUnreadable: it is not sound, or longer than it may be.
    """
    try:
        if request.mimetype == "audio/pcm":
            reader = PcmReader(_rate())
            samples = np.concatenate([reader.feed(data), reader.flush()])
        else:
            samples = read_audio(io.BytesIO(data), MAX_SOUND_SECONDS)
    except AudioError as problem:
        raise SoundUnreadable(str(problem)) from problem
    if samples.size > MAX_SOUND_SECONDS * SAMPLE_RATE:
        raise SoundUnreadable(f"longer than {MAX_SOUND_SECONDS} s", code="sound_too_long")
    if samples.size == 0:
        raise SoundUnreadable("no samples")
    return samples


def _rate() -> int:
    told = request.mimetype_params.get("rate", "24000")
    if not told.isdecimal() or int(told) not in RATES:
        raise SoundUnreadable("rate is a number from 8000 to 48000")
    return int(told)


def _recognised(samples: FloatArray, language: str) -> Transcript:
    """Recognise a recording behind the live conversations' own queue, with a limit.

    Raises:
        Unavailable: recognition fails or takes too long; the recording is still the client's.
    """
    parts = services()
    options = RecognitionOptions(language=language, hints=parts.settings.terms)
    future = parts.recogniser_pool.submit(samples, options, Purpose.FINAL)
    try:
        return future.result(timeout=RECOGNITION_SECONDS)
    except (SpeechEngineError, TooLate) as problem:
        future.cancel()
        raise Unavailable(str(problem) or "recognition took too long", code="speech_failed") from problem
