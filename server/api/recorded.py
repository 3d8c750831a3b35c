"""A recording in the body of a request, put into words; no sound is kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TooLate

import numpy as np
from flask import request

from server.errors import BadRequest, Unavailable
from server.services import services
from voice.audio import SAMPLE_RATE, PcmReader, read_audio
from voice.errors import AudioError, SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.turns.backchannel import says_nothing

SOUND_KINDS = ("audio/wav", "audio/ogg", "audio/pcm")
"""What can be sent: a sound file, or audio/pcm;rate=N (mono, 16 bits)."""
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


def recorded_words(language: str) -> Transcript:
    """Recognise what is in the body of the present request.

    Raises:
        SoundUnreadable: it is not sound, or longer than it may be.
        NothingHeard: nobody says anything in it.
        Unavailable: recognition fails or takes too long; the recording is still the client's.
    """
    transcript = recognised(recorded_sound(), language, services().settings.terms)
    if says_nothing(transcript.text):
        raise NothingHeard(transcript.empty_because or "no words")
    return transcript


def recorded_sound() -> FloatArray:
    """Read the sound in the body of the present request, 16 kHz mono.

    Raises:
        SoundUnreadable: it is not sound, or longer than it may be.
    """
    request.max_content_length = MAX_SOUND_BYTES
    return _samples(request.get_data(cache=False))


def _samples(data: bytes) -> FloatArray:
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


def recognised(samples: FloatArray, language: str, hints: Sequence[str] = ()) -> Transcript:
    """Recognise a recording behind the live conversations' own queue, with a limit.

    Args:
        samples: 16 kHz mono.
        language: ISO 639-1 code of what is spoken.
        hints: Words that may well be said; none where it matters what comes across by itself.

    Raises:
        Unavailable: recognition fails or takes too long; the recording is still the client's.
    """
    parts = services()
    options = RecognitionOptions(language=language, hints=hints)
    future = parts.recogniser_pool.submit(samples, options, Purpose.FINAL)
    try:
        return future.result(timeout=RECOGNITION_SECONDS)
    except (SpeechEngineError, TooLate) as problem:
        future.cancel()
        raise Unavailable(str(problem) or "recognition took too long", code="speech_failed") from problem
