"""What was found: one short description for the start-up lines, ``doctor`` and the status page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.loading import speech_is_remote, voice_choice
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
    from voice.tts.build import build_chain

    chain = build_chain(voice_choice(settings), None)
    try:
        return chain.describe(language)
    finally:
        chain.close()


@dataclass(frozen=True)
class ConversationReport:
    """What answers."""

    name: str
    detail: str


def conversation_report(settings: Settings, ports: Sequence[int] | None = None) -> ConversationReport:
    """Say what answers: the cards, or a language model grounded in them.

    A configured endpoint is not asked; a local one is looked for as the first question would, for at most
    0.3 s a port, where a port on which nothing listens refuses at once.
    """
    if settings.chat_url:
        name = settings.chat_model or "language model"
        return ConversationReport(name, f"at {settings.chat_url}, grounded in the cards")
    from server.conversation.endpoint import LOCAL_PORTS, find_endpoint

    found = find_endpoint("", "", settings.chat_model, settings.port, LOCAL_PORTS if ports is None else ports)
    if found is None:
        return ConversationReport("cards", "no language model configured, and none found on this machine")
    return ConversationReport(found.model, f"found at {found.base_url}, grounded in the cards")


def start_lines(settings: Settings) -> list[str]:
    """Give one line each for speech, voice and conversation."""
    found = conversation_report(settings)
    return [
        _speech_line(settings),
        _voice_line(settings),
        f"Conversation  {found.name} ({found.detail})",
    ]


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
