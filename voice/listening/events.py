"""What the listener reports. Every ``at`` is in seconds of sound heard since the stream began."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum

from voice.stt.base import Transcript


class EndReason(StrEnum):
    """Why a turn is over."""

    PAUSE = "pause"
    """The end-of-turn rule: the pause is long enough for what was said."""
    COMMIT = "commit"
    """The person said so: a tap, the released button, ``input_audio_buffer.commit``."""
    CAP = "cap"
    """The hard cap on one turn."""


@dataclass(frozen=True)
class SpeechStarted:
    """Confirmed speech. During an answer this is a barge-in."""

    utterance: int
    at: float
    """Where the utterance's sound begins, the pre-roll included."""


@dataclass(frozen=True)
class PossibleSpeech:
    """Only while answering: hold the sound now, it may be speech."""

    at: float


@dataclass(frozen=True)
class NoSpeech:
    """It was a cough, a "hm" or a door: the answer may go on."""

    at: float


@dataclass(frozen=True)
class PartialText:
    """The words so far, for a caption; they may still change."""

    utterance: int
    text: str


@dataclass(frozen=True)
class TurnEnded:
    """The turn is over; unless :class:`TurnTakenBack` follows."""

    utterance: int
    ended_at: float
    """Where the speech ended."""
    called_at: float
    """Where this was decided."""
    reason: EndReason
    samples_seconds: float
    """Length of the whole utterance's sound, in seconds."""
    transcript: Future[Transcript] = field(compare=False, repr=False)
    """The words; often there already. Never cancel it: the listener does, when it takes the turn back."""


@dataclass(frozen=True)
class TurnTakenBack:
    """A false start: the person went on. The same utterance keeps its sound, grows, and will end again."""

    utterance: int
    at: float
    """Where the speech went on."""


ListenEvent = SpeechStarted | PossibleSpeech | NoSpeech | PartialText | TurnEnded | TurnTakenBack
