"""Text to speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

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
