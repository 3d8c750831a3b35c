"""How each heavy part is made from the settings. Imports stay inside: they cost seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from server.settings import Settings

if TYPE_CHECKING:
    from server.content.search import CardSearch
    from server.content.shelf import CardShelf
    from server.conversation.companion import Companion
    from server.engines import Engines
    from voice.stt.base import Transcriber
    from voice.stt.pool import RecogniserPool
    from voice.tts.base import Voice
    from voice.tts.chain import VoiceChain
    from voice.vad import SileroVad


def load_shelf(settings: Settings, _engines: Engines) -> CardShelf:
    """Read the starter pack and the organisation's own cards; an own card replaces a starter card."""
    from server.content.loading import STARTER, load_cards
    from server.content.shelf import CardShelf

    cards = {card.slug: card for card in load_cards(STARTER)}
    if settings.cards is not None:
        cards.update({card.slug: card for card in load_cards(settings.cards)})
    return CardShelf(cards.values())


def load_search(settings: Settings, engines: Engines) -> CardSearch:
    """Build the index over the cards; their vectors are kept in the instance folder."""
    from server.content.search import CardSearch

    search = CardSearch(engines.shelf, cache=settings.instance / "cache" / "vectors")
    search.warm_up()
    return search


def load_responder(_settings: Settings, engines: Engines) -> Companion:
    """Put together what answers."""
    from server.content.open_questions import OpenQuestions
    from server.conversation.companion import Companion

    return Companion(engines.shelf, engines.search, notes=OpenQuestions(engines.database))


def load_voices(settings: Settings, _engines: Engines) -> VoiceChain:
    """Put the voices in the order of the settings."""
    from voice.tts.cache import SpeechCache
    from voice.tts.chain import VoiceChain

    folder = settings.instance / "cache" / "speech"
    cache = SpeechCache(folder, settings.voice_cache_mb * 1_000_000) if settings.voice_cache_mb else None
    return VoiceChain(make_voices(settings), cache, settings.voice_first_sound_seconds)


def make_voices(settings: Settings) -> list[Voice]:
    """Make the voices in the order of the settings.

    Raises:
        ValueError: the chain names a voice that does not exist.
    """
    from voice.tts.edge import EdgeVoice
    from voice.tts.espeak import EspeakVoice
    from voice.tts.piper import PiperEngine
    from voice.tts.remote import RemoteVoice

    makers: dict[str, Callable[[], Voice]] = {
        "edge": lambda: EdgeVoice(
            {"nl": settings.voice_edge_nl, "en": settings.voice_edge_en}, offline=settings.offline
        ),
        "remote": lambda: RemoteVoice(
            settings.voice_url, settings.voice_key, settings.voice_model, settings.voice_name
        ),
        "piper": lambda: PiperEngine(settings.voice_piper),
        "espeak": EspeakVoice,
    }
    if unknown := set(settings.voice_chain) - makers.keys():
        raise ValueError(f"voice_chain names {sorted(unknown)}; known are {sorted(makers)}")
    return [makers[name]() for name in settings.voice_chain]


def load_vad(_settings: Settings, _engines: Engines) -> SileroVad:
    """Load voice activity."""
    from voice.vad import SileroVad

    return SileroVad()


def load_transcriber(settings: Settings, _engines: Engines) -> Transcriber:
    """Load the recognition model, or set up the remote one."""
    if speech_is_remote(settings):
        from voice.stt.remote import RemoteTranscriber

        return RemoteTranscriber(settings.speech_url, settings.speech_key, settings.speech_remote_model)
    from voice.stt.models import find_model
    from voice.stt.whisper import WhisperTranscriber

    found = find_model(settings.instance, settings.speech_model)
    transcriber = WhisperTranscriber(found.folder, settings.speech_threads)
    transcriber.warm_up()
    return transcriber


def speech_is_remote(settings: Settings) -> bool:
    """Tell whether recognition is done by another server."""
    return settings.speech_engine == "remote" or (
        settings.speech_engine == "auto" and bool(settings.speech_url)
    )


def load_pool(_settings: Settings, engines: Engines) -> RecogniserPool:
    """Put the queue before recognition."""
    from voice.stt.pool import RecogniserPool

    return RecogniserPool(engines.transcriber)


LOADERS: dict[str, Callable[[Settings, Engines], Any]] = {
    "shelf": load_shelf,
    "search": load_search,
    "responder": load_responder,
    "voices": load_voices,
    "vad": load_vad,
    "transcriber": load_transcriber,
    "pool": load_pool,
}
