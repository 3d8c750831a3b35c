"""Settings: read once, in wsgi.py, and frozen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be configured; a field is the variable ``SOUFFLEUR_<NAME>`` unless it says otherwise."""

    model_config = SettingsConfigDict(env_prefix="SOUFFLEUR_", frozen=True, extra="ignore")

    instance: Path = Path("instance")
    """Folder with the database, the secrets, the models and the cache of spoken sentences."""
    host: str = Field(default="127.0.0.1", validation_alias=AliasChoices("HOST", "SOUFFLEUR_HOST", "host"))
    """Address to listen on (variable ``HOST``)."""
    port: int = Field(
        default=8080, validation_alias=AliasChoices("PORT", "SOUFFLEUR_PORT", "port"), ge=0, le=65535
    )
    """Port to listen on (variable ``PORT``)."""
    environment: Literal["development", "production"] = "development"
    """In development a demo person is signed in, on loopback only; production never does that."""
    offline: bool = False
    """Never ask a model hub, an online voice or any other address outside the configured ones."""
    database_url: str = ""
    """SQLAlchemy address; empty means SQLite in the instance folder."""
    redis_url: str = ""
    """Redis for shared rate limits when there is more than one server; empty means in process."""
    allowed_origins: tuple[str, ...] = ()
    """Origins besides the server's own that may open a socket or change something, as a JSON list."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many reverse proxies stand in front and set X-Forwarded headers."""
    session_key: str = ""
    """Key that signs cookies; empty means the one in the instance folder."""

    max_sockets: int = Field(default=32, ge=1)
    """Spoken conversations at once; one more is refused with close code 1013."""
    socket_ping_seconds: float = Field(default=25.0, gt=0)
    """How often a silent socket is pinged."""
    resume_seconds: float = Field(default=60.0, gt=0)
    """How long a conversation waits for a lost connection to come back."""
    rate_limit: str = "240 per minute"
    """Requests by one person to the HTTP interface."""

    speech_engine: Literal["auto", "local", "remote"] = "auto"
    """Speech to text: local is faster-whisper, remote is `speech_url`; auto takes remote where configured."""
    speech_model: str = "auto"
    """Model name (base, small, large-v3-turbo, ...) or folder; auto takes the best one that is on disk."""
    speech_threads: int = Field(default=0, ge=0)
    """Processor threads for recognition; 0 means all cores."""
    speech_url: str = ""
    """Base address of an OpenAI-compatible /v1/audio/transcriptions."""
    speech_key: str = ""
    """Key for `speech_url`."""
    speech_remote_model: str = "whisper-1"
    """Model name to ask for at `speech_url`."""

    voice_chain: tuple[str, ...] = ("edge", "remote", "piper", "espeak")
    """Voices in the order in which they are tried, as a JSON list."""
    voice_url: str = ""
    """Base address of an OpenAI-compatible /v1/audio/speech."""
    voice_key: str = ""
    """Key for `voice_url`."""
    voice_model: str = "tts-1"
    """Model name to ask for at `voice_url`."""
    voice_name: str = "alloy"
    """Voice name to ask for at `voice_url`."""
    voice_edge_nl: str = "nl-NL-FennaNeural"
    """Dutch voice of the edge engine."""
    voice_edge_en: str = "en-GB-SoniaNeural"
    """English voice of the edge engine."""
    voice_piper: dict[str, Path] = Field(default_factory=dict)
    """Piper voice file (.onnx) for each language, as a JSON object."""
    voice_first_sound_seconds: float = Field(default=1.2, gt=0)
    """How long a voice may take to its first sound before the next one takes over."""
    voice_cache_mb: int = Field(default=200, ge=0)
    """Size of the cache of spoken sentences on disk, in MB; 0 switches it off."""

    chat_url: str = ""
    """Base address of an OpenAI-compatible chat endpoint; empty looks for a local Ollama or llama.cpp."""
    chat_key: str = ""
    """Key for `chat_url`."""
    chat_model: str = ""
    """Model name to ask for at `chat_url`; empty takes the first that it lists."""
    chat_first_token_seconds: float = Field(default=2.5, gt=0)
    """How long the language model may take to its first token before the cards answer instead."""

    nudge_engine: Literal["auto", "thread", "worker", "off"] = "auto"
    """Who handles nudges: auto is the server itself and every worker beside it (on PostgreSQL and Redis),
    `thread` the server alone, `worker` the workers alone, `off` nobody."""
    nudge_cap_day: int = Field(default=1, ge=0)
    """Most nudges a person gets in a day, all programmes together."""
    nudge_cap_week: int = Field(default=3, ge=0)
    """Most nudges a person gets in seven days, all programmes together."""

    nudge_keep_days: int = Field(default=400, ge=120)
    """How long nudges are kept, with why they came and what was answered, in days; the studio counts over
    twelve weeks."""

    push_subject: str = ""
    """Address at which push services can reach whoever runs this server, `mailto:` or `https:`; Apple's asks
    for a real one. Empty takes the first of `allowed_origins` with https."""
    push_allowed_hosts: tuple[str, ...] = ()
    """Push services to send to, as a JSON list, instead of those of Mozilla, Google, Apple and Microsoft:
    hosts (`*.example.org` for all below it) at public addresses, or whole origins, which may be private.
    With `offline` there are none but these."""

    cards: Path | None = None
    """Folder with the organisation's own cards, loaded beside the starter pack."""
    scenarios: Path | None = None
    """Folder with the organisation's own scenarios to practise, loaded beside the starter pack."""
    aggression_procedure: str = ""
    """What employees of this organisation do at a threat, named wherever a practised threat ends; empty gives
    the usual advice: leave, alarm button or colleague, report it."""
    terms: tuple[str, ...] = ()
    """The organisation's own words, as hints for recognition, as a JSON list."""
    keep_days: int = Field(default=30, ge=1)
    """How long the text of a conversation is kept for the person, in days."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged; what a person said is never logged."""

    @property
    def database(self) -> str:
        """Give the address of the database in use."""
        return self.database_url or f"sqlite:///{(self.instance / 'souffleur.sqlite3').resolve()}"
