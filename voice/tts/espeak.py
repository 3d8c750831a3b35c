"""espeak-ng as a voice: always there, nothing to fetch, the first sound within some 20 ms.

A text is spoken in pieces of at most a few hundred characters, cut where a speaker would breathe; between
two pieces the iterator can be closed and another conversation gets its turn at the library. No thread is
involved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import soxr

from voice.errors import VoiceEngineError
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.espeak_library import EspeakLibrary, EspeakManner, espeak_library, espeak_variants

_LONGEST_PIECE = 240
_BREATH = re.compile(r"(?<=[.!?;:,])\s+")
_CHUNK_SECONDS = 0.2
_WORDS_A_MINUTE = 160
"""A little under espeak-ng's own 175: its articulation is hard to follow when it hurries."""
_SLOWEST, _FASTEST = 80, 400
_NOISE_FLOOR = 32
"""Samples below this (of 32767) at the very start and end are silence."""
_TAIL_SECONDS = 0.12

_LANGUAGES = {"nl": "nl", "en": "en-gb-x-rp", "fr": "fr", "de": "de"}


class EspeakVoice:
    """The embedded voice. Thread-safe."""

    name = "espeak"
    quick = True
    """Rendering anew is as quick as reading from disk, so its sound is not kept."""

    def __init__(self, *, variant: str = "m3", pitch: int = 45, pitch_range: int = 55) -> None:
        """Make the voice; the library is loaded on first use.

        Args:
            variant: A file name in espeak-ng's ``voices/!v``. Of five tried, Whisper base understood m3 best
                (word errors on five sentences: m3 0.13 in English and 0.67 in Dutch, f5 0.15 and 0.83, f2
                0.26 and 0.88): a small sample, but the only measure of clarity that needs no panel.
            pitch: 0 to 100.
            pitch_range: 0 (monotone) to 100.
        """
        if espeak_variants() and variant not in espeak_variants():
            raise ValueError(f"espeak-ng has no variant {variant!r}")
        self._variant = variant
        self._pitch = pitch
        self._pitch_range = pitch_range

    def available(self, language: str) -> bool:
        """True when the library loads and the language is one of ours."""
        if language not in _LANGUAGES:
            return False
        try:
            espeak_library()
        except VoiceEngineError:
            return False
        return True

    def identity(self, how: Speaking) -> str:
        """What makes this sound differ from another one of the same text; part of the cache key."""
        return f"{self._manner(how).voice};{self._pitch};{self._pitch_range};{_WORDS_A_MINUTE}"

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        """Speak; see ``Voice.speak``."""
        if how.language not in _LANGUAGES:
            raise VoiceEngineError(f"espeak-ng is not set up for {how.language}")
        return self._pieces(text, self._manner(how))

    def warm_up(self) -> None:
        """Load the library now.

        Raises:
            VoiceEngineError: it cannot be loaded.
        """
        for _ in self.speak("1", Speaking("nl")):
            pass

    def _pieces(self, text: str, manner: EspeakManner) -> Iterator[bytes]:
        library = espeak_library()
        pieces = breathe(text)
        for index, piece in enumerate(pieces):
            sound = library.render(piece, manner)
            yield from _chunks(library, sound, last=index == len(pieces) - 1)

    def _manner(self, how: Speaking) -> EspeakManner:
        base = _LANGUAGES.get(how.language, how.language)
        variant = how.voice if how.voice in espeak_variants() else self._variant
        pace = round(min(_FASTEST, max(_SLOWEST, _WORDS_A_MINUTE * how.speed)))
        return EspeakManner(
            voice=f"{base}+{variant}",
            words_a_minute=pace,
            pitch=self._pitch,
            pitch_range=self._pitch_range,
        )


def breathe(text: str) -> list[str]:
    """Cut a long text at sentence ends, else at commas, else between words, else anywhere."""
    pieces: list[str] = []
    for clause in _BREATH.split(text.strip()):
        for part in _cut(clause):
            if pieces and len(pieces[-1]) + 1 + len(part) <= _LONGEST_PIECE:
                pieces[-1] += " " + part
            elif part:
                pieces.append(part)
    return pieces


def _cut(clause: str) -> Iterator[str]:
    while len(clause) > _LONGEST_PIECE:
        at = clause.rfind(" ", 1, _LONGEST_PIECE)
        at = at if at > 0 else _LONGEST_PIECE
        yield clause[:at].strip()
        clause = clause[at:].strip()
    yield clause


def _chunks(library: EspeakLibrary, sound: bytes, *, last: bool) -> Iterator[bytes]:
    """Trim, resample to OUTPUT_RATE and hand out in short chunks."""
    samples = np.frombuffer(sound, dtype="<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _NOISE_FLOOR)
    if loud.size == 0:
        return
    tail = int(_TAIL_SECONDS * library.rate) if last else samples.size
    samples = samples[loud[0] : loud[-1] + 1 + tail]
    resampled = soxr.resample(samples, library.rate, OUTPUT_RATE, quality="HQ")
    step = int(_CHUNK_SECONDS * OUTPUT_RATE)
    for start in range(0, resampled.size, step):
        yield resampled[start : start + step].astype("<i2").tobytes()
