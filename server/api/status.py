"""What listens, speaks and answers here, and what is kept."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel

from server.api.described import Description, described
from server.errors import SouffleurError
from server.identity import current_person
from server.report import conversation_report, speech_report
from server.services import Services, services
from server.version import VERSION
from voice.errors import VoiceError

blueprint = Blueprint("status", __name__)


class Better(BaseModel):
    """A recognition model that suits this machine better."""

    model: str
    how: str
    """What whoever runs the server types to get it."""


class SpeechStatus(BaseModel):
    """Speech to text."""

    name: str
    detail: str
    better: Better | None


class VoiceState(BaseModel):
    """One voice."""

    name: str
    available: bool
    note: str


class VoiceStatus(BaseModel):
    """Text to speech."""

    chain: list[VoiceState]


class ConversationStatus(BaseModel):
    """What answers."""

    name: str
    detail: str


class EngineStatus(BaseModel):
    """The engines."""

    speech: SpeechStatus
    voice: VoiceStatus
    conversation: ConversationStatus


class Keeps(BaseModel):
    """How long the text of a conversation is kept; ``/v1/belongings`` counts all that is kept."""

    days: int


class Status(BaseModel):
    """What a person sees in the settings screen."""

    version: str
    engines: EngineStatus
    keeps: Keeps


@blueprint.get("/status")
@described(Description(gives=Status))
def status() -> Status:
    """Describe the engines and what is kept."""
    parts = services()
    engines = EngineStatus(
        speech=_speech(parts), voice=VoiceStatus(chain=_voices(parts)), conversation=_conversation(parts)
    )
    keeps = Keeps(days=parts.settings.keep_days)
    return Status(version=VERSION, engines=engines, keeps=keeps)


def _speech(parts: Services) -> SpeechStatus:
    try:
        found = speech_report(parts.settings)
    except VoiceError as problem:
        return SpeechStatus(name="", detail=str(problem), better=None)
    better = Better(model=found.better, how=found.how or "") if found.better else None
    return SpeechStatus(name=found.name, detail=found.detail, better=better)


def _voices(parts: Services) -> list[VoiceState]:
    try:
        reports = parts.voices.describe(current_person().language)
    except SouffleurError:
        return []
    return [VoiceState(name=one.name, available=one.available, note=one.note) for one in reports]


def _conversation(parts: Services) -> ConversationStatus:
    found = conversation_report(parts.settings)
    return ConversationStatus(name=found.name, detail=found.detail)
