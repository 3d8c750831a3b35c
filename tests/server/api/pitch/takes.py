"""A take as a client makes it, with a recogniser that understands what the test says."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import func, select

from server.conversation.pitch.tables import TakeSoundRow
from server.services import Services
from voice.audio import SAMPLE_RATE, PcmReader, to_pcm16
from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.tts.base import Speaking
from voice.tts.espeak import EspeakVoice

WAIT_SECONDS = 60.0
LINE = "Wij wachten aan de balie elke dag een half uur op een antwoord dat er al is."
CHUNK = 2 * SAMPLE_RATE


class Scripted:
    """Understands what the test says; listens to nothing."""

    name = "scripted"

    def __init__(self) -> None:
        self.text = LINE
        self.short = "ja"
        self.broken = False
        self.heard: float | None = None
        self.purposes: list[Purpose] = []

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        self.purposes.append(purpose)
        if self.broken:
            raise SpeechEngineError("broken")
        text = self.text if purpose is Purpose.BACKGROUND else self.short
        return Transcript(
            text, options.language, samples.size / SAMPLE_RATE, confidence=0.9, heard_syllables=self.heard
        )


@cache
def said(text: str) -> FloatArray:
    """Let the embedded voice say something; real speech to the voice activity model."""
    reader = PcmReader(24_000)
    data = b"".join(EspeakVoice().speak(text, Speaking("nl")))
    return np.concatenate([reader.feed(data), reader.flush()])


def silence(seconds: float) -> FloatArray:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


def begin(person: Any, **values: object) -> tuple[str, str]:
    """Make a pitch and begin a take."""
    pitch = person.post("/v1/pitches", json={"goal": "mee te doen", "seconds": 60, **values}).json
    assert pitch is not None
    take = person.post(f"/v1/pitches/{pitch['id']}/takes", json={"client_id": "take-0001"}).json
    assert take is not None
    return pitch["id"], take["id"]


def send(person: Any, take: str, samples: FloatArray, first: int = 0) -> dict[str, Any]:
    """Send sound as a client does, in stretches of two seconds; gives the last answer."""
    told: dict[str, Any] = {}
    for start in range(0, samples.size, CHUNK):
        answer = person.put(
            f"/v1/takes/{take}/sound?first_sample={first + start}",
            data=to_pcm16(samples[start : start + CHUNK]),
            content_type="audio/pcm",
        )
        assert answer.status_code == 200, answer.text
        told = answer.json
    return told


def wait_for(find: Callable[[], dict[str, Any]], *states: str) -> dict[str, Any]:
    deadline = time.monotonic() + WAIT_SECONDS
    while (found := find())["state"] not in states:
        assert time.monotonic() < deadline, found["state"]
        time.sleep(0.05)
    return found


def ready(person: Any, take: str, *states: str) -> dict[str, Any]:
    return wait_for(lambda: person.get(f"/v1/takes/{take}").json, *(states or ("ready", "unusable")))


def whole_take(person: Any) -> tuple[str, str]:
    pitch, take = begin(person)
    send(person, take, np.concatenate([said(LINE), silence(0.8), said(LINE)]))
    assert person.post(f"/v1/takes/{take}/finish", json={}).status_code == 200
    ready(person, take)
    return pitch, take


def sounds(services: Services) -> int:
    with services.database.session() as session:
        return session.scalar(select(func.count()).select_from(TakeSoundRow)) or 0
