"""The neural voices of Microsoft Edge, through ``edge-tts``: the best sound without a key, online only.

Its sound is MP3 at 24 kHz and 48 kbit/s over a WebSocket, one connection a sentence; it is decoded as it
comes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping

from voice.errors import VoiceEngineError
from voice.tts.background import LoopSound, SoundLoop
from voice.tts.base import Speaking

VOICES = {
    "nl": "nl-NL-FennaNeural",
    "en": "en-GB-SoniaNeural",
    "fr": "fr-FR-DeniseNeural",
    "de": "de-DE-KatjaNeural",
}
"""The voice of a language unless the constructor is told another."""
_CONNECT_SECONDS = 5
_RECEIVE_SECONDS = 10
_NAME = re.compile(r"[a-z]{2,3}-[A-Z]{2,4}-[A-Za-z-]{1,40}Neural\Z")


class EdgeVoice:
    """Speaks through Microsoft's read-aloud service. Thread-safe; close it when done."""

    name = "edge"

    def __init__(self, voices: Mapping[str, str] | None = None, *, offline: bool = False) -> None:
        """Choose voices; nothing is connected yet.

        Args:
            voices: Voice name by language, replacing those of ``VOICES``.
            offline: Never connect: the engine then says that it is not available.
        """
        self._voices = VOICES | dict(voices or {})
        self._offline = offline
        self._loop = SoundLoop("edge-voice")

    def available(self, language: str) -> bool:
        """True when going online is allowed and there is a voice for the language."""
        return not self._offline and language in self._voices

    def note(self) -> str:
        """Say what this is; see ``Explained``."""
        return "offline: never asked" if self._offline else f"online, {self._voices['nl']}"

    def identity(self, how: Speaking) -> str:
        """The voice's full name; see ``Identified``."""
        return self._voice(how)

    def speak(self, text: str, how: Speaking) -> LoopSound:
        """Speak; see ``Voice.speak``. Returns at once; the waiting is in reading."""
        if not self.available(how.language):
            raise VoiceEngineError(f"no edge voice for {how.language} now")
        return self._loop.stream(lambda: self._sound(text, how))

    def warm_up(self) -> None:
        """Import what speaks, which takes half a second; to say which voices there are needs none of it."""
        if not self._offline:
            import aiohttp  # noqa: F401
            import edge_tts  # noqa: F401

            import voice.tts.decoding  # noqa: F401

    def close(self) -> None:
        """Break off what is being spoken and join the thread."""
        self._loop.close()

    def _voice(self, how: Speaking) -> str:
        wanted = how.voice or ""
        if _NAME.match(wanted) and wanted.split("-")[0] == how.language:
            return wanted
        return self._voices.get(how.language, "")

    async def _sound(self, text: str, how: Speaking) -> AsyncGenerator[bytes, None]:
        import aiohttp
        import edge_tts

        from voice.tts.decoding import Mp3Stream

        talk = edge_tts.Communicate(
            text,
            self._voice(how),
            rate=f"{round((how.speed - 1) * 100):+d}%",
            connect_timeout=_CONNECT_SECONDS,
            receive_timeout=_RECEIVE_SECONDS,
        )
        decoder = Mp3Stream()
        finished = False
        try:
            async for part in talk.stream():
                if part["type"] == "audio":
                    yield decoder.feed(part["data"])
                else:
                    finished = True
        except aiohttp.WSServerHandshakeError as error:
            raise VoiceEngineError(f"the service refused ({error.status})") from error
        except aiohttp.ClientConnectorError as error:
            raise VoiceEngineError(f"no connection: {error.os_error.strerror}") from error
        yield decoder.flush()
        if not finished:
            raise VoiceEngineError("broke off")
