"""Piper: neural voices on this machine, where the package ``piper-tts`` and a voice file are present.

Both are the operator's to install: the package is GPL and the voices are tens of megabytes each.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from voice.errors import VoiceEngineError
from voice.tts.base import Speaking
from voice.tts.decoding import PcmStream
from voice.tts.espeak import breathe


class PiperEngine:
    """Speaks with a voice file for each language. Thread-safe: one piece at a time."""

    name = "piper"

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Remember the voice files (``.onnx`` with ``.onnx.json`` beside it); loaded at first use."""
        self._files = {language: Path(file) for language, file in files.items()}
        self._lock = threading.Lock()
        self._loaded: dict[str, Any] = {}

    def available(self, language: str) -> bool:
        """True when the package and both files of the language's voice are there."""
        file = self._files.get(language)
        return file is not None and self._missing(file) is None

    def note(self) -> str:
        """Say what is missing; see ``Explained``."""
        missing = [text for file in self._files.values() if (text := self._missing(file))]
        return missing[0] if missing else ", ".join(file.stem for file in self._files.values())

    def identity(self, how: Speaking) -> str:
        """The name of the voice file; see ``Identified``."""
        file = self._files.get(how.language)
        return file.stem if file else ""

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        """Speak; see ``Voice.speak``."""
        if not self.available(how.language):
            raise VoiceEngineError(f"piper cannot speak {how.language}: {self.note()}")
        return self._pieces(text, how)

    def _pieces(self, text: str, how: Speaking) -> Iterator[bytes]:
        from piper import SynthesisConfig

        manner = SynthesisConfig(length_scale=1 / max(0.25, how.speed))
        try:
            for piece in breathe(text.replace("[[", " ").replace("]]", " ")):
                with self._lock:
                    chunks = list(self._voice(how.language).synthesize(piece, manner))
                for chunk in chunks:
                    pcm = PcmStream(chunk.sample_rate)
                    yield pcm.feed(chunk.audio_int16_bytes) + pcm.feed(b"", last=True)
        except Exception as error:  # ONNX Runtime's errors have no common parent but Exception
            raise VoiceEngineError(f"piper: {error}") from error

    def warm_up(self) -> None:
        """Load the voices now, which takes seconds, so that the first sentence need not wait for it.

        Raises:
            VoiceEngineError: a voice file is not one.
        """
        for language in self._files:
            if self.available(language):
                for _ in self.speak("1", Speaking(language)):
                    pass

    def _voice(self, language: str) -> Any:
        from piper import PiperVoice

        if language not in self._loaded:
            self._loaded[language] = PiperVoice.load(self._files[language])
        return self._loaded[language]

    @staticmethod
    def _missing(file: Path) -> str | None:
        if importlib.util.find_spec("piper") is None:
            return "package piper-tts is not installed"
        for part in (file, Path(f"{file}.json")):
            if not part.is_file():
                return f"no voice file {part}"
        return None
