"""A new conversation for a person."""

from __future__ import annotations

import uuid

from server.conversation.journal import ConversationJournal
from server.conversation.store import Conversations, conversation_named, live_session_id
from server.identity import Person
from server.realtime.config import BY_ITSELF, SessionConfig
from server.realtime.ports import Answers, Ears, Ports
from server.realtime.session import Session
from server.services import Services


def new_session(services: Services, person: Person, wanted: str | None = None) -> Session:
    """Begin with the settings that the person chose.

    Args:
        services: The parts of this server.
        person: Whose conversation it is.
        wanted: A conversation of this person to go on with, named by itself or by a session that is over;
            another person's, or one that is not kept, is a new one.
    """
    conversation_id = conversation_named(wanted or "")
    if not wanted or Conversations(services.database, person.id).resumable(conversation_id) is None:
        conversation_id = str(uuid.uuid4())
    session_id = live_session_id(conversation_id)
    ports = ports_of(services, person, session_id)
    return Session(
        session_id,
        ports,
        config_of(person),
        journal=ConversationJournal(
            services.database,
            person.id,
            session_id,
            person.language,
            conversation_id=conversation_id,
            title=ports.title,
        ),
        resume_seconds=services.settings.resume_seconds,
    )


def config_of(person: Person) -> SessionConfig:
    """Give the settings to begin with; the client may change them."""
    chosen = person.preferences
    language = "en" if person.language == "en" else "nl"
    detection = None
    if chosen.hands_free:
        detection = BY_ITSELF.model_copy(update={"interrupt_response": chosen.barge_in})
    return SessionConfig(
        language="en" if language == "en" else "nl",
        spoken=language,
        detection=detection,
        speed=chosen.speed,
        voice=chosen.voice,
        hands_free=chosen.hands_free,
    )


def ports_of(services: Services, person: Person, session_id: str) -> Ports:
    """Connect a person's conversation to the parts of this server."""

    def ears() -> Ears | None:
        states = {part.name: part.state for part in services.engines.states()}
        wanted = ("vad", "transcriber", "pool")
        if any(states[name] in ("waiting", "loading") for name in wanted):
            services.engines.start()
            return None
        return Ears(services.vad, services.recogniser_pool, services.transcriber.name)

    def answers() -> Answers:
        return services.attentive(person.id, session_id)

    def title(slug: str) -> str | None:
        card = services.cards.get(slug)
        return card.title if card is not None else None

    return Ports(
        answers=answers,
        voices=lambda: services.voices,
        ears=ears,
        speakable=_speakable,
        title=title,
        revision=lambda: services.cards.revision,
        hints=services.settings.terms,
        partner=lambda kind, name, language: services.partners.make(person.id, kind, name, language),
    )


def _speakable(text: str, language: str) -> str:
    from voice.tts.speakable import speakable

    return speakable(text, language)
