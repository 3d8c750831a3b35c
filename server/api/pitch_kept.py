"""Pitches among everything that is kept of a person: to take along, to erase, in the week."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from server.conversation.pitch.shapes import Pitch
from server.conversation.pitch.store import Pitches, Takes
from server.conversation.pitch.tables import PitchRow, State, TakeRow, TakeSoundRow
from server.conversation.pitch.views import take_told
from server.errors import NotFound
from server.identity.belongings import Belonging, Part, WeekLine, count_rows, erase_rows
from server.services import Services
from voice.audio import SAMPLE_RATE, to_pcm16


def pitch_told(row: PitchRow, takes: int) -> Pitch:
    """Tell about a pitch that has so many takes."""
    return Pitch(
        id=row.id,
        created_at=row.created_at,
        title=row.title,
        audience=row.audience,
        goal=row.goal,
        seconds=row.seconds,
        language=row.language,
        takes=takes,
    )


def wav(pcm: bytes) -> bytes:
    """Put PCM16 at 16 kHz into a file that every player reads."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm)
    return target.getvalue()


def _read_all(parts: Services, owner: str) -> list[dict[str, Any]]:
    """Give every pitch with its takes as their person sees them; sound is in the archive."""
    takes, language = Takes(parts.database, owner), _language(parts, owner)
    found = []
    for row in Pitches(parts.database, owner).all():
        mine = takes.of_pitch(row.id)
        told = [
            take_told(one, row, [other for other in mine[:place] if other.state == State.READY], language)
            for place, one in enumerate(mine)
        ]
        pitch = pitch_told(row, len(mine)).model_dump(mode="json")
        found.append({**pitch, "all_takes": [one.model_dump(mode="json") for one in told]})
    return found


def _language(parts: Services, owner: str) -> str:
    person = parts.people.get(owner)
    return person.language if person is not None else "nl"


def erase_all(parts: Services, owner: str) -> int:
    """Erase every pitch, take and sound of a person."""
    erase_rows(parts.database, TakeSoundRow, owner)
    erase_rows(parts.database, TakeRow, owner)
    return erase_rows(parts.database, PitchRow, owner)


def _files(parts: Services, owner: str) -> Iterator[tuple[str, bytes]]:
    takes = Takes(parts.database, owner)
    for row in takes.all():
        if row.has_sound:
            try:
                yield f"takes/{row.id}.wav", wav(to_pcm16(takes.sound(row.id)))
            except NotFound:
                continue


def _week(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    named = {row.id: row.title or row.goal for row in Pitches(parts.database, owner).all()}
    for row in Takes(parts.database, owner).all():
        about = named.get(row.pitch_id, "")
        if start <= row.created_at < end and row.judged and (row.went_well or row.differently or about):
            text = row.went_well or row.differently or about
            yield WeekLine("practised", text, row.created_at, "take", row.id, about or None)


BELONGINGS = (
    Belonging(
        "pitches",
        "Pitches",
        "Pitches",
        ("pitches", "takes", "take_sounds"),
        read=_read_all,
        erase=erase_all,
        count=lambda parts, owner: count_rows(parts.database, PitchRow, owner),
        parts=(
            Part(
                "takes_with_sound",
                "Opnames met geluid",
                "Takes with sound",
                lambda parts, owner: count_rows(parts.database, TakeRow, owner, TakeRow.has_sound.is_(True)),
            ),
            Part(
                "takes_without_sound",
                "Opnames zonder geluid",
                "Takes without sound",
                lambda parts, owner: count_rows(parts.database, TakeRow, owner, TakeRow.has_sound.is_(False)),
            ),
        ),
        files=_files,
        week=_week,
    ),
)
