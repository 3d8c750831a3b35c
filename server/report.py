"""What was found: one short description for the start-up lines, ``doctor`` and the status page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.loading import make_voices, speech_is_remote
from server.settings import Settings

if TYPE_CHECKING:
    from voice.tts.chain import VoiceReport


@dataclass(frozen=True)
class SpeechReport:
    """Which recognition is used."""

    name: str
    detail: str
    better: str | None = None
    """A model that suits this machine better and is not on disk."""
    how: str | None = None
    """The command that fetches it."""


def speech_report(settings: Settings) -> SpeechReport:
    """Look which recognition the settings and the disk give. Loads nothing, asks nobody.

    Raises:
        voice.errors.ModelMissingError: a model that was named is not on disk.
    """
    if speech_is_remote(settings):
        return SpeechReport(settings.speech_remote_model, f"remote, {settings.speech_url}")
    from voice.stt.models import find_model

    found = find_model(settings.instance, settings.speech_model)
    return SpeechReport(found.name, "faster-whisper", found.better, found.how)


def voice_report(settings: Settings, language: str = "nl") -> list[VoiceReport]:
    """List the voices in order, with what is the matter with each. Asks nobody."""
    from voice.tts.chain import VoiceChain

    chain = VoiceChain(make_voices(settings))
    try:
        return chain.describe(language)
    finally:
        chain.close()


def conversation_report(settings: Settings) -> str:
    """Say what answers: the cards, or a language model grounded in them."""
    if settings.chat_url:
        return f"{settings.chat_model or 'language model'} at {settings.chat_url}, grounded in the cards"
    return "the cards themselves (no language model configured)"


def start_lines(settings: Settings) -> list[str]:
    """Give one line each for speech, voice and conversation."""
    return [_speech_line(settings), _voice_line(settings), f"Conversation  {conversation_report(settings)}"]


def _speech_line(settings: Settings) -> str:
    from voice.errors import VoiceError

    try:
        found = speech_report(settings)
    except VoiceError as problem:
        return f"Speech        none: {problem}"
    better = f"; better: {found.better}, with `{found.how}`" if found.better else ""
    return f"Speech        {found.name} ({found.detail}){better}"


def _voice_line(settings: Settings) -> str:
    names = [voice.name for voice in voice_report(settings) if voice.available]
    return f"Voice         {', then '.join(names) or 'none: only the phone itself can speak'}"
