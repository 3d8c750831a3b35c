"""A card read aloud as one MP3."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np

from server.content.cards import Card
from server.errors import Unavailable
from server.identity import Preferences
from server.services import Services
from voice.errors import VoiceEngineError
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.speakable import speakable

PAUSE_SECONDS = 0.5
"""Silence between the sentences, so that there is time to take each in."""
BIT_RATE = 64_000


class NoVoice(Unavailable):
    """No voice could speak the card."""

    code = "voice_missing"
    nl = "Er is nu geen stem om dit voor te lezen. De tekst staat op het scherm."
    en = "There is no voice to read this aloud right now. The text is on the screen."


def spoken(services: Services, card: Card, preferences: Preferences, _part: str) -> bytes:
    """Speak the first line and the steps; the chain keeps each sentence, so a second time is quick.

    Raises:
        NoVoice: no voice could speak.
    """
    how = Speaking(card.language, preferences.speed, preferences.voice, keep=True)
    silence = bytes(2 * int(PAUSE_SECONDS * OUTPUT_RATE))
    sound = bytearray()
    try:
        for sentence in _sentences(card):
            for piece in services.voices.speak(sentence, how):
                sound += piece
            sound += silence
    except VoiceEngineError as problem:
        raise NoVoice(str(problem)) from problem
    return to_mp3(bytes(sound))


def to_mp3(pcm: bytes) -> bytes:
    """Encode mono PCM16 at OUTPUT_RATE."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=OUTPUT_RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        frame = av.AudioFrame.from_ndarray(
            np.frombuffer(pcm, dtype="<i2").reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate = OUTPUT_RATE
        frame.time_base = Fraction(1, OUTPUT_RATE)
        frame.pts = 0
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=OUTPUT_RATE, frame_size=1152)
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return target.getvalue()


def _sentences(card: Card) -> Iterator[str]:
    for text in (card.first_line, *card.steps):
        yield speakable(text, card.language)
