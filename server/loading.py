"""How each heavy part is made from the settings. Imports stay inside: they cost seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from server.settings import Settings

if TYPE_CHECKING:
    from server.content.scenarios.shelf import ScenarioShelf
    from server.content.search import CardSearch
    from server.content.shelf import CardShelf
    from server.conversation.companion import Companion
    from server.conversation.finder import ModelFinder
    from server.engines import Engines
    from voice.stt.base import Transcriber
    from voice.stt.pool import RecogniserPool
    from voice.tts.build import VoiceChoice
    from voice.tts.chain import VoiceChain
    from voice.vad import SileroVad


def load_scenarios(settings: Settings, _engines: Engines) -> ScenarioShelf:
    """Read the starter pack and the organisation's own scenarios."""
    from server.content.scenarios.loading import SCENARIOS, load_scenarios
    from server.content.scenarios.shelf import ScenarioShelf

    own = [settings.scenarios] if settings.scenarios is not None else []
    return ScenarioShelf(load_scenarios(SCENARIOS, *own))


def load_shelf(settings: Settings, engines: Engines) -> CardShelf:
    """Read the starter pack and the organisation's own cards; an own card replaces a starter card."""
    from server.content.loading import STARTER, load_cards
    from server.content.shelf import CardShelf
    from server.content.tables import sync

    shelf = CardShelf(load_cards(STARTER, *([settings.cards] if settings.cards is not None else [])))
    sync(engines.database, shelf)
    return shelf


def load_search(settings: Settings, engines: Engines) -> CardSearch:
    """Build the index over the cards; their vectors are kept in the instance folder."""
    from server.content.search import CardSearch

    search = CardSearch(engines.shelf, cache=settings.instance / "cache" / "vectors")
    search.warm_up()
    return search


def load_chat(settings: Settings, _engines: Engines) -> ModelFinder:
    """Make what looks for a language model: the configured one, or a local one. One for the whole server."""
    from server.conversation.finder import ModelFinder

    return ModelFinder(
        url=settings.chat_url,
        key=settings.chat_key,
        model=settings.chat_model,
        first_token_seconds=settings.chat_first_token_seconds,
        own_port=settings.port,
    )


def load_responder(_settings: Settings, engines: Engines) -> Companion:
    """Put together what answers: the cards, and a language model where one is configured or found."""
    from nudges.localtime import DEFAULT_ZONE
    from server.content.open_questions import OpenQuestions
    from server.conversation.agenda.announcing import announced
    from server.conversation.companion import Companion
    from server.conversation.llm import Teller
    from server.store import now

    # Compiles the patterns of times and days here, and not while the first question waits for its answer.
    announced("paspoort", now(), DEFAULT_ZONE, "nl")
    notes = OpenQuestions(engines.database)
    return Companion(engines.shelf, engines.search, teller=Teller(engines.chat), notes=notes)


def load_voices(settings: Settings, _engines: Engines) -> VoiceChain:
    """Put the voices in the order of the settings."""
    from voice.tts.build import build_chain

    voices = build_chain(voice_choice(settings), settings.instance / "cache")
    voices.warm_up()
    return voices


def voice_choice(settings: Settings) -> VoiceChoice:
    """Give what the settings say about voices."""
    from voice.tts.build import VoiceChoice

    return VoiceChoice(
        chain=settings.voice_chain,
        offline=settings.offline,
        edge_voices={"nl": settings.voice_edge_nl, "en": settings.voice_edge_en},
        remote_url=settings.voice_url,
        remote_key=settings.voice_key,
        remote_model=settings.voice_model,
        remote_voice=settings.voice_name,
        piper_files=settings.voice_piper,
        first_sound_seconds=settings.voice_first_sound_seconds,
        cache_bytes=settings.voice_cache_mb * 1_000_000,
    )


SIDE_BY_SIDE = 2
"""Decodes at once, sharing the threads: a caption in the making must not hold up the words of a turn that
may be over, and one decode gains little from a second thread (303 ms with one, 289 with two)."""


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
    from voice.stt.whisper import WhisperTranscriber, default_threads

    found = find_model(settings.instance, settings.speech_model)
    threads = max(1, (settings.speech_threads or default_threads()) // SIDE_BY_SIDE)
    transcriber = WhisperTranscriber(found.folder, threads, SIDE_BY_SIDE)
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

    return RecogniserPool(engines.transcriber, SIDE_BY_SIDE)


LOADERS: dict[str, Callable[[Settings, Engines], Any]] = {
    "chat": load_chat,
    "scenarios": load_scenarios,
    "shelf": load_shelf,
    "search": load_search,
    "responder": load_responder,
    "voices": load_voices,
    "vad": load_vad,
    "transcriber": load_transcriber,
    "pool": load_pool,
}
