"""Parts that a test does not need, so that nothing heavy is loaded for it."""

from __future__ import annotations

from server.conversation.finder import ModelFinder
from server.services import Services
from voice.tts.chain import VoiceChain


def without_engines(services: Services, *needed: str) -> None:
    """Bring stand-ins for what is heavy, not ``needed`` and not there yet; nothing may be asked of them."""
    stand_ins = {
        "chat": ModelFinder(ports=()),
        "voices": VoiceChain([]),
        "vad": None,
        "transcriber": None,
        "pool": None,
    }
    for name, part in stand_ins.items():
        if name not in needed and services.engines.at_hand(name) is None:
            services.engines.bring(name, part)
