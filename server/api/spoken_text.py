"""A sentence read aloud as one MP3."""

from __future__ import annotations

from server.api.spoken_card import NoVoice, to_mp3
from server.services import Services
from voice.errors import VoiceEngineError
from voice.tts.base import Speaking
from voice.tts.speakable import speakable


def spoken_text(
    services: Services,
    text: str,
    language: str,
    speed: float = 1.0,
    voice: str | None = None,
    *,
    authored: bool = False,
) -> bytes:
    """Speak one sentence with the first voice that can; only what is ``authored`` for everybody is kept.

    Raises:
        NoVoice: no voice could speak it.
    """
    try:
        how = Speaking(language, speed, voice, keep=authored)
        pieces = services.voices.speak(speakable(text, language), how)
        sound = b"".join(pieces)
    except VoiceEngineError as problem:
        raise NoVoice(str(problem)) from problem
    if not sound:
        raise NoVoice("nothing to say")
    return to_mp3(sound)
