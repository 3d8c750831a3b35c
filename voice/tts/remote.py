"""Any server with OpenAI's ``/v1/audio/speech``: a paid service, or one of the organisation's own.

Asks for raw PCM (24 kHz, as OpenAI documents it), because that can be played from the first byte. Servers
that answer with another format all the same are understood by their content type or, failing that, by the
first bytes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator

import openai

from voice.errors import VoiceEngineError
from voice.tts.background import LoopSound, SoundLoop
from voice.tts.base import OUTPUT_RATE, Speaking
from voice.tts.decoding import Mp3Stream, PcmStream, decode_whole

_LIMIT_SECONDS = 20.0
_LARGEST_FILE = 20_000_000
_CHUNK = 4_800
"""A tenth of a second of PCM."""
_MAGIC = {b"RIFF": "audio/wav", b"ID3": "audio/mpeg", b"OggS": "audio/ogg", b"fLaC": "audio/flac"}
_RATE = re.compile(r"rate=(\d{4,6})")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}\Z")


class RemoteVoice:
    """Speaks through an OpenAI-compatible server. Thread-safe; close it when done."""

    name = "remote"

    def __init__(self, base_url: str, key: str = "", model: str = "tts-1", voice: str = "alloy") -> None:
        """Remember where to ask; nothing is connected yet.

        Args:
            base_url: Address up to and including ``/v1``; empty means not configured.
            key: Bearer key, or empty.
            model: Model name to ask for.
            voice: Voice name to ask for.
        """
        self._base_url = base_url
        self._key = key
        self._model = model
        self._voice_name = voice
        self._loop = SoundLoop("remote-voice")

    def available(self, language: str) -> bool:
        """True when an address is configured; these servers speak whatever language the text is in."""
        return bool(self._base_url and language)

    def note(self) -> str:
        """Say what this is; see ``Explained``."""
        return f"{self._base_url}, {self._model}" if self._base_url else "no address configured"

    def identity(self, how: Speaking) -> str:
        """Server, model and voice; see ``Identified``."""
        return f"{self._base_url} {self._model} {self._voice(how)}"

    def speak(self, text: str, how: Speaking) -> LoopSound:
        """Speak; see ``Voice.speak``. Returns at once; the waiting is in reading."""
        if not self._base_url:
            raise VoiceEngineError("no address configured")
        return self._loop.stream(lambda: self._sound(text, how))

    def close(self) -> None:
        """Break off what is being spoken and join the thread."""
        self._loop.close()

    def _voice(self, how: Speaking) -> str:
        return how.voice if how.voice and _NAME.match(how.voice) else self._voice_name

    async def _sound(self, text: str, how: Speaking) -> AsyncGenerator[bytes, None]:
        client = openai.AsyncOpenAI(
            base_url=self._base_url, api_key=self._key or "none", timeout=_LIMIT_SECONDS, max_retries=0
        )
        try:
            async with (
                client,
                client.audio.speech.with_streaming_response.create(
                    input=text,
                    model=self._model,
                    voice=self._voice(how),
                    response_format="pcm",
                    speed=how.speed,
                ) as response,
            ):
                kind = response.headers.get("content-type", "").lower()
                async for piece in _decoded(response.iter_bytes(_CHUNK), kind):
                    yield piece
        except openai.APIStatusError as error:
            raise VoiceEngineError(f"the server refused ({error.status_code})") from error
        except openai.APIError as error:
            raise VoiceEngineError(f"the server could not be asked: {error}") from error


async def _decoded(body: AsyncIterator[bytes], kind: str) -> AsyncGenerator[bytes, None]:
    """Turn an answer of any kind into PCM16 at OUTPUT_RATE.

    Raises:
        VoiceEngineError: it is not sound.
    """
    first = await anext(body, b"")
    if not kind.startswith("audio/") or "octet-stream" in kind:
        kind = next((name for magic, name in _MAGIC.items() if first.startswith(magic)), kind)
    if kind.startswith(("text/", "application/json", "application/problem")):
        raise VoiceEngineError(f"the server answered with {kind}")
    if "mpeg" in kind or "mp3" in kind:
        decoder = Mp3Stream()
        yield decoder.feed(first)
        async for piece in body:
            yield decoder.feed(piece)
        yield decoder.flush()
    elif "pcm" in kind or "l16" in kind or not kind.startswith("audio/"):
        rate = _RATE.search(kind)
        pcm = PcmStream(int(rate[1]) if rate else OUTPUT_RATE)
        yield pcm.feed(first)
        async for piece in body:
            yield pcm.feed(piece)
        yield pcm.feed(b"", last=True)
    else:
        yield decode_whole(await _whole(first, body))


async def _whole(first: bytes, body: AsyncIterator[bytes]) -> bytes:
    data = bytearray(first)
    async for piece in body:
        data += piece
        if len(data) > _LARGEST_FILE:
            raise VoiceEngineError("the server's answer does not end")
    return bytes(data)
