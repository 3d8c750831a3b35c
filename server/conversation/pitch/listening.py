"""Listens for the phrase that stops a take, while the sound comes in."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from typing import TYPE_CHECKING

from server.conversation.pitch.stopping import TAIL_SECONDS, last_words, stops
from server.conversation.pitch.store import Takes
from server.conversation.pitch.tables import TakeRow
from voice.audio import SAMPLE_RATE
from voice.errors import SpeechEngineError
from voice.stt.base import Purpose, RecognitionOptions

if TYPE_CHECKING:
    from voice.stt.base import FloatArray, Recogniser
    from voice.vad import SileroVad

log = logging.getLogger(__name__)

WAIT_SECONDS = 3.0
"""How long the answer to a stretch of sound waits for the few words to be recognised."""
_MARGIN = SAMPLE_RATE // 8


def listen(
    takes: Takes, row: TakeRow, vad: SileroVad, recogniser: Recogniser, languages: Sequence[str]
) -> TakeRow:
    """Listen to the last short utterance, once, and mark the take where it says to stop.

    A recogniser that is busy or broken only means that the person taps instead: the sound is kept either way.

    Args:
        takes: The person's takes.
        row: The take, with the newest sound in it.
        vad: Voice activity.
        recogniser: Recognition behind its queue.
        languages: In which the phrase may be said: the person's own and that of the take.
    """
    first = max(0, row.received - int(TAIL_SECONDS * SAMPLE_RATE))
    tail = takes.sound(row.id, first, row.received)
    words = last_words(tail, vad.stream())
    if words is None or first + words.end <= row.listened_to:
        return row
    said = tail[max(0, words.start - _MARGIN) : words.end + _MARGIN]
    begins, ends = first + words.start, first + words.end
    heard = any(stops(_recognised(recogniser, said, language)) for language in dict.fromkeys(languages))

    def mark(kept: TakeRow) -> None:
        kept.listened_to = max(kept.listened_to, ends)
        if heard and kept.ends_at is None:
            kept.ends_at = begins

    return takes.change(row.id, mark)


def _recognised(recogniser: Recogniser, said: FloatArray, language: str) -> str:
    future = recogniser.submit(said, RecognitionOptions(language=language), Purpose.SPECULATIVE)
    try:
        return future.result(WAIT_SECONDS).text
    except (SpeechEngineError, CancelledError, TooLate) as problem:
        future.cancel()
        log.info("the end of a take was not listened to: %s", type(problem).__name__)
        return ""
