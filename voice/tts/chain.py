"""Several voices as one: the first that is there in time speaks.

An engine that breaks off in the middle is followed by the next one from the word where it stopped. No engine
tells us that word, so it is estimated from the time that was heard and rounded back to the start of a word:
a word said twice is understood, a word left out is not.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

from voice.errors import VoiceEngineError
from voice.tts.ahead import AheadWorker
from voice.tts.base import OUTPUT_RATE, Explained, Identified, Speaking, TimedSound, Voice
from voice.tts.breaker import Breaker
from voice.tts.cache import SpeechCache, SpeechKey

_log = logging.getLogger(__name__)

_CHARACTERS_A_SECOND = 14.0
"""Of Dutch and English read aloud at speed 1; on the slow side, see above."""
_AHEAD_FIRST_SOUND = 10.0
_ASTRAY_SECONDS, _ASTRAY_SECONDS_A_CHARACTER = 60.0, 0.6
"""An engine that speaks for longer than this has gone astray: a digit takes half a second at most."""


class VoiceReport(NamedTuple):
    """One engine of the chain, for ``doctor`` and the status page."""

    name: str
    available: bool
    note: str


class VoiceChain:
    """Speaks with the first voice that can. Thread-safe."""

    def __init__(
        self,
        voices: Sequence[Voice],
        cache: SpeechCache | None = None,
        first_sound_seconds: float = 1.2,
        clock: Callable[[], float] = time.monotonic,
        gap_seconds: float = 3.0,
    ) -> None:
        """Put the voices in order.

        Args:
            voices: Best first. One that can hang must return a ``TimedSound``; others are simply iterated.
            cache: Where finished sentences are kept, of those that may be (``Speaking.keep``).
            first_sound_seconds: How long a voice may take to its first sound.
            clock: Seconds on a clock that only goes forward; for the circuit breakers.
            gap_seconds: How long a voice may fall silent in the middle before it counts as broken off.
        """
        self._voices = tuple(voices)
        self._cache = cache
        self._first = first_sound_seconds
        self._gap = gap_seconds
        self._clock = clock
        self._breakers = {voice.name: Breaker() for voice in self._voices}
        self._ahead = AheadWorker(self._render_one)
        self.spoke_last: str | None = None
        """Name of the engine that spoke last, in whatever conversation."""

    def speak(self, text: str, how: Speaking) -> Generator[bytes, None, None]:
        """Speak one sentence (already made speakable); yields PCM16 at OUTPUT_RATE as it comes.

        ``how.voice`` may name an engine (``"espeak"``), an engine and its voice
        (``"edge:nl-NL-MaartenNeural"``) or a voice that only one engine knows. The engine named is tried
        first; the others remain behind it. Several, with commas (``"edge:nl-NL-MaartenNeural,espeak:m7"``),
        name a voice for each engine and leave their order as it is: one person in a play, whoever speaks.
        Closing the iterator stops the engine at once.

        Raises:
            VoiceEngineError: no engine could speak, or none could finish.
        """
        if not _has_words(text):
            return
        with self._ahead.live(), closing(self._speak(text, how)) as pieces:
            yield from pieces

    def describe(self, language: str = "nl") -> list[VoiceReport]:
        """Say of each engine, in order, whether it would be tried now and why (not). No network call."""
        now = self._clock()
        reports = []
        for voice in self._voices:
            there = voice.available(language)
            rest = self._breakers[voice.name].resting(now)
            note = voice.note() if isinstance(voice, Explained) else ""
            if there and rest:
                note = f"resting for {math.ceil(rest)} s after: {self._breakers[voice.name].reason}"
            reports.append(VoiceReport(voice.name, there and not rest, note))
        return reports

    def render_ahead(self, texts: Iterable[str], how: Speaking) -> None:
        """Ask for these to be rendered into the cache when nobody is listening. Returns at once.

        Does nothing when the first voice at hand is one whose sound is not worth keeping. What is dropped
        (more than the worker holds, engine gone) is rendered when it is first spoken.
        """
        if self._cache is not None:
            kept = replace(how, keep=True)
            self._ahead.add((text, kept) for text in texts if _has_words(text))

    def warm_up(self) -> None:
        """Load what the engines on this machine need, so that the first sentence is as quick as the next.

        An engine that fails says so again when it is to speak; here it is logged.
        """
        for voice in self._voices:
            warm_up = getattr(voice, "warm_up", None)
            if warm_up is not None:
                try:
                    warm_up()
                except VoiceEngineError as error:
                    _log.warning("voice %s: %s", voice.name, error)

    def wait_rendered(self, timeout: float) -> bool:
        """Wait until nothing is left to render ahead; False when that took over ``timeout`` seconds."""
        return self._ahead.wait_idle(timeout)

    def close(self) -> None:
        """Stop the background worker and every engine. Threads are joined."""
        self._ahead.stop()
        for voice in self._voices:
            close = getattr(voice, "close", None)
            if close is not None:
                close()
        self._ahead.join()

    def _speak(self, text: str, how: Speaking) -> Generator[bytes, None, None]:
        rest, reasons = text, []
        for voice, own in self._ordered(how):
            kept = self._kept(voice, rest, own)
            if kept is not None:
                self.spoke_last = voice.name
                yield from kept
                return
            if not self._may_try(voice, own.language):
                continue
            heard = 0
            try:
                with closing(self._live(voice, rest, own)) as pieces:
                    for piece in pieces:
                        heard += len(piece)
                        yield piece
                return
            except VoiceEngineError as error:
                reasons.append(f"{voice.name}: {error}")
                _log.warning("voice %s failed after %.1f s: %s", voice.name, _seconds(heard), error)
                rest = still_to_say(rest, _seconds(heard), how.speed)
                if not _has_words(rest):
                    return
        raise VoiceEngineError("; ".join(reasons) or f"no voice at hand for {how.language}")

    def _live(self, voice: Voice, text: str, how: Speaking) -> Generator[bytes, None, None]:
        """Speak with one engine and tell its breaker; keep the sound when it is whole."""
        breaker = self._breakers[voice.name]
        sound = bytearray()
        try:
            with closing(_timed(voice, text, how, self._first, self._gap)) as pieces:
                for piece in pieces:
                    if not sound:
                        self.spoke_last = voice.name
                    sound += piece
                    yield piece
            if not sound:
                raise VoiceEngineError("spoke without a sound")
        except VoiceEngineError as error:
            breaker.failed(self._clock(), str(error))
            raise
        except GeneratorExit:
            breaker.succeeded() if sound else breaker.abandoned()
            raise
        breaker.succeeded()
        self._keep(voice, text, how, bytes(sound))

    def _render_one(self, text: str, how: Speaking) -> None:
        """Render one text with the best engine at hand, for the background worker."""
        for voice, own in self._ordered(how):
            if self._kept_already(voice, text, own):
                return
            if not self._may_try(voice, own.language):
                continue
            if getattr(voice, "quick", False):
                self._breakers[voice.name].abandoned()
                return
            try:
                sound = bytearray()
                for piece in _timed(voice, text, own, _AHEAD_FIRST_SOUND, self._gap):
                    sound += piece
                    self._ahead.give_way()
            except VoiceEngineError as error:
                self._breakers[voice.name].failed(self._clock(), str(error))
                return
            self._breakers[voice.name].succeeded()
            self._keep(voice, text, own, bytes(sound))
            return

    def _ordered(self, how: Speaking) -> list[tuple[Voice, Speaking]]:
        """The voices in the order of this call, each with what it is to be asked."""
        if "," in (how.voice or ""):
            return self._each(how)
        engine, _, voice_name = (how.voice or "").partition(":")
        plain = replace(how, voice=None)
        if engine not in self._breakers:
            return [(voice, how) for voice in self._voices]
        chosen = [
            (voice, replace(how, voice=voice_name or None)) for voice in self._voices if voice.name == engine
        ]
        return chosen + [(voice, plain) for voice in self._voices if voice.name != engine]

    def _each(self, how: Speaking) -> list[tuple[Voice, Speaking]]:
        """The voices in their own order, each with the name that is meant for it, if there is one."""
        named = dict(name.strip().partition(":")[::2] for name in (how.voice or "").split(","))
        return [(voice, replace(how, voice=named.get(voice.name) or None)) for voice in self._voices]

    def _may_try(self, voice: Voice, language: str) -> bool:
        return voice.available(language) and self._breakers[voice.name].allows(self._clock())

    def _key(self, voice: Voice, text: str, how: Speaking) -> SpeechKey | None:
        if self._cache is None or getattr(voice, "quick", False):
            return None
        identity = voice.identity(how) if isinstance(voice, Identified) else how.voice or ""
        return SpeechKey(voice.name, identity, how.language, how.speed, text)

    def _kept(self, voice: Voice, text: str, how: Speaking) -> Iterator[bytes] | None:
        key = self._key(voice, text, how)
        return self._cache.get(key) if self._cache is not None and key is not None else None

    def _kept_already(self, voice: Voice, text: str, how: Speaking) -> bool:
        key = self._key(voice, text, how)
        return self._cache is not None and key is not None and key in self._cache

    def _keep(self, voice: Voice, text: str, how: Speaking, sound: bytes) -> None:
        key = self._key(voice, text, how)
        if self._cache is not None and key is not None and how.keep:
            self._cache.put(key, sound)


def still_to_say(text: str, heard_seconds: float, speed: float) -> str:
    """The part of a text that a listener probably has not heard yet, from the start of a word.

    Never less than the last word: the engine said that it did not finish.
    """
    at = int(heard_seconds * _CHARACTERS_A_SECOND * speed)
    stripped = text.rstrip()
    at = min(at, len(stripped))
    while at > 0 and not (at < len(stripped) and stripped[at - 1].isspace() and not stripped[at].isspace()):
        at -= 1
    return stripped[at:]


def _timed(voice: Voice, text: str, how: Speaking, first: float, gap: float) -> Generator[bytes, None, None]:
    """Iterate an engine's sound with a limit on each wait, and close it whatever happens.

    Raises:
        VoiceEngineError: the engine failed or kept us waiting.
    """
    sound: Iterator[bytes] | TimedSound | None = None
    limit, size = first, 0
    longest = _ASTRAY_SECONDS + _ASTRAY_SECONDS_A_CHARACTER * len(text)
    try:
        sound = voice.speak(text, how)
        while piece := sound.read(limit) if isinstance(sound, TimedSound) else next(sound, b""):
            yield piece
            limit, size = gap, size + len(piece)
            if _seconds(size) > longest:
                raise VoiceEngineError("does not stop speaking")
    except TimeoutError as error:
        raise VoiceEngineError(f"silent for {limit:g} s") from error
    except VoiceEngineError:
        raise
    except Exception as error:
        _log.exception("voice %s has a fault", voice.name)
        raise VoiceEngineError(f"fault: {error}") from error
    finally:
        close = getattr(sound, "close", None)
        if close is not None:
            close()


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _seconds(size: int) -> float:
    return size / 2 / OUTPUT_RATE
