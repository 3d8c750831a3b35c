"""Text to speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

OUTPUT_RATE = 24_000
"""Samples a second of everything that is spoken: mono PCM16, little-endian."""


@dataclass(frozen=True)
class Speaking:
    """How a text is to be spoken."""

    language: str
    """ISO 639-1 code."""
    speed: float = 1.0
    """0.5 to 2.0, 1.0 being the engine's own pace."""
    voice: str | None = None
    """An engine's own voice name, or None for its default in this language."""
    keep: bool = False
    """Its sound may be kept on disk: only where an author wrote it, never where a person said part of it."""


class Voice(Protocol):
    """One engine that speaks. Thread-safe."""

    name: str

    def available(self, language: str) -> bool:
        """Tell whether this engine can speak the language here and now, without a network call."""

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        """Speak one sentence (already made speakable); yields PCM16 at OUTPUT_RATE as it comes.

        Closing the iterator stops the engine.

        Raises:
            VoiceEngineError: nothing, or not everything, could be spoken.
        """


@runtime_checkable
class TimedSound(Protocol):
    """What an engine that can hang returns from ``speak``, so that its caller need not hang with it."""

    def read(self, timeout: float) -> bytes:
        """The next sound, or ``b""`` at the end.

        Raises:
            TimeoutError: nothing came within ``timeout`` seconds.
            VoiceEngineError: the engine failed.
        """

    def close(self) -> None:
        """Stop the engine at once. May be called from any thread, and more than once."""


@runtime_checkable
class Identified(Protocol):
    """A voice whose sound depends on more than its name."""

    def identity(self, how: Speaking) -> str:
        """What makes this sound differ from another one of the same text; part of the cache key."""


@runtime_checkable
class Explained(Protocol):
    """A voice that can say why it is, or is not, there."""

    def note(self) -> str:
        """One short line for ``doctor`` and the status page."""
