"""Stopping a take by voice: "stop opname", said after a pause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from voice.audio import SAMPLE_RATE
from voice.delivery.pauses import Speaking, find_speech
from voice.stt.base import FloatArray
from voice.vad import VadStream

PHRASES = (
    "stop opname", "stop de opname", "klaar stop", "stop recording", "done stop", "arrête l'enregistrement",
    "c'est fini stop", "aufnahme stopp", "fertig stopp",
)  # fmt: skip
"""What stops a take, in whatever language the take is: somebody who practises French may stop in Dutch."""
TAIL_SECONDS = 8.0
"""How much of the end of the sound is looked at."""
_QUIET_AFTER = 0.35
_QUIET_BEFORE = 0.3
_SHORTEST, _LONGEST = 0.4, 2.0
_ALIKE = 0.82
_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class LastWords:
    """The last short utterance before the present silence, in samples from the start of the tail."""

    start: int
    end: int


def last_words(tail: FloatArray, vad: VadStream) -> LastWords | None:
    """Find a short utterance between two silences at the end of the sound; None where there is none."""
    speaking: Speaking = find_speech(tail, vad)
    if not speaking.stretches:
        return None
    last = speaking.stretches[-1]
    if tail.size / SAMPLE_RATE - last.end < _QUIET_AFTER:
        return None
    if not _SHORTEST <= last.seconds <= _LONGEST:
        return None
    before = speaking.stretches[-2].end if len(speaking.stretches) > 1 else 0.0
    if last.start - before < _QUIET_BEFORE:
        return None
    return LastWords(int(last.start * SAMPLE_RATE), int(last.end * SAMPLE_RATE))


def stops(text: str) -> bool:
    """Tell whether an utterance is the phrase that stops a take, however a recogniser spelt it."""
    said = _LETTERS.sub("", text.lower())
    if not said or len(said) > 40:
        return False
    return any(_alike(said, _LETTERS.sub("", phrase)) for phrase in PHRASES)


def _alike(said: str, phrase: str) -> bool:
    return said[:1] == phrase[:1] and SequenceMatcher(None, said, phrase).ratio() >= _ALIKE
