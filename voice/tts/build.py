"""Put a chain of voices together from plain settings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voice.tts.base import Voice
from voice.tts.cache import SpeechCache
from voice.tts.chain import VoiceChain
from voice.tts.espeak import EspeakVoice

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class VoiceChoice:
    """What the server's settings say about voices."""

    chain: Sequence[str] = ("edge", "remote", "piper", "espeak")
    """Engines in the order in which they are tried."""
    offline: bool = False
    """Never connect to an address that was not configured."""
    edge_voices: Mapping[str, str] = field(default_factory=dict)
    """Edge voice by language."""
    remote_url: str = ""
    remote_key: str = ""
    remote_model: str = "tts-1"
    remote_voice: str = "alloy"
    piper_files: Mapping[str, Path] = field(default_factory=dict)
    """Piper voice file (.onnx) by language."""
    first_sound_seconds: float = 1.2
    cache_bytes: int = 200_000_000
    """0 means no cache."""


def build_chain(choice: VoiceChoice, instance: Path | None) -> VoiceChain:
    """Make the voices in their order, with a cache under the instance folder.

    A name that is not an engine is left out, which is logged. Modules that are slow to import are imported
    only for the engines that are used.

    Args:
        choice: What the settings say.
        instance: The instance folder; None means no cache.
    """
    makers: dict[str, Callable[[VoiceChoice], Voice | None]] = {
        "edge": _edge,
        "remote": _remote,
        "piper": _piper,
        "espeak": lambda _: EspeakVoice(),
    }
    voices = []
    for name in dict.fromkeys(choice.chain):
        if name not in makers:
            _log.warning("there is no voice engine named %s; known are %s", name, ", ".join(makers))
        elif (voice := makers[name](choice)) is not None:
            voices.append(voice)
    cache = None
    if instance is not None and choice.cache_bytes > 0:
        cache = SpeechCache(instance / "speech", choice.cache_bytes)
    return VoiceChain(voices, cache, choice.first_sound_seconds)


def _edge(choice: VoiceChoice) -> Voice:
    from voice.tts.edge import EdgeVoice

    return EdgeVoice(choice.edge_voices, offline=choice.offline)


def _remote(choice: VoiceChoice) -> Voice | None:
    if not choice.remote_url:
        return None
    from voice.tts.remote import RemoteVoice

    return RemoteVoice(choice.remote_url, choice.remote_key, choice.remote_model, choice.remote_voice)


def _piper(choice: VoiceChoice) -> Voice | None:
    if not choice.piper_files:
        return None
    from voice.tts.piper import PiperEngine

    return PiperEngine(choice.piper_files)
