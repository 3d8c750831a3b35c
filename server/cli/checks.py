"""The checks of ``doctor``; each looks at one part and gives what it found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from server import front
from server.pushing import NOBODY
from server.report import conversation_report, speech_report, voice_report
from server.services import Services
from server.store import now
from server.version import VERSION


class State(Enum):
    """How bad it is."""

    OK = "ok"
    NOTE = "note"
    """It works, and could be better."""
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """What was found about one part."""

    part: str
    state: State
    text: str
    remedy: str = ""


Check = Callable[[Services], Iterator[Finding]]


def check_python(_services: Services) -> Iterator[Finding]:
    """Look at Python itself."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("python", State.OK, f"{version}, Souffleur {VERSION}")


def check_instance(services: Services) -> Iterator[Finding]:
    """Look at the instance folder and its secrets."""
    instance = services.instance
    loose = instance.loose_permissions()
    if loose:
        names = " ".join(str(path) for path in loose)
        yield Finding(
            "secrets", State.BROKEN, f"others on this machine can read {names}", f"chmod go= {names}"
        )
        return
    try:
        instance.vapid()
    except ValueError as problem:
        remedy = f"move {instance.vapid_file} away; the next start makes a new pair (people subscribe again)"
        yield Finding("secrets", State.BROKEN, str(problem), remedy)
        return
    yield Finding("secrets", State.OK, f"session key and push keys in {instance.folder}")


def check_push(services: Services) -> Iterator[Finding]:
    """Look whether notifications can be sent."""
    pushing = services.nudging.pushing
    if pushing is None:
        remedy = "name the push services in SOUFFLEUR_PUSH_ALLOWED_HOSTS" if services.settings.offline else ""
        yield Finding("push", State.NOTE, "no notifications are sent; nudges wait in the inbox", remedy)
        return
    if pushing.keys.subject == NOBODY:
        remedy = "SOUFFLEUR_PUSH_SUBJECT=mailto:somebody@your.organisation"
        yield Finding("push", State.NOTE, "no contact address: iPhones may get no notifications", remedy)
        return
    yield Finding("push", State.OK, f"notifications are sent in the name of {pushing.keys.subject}")


def check_nudges(services: Services) -> Iterator[Finding]:
    """Look whether somebody handles nudges, from what the database says."""
    engine = services.settings.nudge_engine
    if engine == "off":
        yield Finding("nudges", State.NOTE, "switched off", "SOUFFLEUR_NUDGE_ENGINE=auto")
        return
    try:
        health = services.nudges.health(now())
    except SQLAlchemyError:
        return  # what is wrong with the database is said by its own check
    where = f"queue in {'Redis' if services.nudging.queue_url and engine != 'thread' else 'this process'}"
    if health.ticked_at is None:
        yield Finding("nudges", State.OK, f"{where}; begins with the server")
        return
    said = f"{health.planned} open, {health.due} due, last looked at {health.ticked_at:%Y-%m-%d %H:%M:%S} UTC"
    if health.well:
        yield Finding("nudges", State.OK, f"{where}; {said}")
        return
    remedy = "start the server, or a worker: flask --app wsgi worker"
    for trouble in health.troubles:
        yield Finding(
            "nudges", State.NOTE, f"{trouble.en} ({said})", remedy if trouble.code == "no_tick" else ""
        )


def check_database(services: Services) -> Iterator[Finding]:
    """Look whether the database answers and is at the version of this program."""
    database = services.database
    shown = database.url.render_as_string(hide_password=True)
    try:
        database.ping()
        at, newest = database.revision(), database.newest_revision()
    except Exception as problem:
        reason = str(problem).partition("\n")[0]
        yield Finding("database", State.BROKEN, f"{shown}: {reason}", "check SOUFFLEUR_DATABASE_URL")
        return
    if at != newest:
        yield Finding("database", State.BROKEN, f"at version {at}, not {newest}", "flask --app wsgi migrate")
    else:
        yield Finding("database", State.OK, f"{shown}, version {at}")


def check_redis(services: Services) -> Iterator[Finding]:
    """Look whether Redis answers, where it is configured."""
    url = services.settings.redis_url
    if not url:
        yield Finding("redis", State.OK, "not used; limits are counted in this process")
        return
    import redis

    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            client.ping()
    except redis.RedisError as problem:
        yield Finding(
            "redis", State.BROKEN, str(problem), "check SOUFFLEUR_REDIS_URL; limits are per process now"
        )
    else:
        yield Finding("redis", State.OK, "answers")


