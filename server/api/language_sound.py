"""Sentences of another language, spoken for whoever learns it."""

from __future__ import annotations

from flask import Response

from server.api.spoken_text import spoken_text
from server.identity import current_person
from server.services import services

SLOW = 0.6
"""Pace of "slowly", against the voice's own."""


def in_that_voice(text: str, spoken: str, *, slowly: bool, authored: bool = False) -> Response:
    """Say a text; in the person's own language with the voice that they chose.

    Only what is ``authored`` for everybody is kept, on the server and on the device.
    """
    person = current_person()
    voice = person.preferences.voice if spoken == person.language else None
    sound = spoken_text(services(), text, spoken, SLOW if slowly else 1.0, voice, authored=authored)
    kept = "private, max-age=86400" if authored else "no-store"
    return Response(sound, content_type="audio/mpeg", headers={"Cache-Control": kept})
