"""Messages to clients that the OpenAI Realtime API does not have."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from server.conversation.base import Line, Moment
from server.realtime.events.base import Part, ServerEvent, State
from server.realtime.events.session import PartnerRef


class StateChanged(ServerEvent):
    """Where the conversation stands."""

    type: Literal["souffleur.state"] = "souffleur.state"
    state: State


class PartialCaption(ServerEvent):
    """What is understood so far while the person speaks, whole each time; it may still change."""

    type: Literal["souffleur.partial"] = "souffleur.partial"
    item_id: str
    text: str


class MomentShown(ServerEvent):
    """The moment of need that the answer is for."""

    type: Literal["souffleur.moment"] = "souffleur.moment"
    response_id: str
    moment: Moment
    inferred: bool


class CardShown(ServerEvent):
    """The card to show beside the answer."""

    type: Literal["souffleur.card"] = "souffleur.card"
    response_id: str
    card: str
    """Slug."""
    title: str


class SourceView(Part):
    """Where an answer comes from."""

    card: str
    title: str
    source: str
    url: str | None
    checked_on: str | None
    """ISO date; null as long as nobody compared the card with its source."""
    example: bool
    """The fact differs by municipality; what is said is an example."""


class SourcesShown(ServerEvent):
    """The sources of what is said."""

    type: Literal["souffleur.sources"] = "souffleur.sources"
    response_id: str
    sources: list[SourceView]
    general_knowledge: bool
    """No card says this: "dit is algemene kennis, controleer het"."""


class SuggestedCard(Part):
    """A card by name."""

    slug: str
    title: str


class SuggestionsShown(ServerEvent):
    """The nearest cards, where the answer is not known."""

    type: Literal["souffleur.suggestions"] = "souffleur.suggestions"
    response_id: str
    cards: list[SuggestedCard]


class NoteOffered(ServerEvent):
    """The question may be noted for the authors: its text only, after a yes, never who asked."""

    type: Literal["souffleur.offer_note"] = "souffleur.offer_note"
    response_id: str
    question: str


class PracticeShown(ServerEvent):
    """What the partner for practice shows beside its words."""

    type: Literal["souffleur.practice"] = "souffleur.practice"
    response_id: str
    partner: PartnerRef
    data: dict[str, JsonValue]
    """Its form belongs to the kind of partner."""


class Sentence(ServerEvent):
    """A sentence of the answer, sent before its sound, so that captions and speech agree."""

    type: Literal["souffleur.sentence"] = "souffleur.sentence"
    response_id: str
    item_id: str
    index: int
    """Counts the sentences of the answer from 0."""
    text: str
    line: Line
    card: str | None
    first_sample: int
    """Where in the answer's sound it begins, at 24 kHz."""
    samples: int | None
    """Its length where it is known beforehand; ``souffleur.sentence_done`` gives it at its end."""


class SentenceDone(ServerEvent):
    """All sound of a sentence was sent."""

    type: Literal["souffleur.sentence_done"] = "souffleur.sentence_done"
    response_id: str
    item_id: str
    index: int
    first_sample: int
    samples: int


class OutputHold(ServerEvent):
    """Somebody may be speaking: pause the sound within 15 ms and keep it."""

    type: Literal["souffleur.output.hold"] = "souffleur.output.hold"


class OutputRelease(ServerEvent):
    """It was nothing: go on where the sound was paused."""

    type: Literal["souffleur.output.release"] = "souffleur.output.release"


class TurnTakenBack(ServerEvent):
    """A false start: the person went on speaking.

    Forget that question and its answer; the same turn goes on.
    """

    type: Literal["souffleur.turn.taken_back"] = "souffleur.turn.taken_back"
    item_id: str
    """The person's message that is withdrawn."""
    response_id: str | None
    """The answer that is withdrawn, where one had begun."""
    continues_as: str
    """The message that the whole turn will be."""


class SessionResumed(ServerEvent):
    """First message after a resume; what was missed follows.

    It repeats the number that the client gave and has none of its own.
    """

    type: Literal["souffleur.session.resumed"] = "souffleur.session.resumed"
    received_samples: int
    """Send the microphone's sound again from this sample, at the declared rate."""
    last_event: int
    """Number of the newest message of the session; everything after ``after`` up to it follows."""


class Stages(Part):
    """Milliseconds from the end of speech (by the voice detector) to each stage; null: not reached."""

    end_of_turn: int | None = None
    transcript: int | None = None
    first_sentence: int | None = None
    first_audio: int | None = None
    first_audible: int | None = None
    """At the ear, as the client reports it."""


class Latency(ServerEvent):
    """How long this answer took."""

    type: Literal["souffleur.latency"] = "souffleur.latency"
    response_id: str
    item_id: str | None
    stages: Stages


class Bye(ServerEvent):
    """The socket closes now; come back with the session id."""

    type: Literal["souffleur.bye"] = "souffleur.bye"
    reason: Literal["restart", "idle"]