def check_front(_services: Services) -> Iterator[Finding]:
    """Look whether the PWA was built."""
    if (front.BUILD / front.INDEX).is_file() and (front.BUILD / "sw.js").is_file():
        yield Finding("pwa", State.OK, f"built in {front.BUILD}")
    else:
        yield Finding("pwa", State.BROKEN, "has not been built", "make run")


def check_speech(services: Services) -> Iterator[Finding]:
    """Look which recognition there is and whether it could be better."""
    from voice.errors import VoiceError

    try:
        found = speech_report(services.settings)
    except (VoiceError, OSError) as problem:
        yield Finding(
            "speech", State.BROKEN, str(problem), "set SOUFFLEUR_SPEECH_MODEL=base, or fetch the model"
        )
        return
    if found.better:
        text = f"{found.name} ({found.detail}) works; {found.better} understands Dutch better"
        yield Finding("speech", State.NOTE, text, found.how or "")
    else:
        yield Finding("speech", State.OK, f"{found.name} ({found.detail})")


def check_voices(services: Services) -> Iterator[Finding]:
    """Look which voices can speak."""
    reports = voice_report(services.settings)
    for voice in reports:
        state = State.OK if voice.available else State.NOTE
        yield Finding(
            "voice", state, f"{voice.name}: {voice.note or ('at hand' if voice.available else 'not at hand')}"
        )
    if not any(voice.available for voice in reports):
        remedy = "put espeak into SOUFFLEUR_VOICE_CHAIN"
        yield Finding("voice", State.BROKEN, "nothing can speak; only a phone's own voice can", remedy)


def check_conversation(services: Services) -> Iterator[Finding]:
    """Look what answers."""
    found = conversation_report(services.settings)
    yield Finding("conversation", State.OK, f"{found.name} ({found.detail})")


def check_cards(services: Services) -> Iterator[Finding]:
    """Read every card, name what is wrong in which line, and what has expired."""
    from server.content.loading import STARTER, CardFileError, load_cards

    today = date.today()  # noqa: DTZ011 - a day at the place of the server
    for folder in filter(None, (STARTER, services.settings.cards)):
        try:
            cards = load_cards(Path(folder))
        except CardFileError as problem:
            for one in problem.problems:
                yield Finding("cards", State.BROKEN, one.text("en"), "put this line right")
            continue
        expired = [card.slug for card in cards if card.expired(today)]
        unchecked = sum(card.checked_on is None for card in cards)
        text = f"{len(cards)} cards in {folder}"
        if expired:
            remedy = "compare them with their source and move checked_on and valid_until"
            yield Finding("cards", State.NOTE, f"{text}; expired: {', '.join(expired)}", remedy)
        elif unchecked:
            remedy = "have their owners compare them with the source and fill in checked_on"
            text = f"{text}; {unchecked} not yet checked by your organisation"
            yield Finding("cards", State.NOTE, text, remedy)
        else:
            yield Finding("cards", State.OK, text)


def check_place(services: Services) -> Iterator[Finding]:
    """Look whether the way in fits where it runs."""
    settings = services.settings
    local = settings.host in ("127.0.0.1", "::1", "localhost")
    if settings.environment == "production" and not settings.trusted_proxies:
        yield Finding(
            "address",
            State.NOTE,
            "production without a reverse proxy: a phone gives its microphone to HTTPS only",
            "put one in front and set SOUFFLEUR_TRUSTED_PROXIES=1 (README, On a phone)",
        )
    elif settings.environment == "development" and not local:
        remedy = "SOUFFLEUR_ENVIRONMENT=production"
        yield Finding("address", State.NOTE, f"development, open to others on {settings.host}", remedy)
    else:
        yield Finding("address", State.OK, f"{settings.environment} on {settings.host}:{settings.port}")


CHECKS: tuple[Check, ...] = (
    check_python,
    check_place,
    check_instance,
    check_push,
    check_nudges,
    check_database,
    check_redis,
    check_front,
    check_cards,
    check_speech,
    check_voices,
    check_conversation,
)
