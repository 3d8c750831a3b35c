"""Takes made of sentences, as if they were said and measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.tables import PitchRow, State, TakeRow
from server.store import now
from voice.delivery.acoustics import Acoustics
from voice.delivery.syllables import syllables

PAUSE = 0.8


def spoken(sentences: Sequence[str], rate: float = 4.5, language: str = "nl") -> tuple[list[Any], Acoustics]:
    """Give the pieces and the sound of sentences said at so many syllables a second, with pauses between."""
    pieces: list[Any] = []
    stretches: list[tuple[float, float]] = []
    nuclei: list[float] = []
    at = 0.5
    for sentence in sentences:
        count = syllables(sentence, language)
        heard = range(0, count * 4)  # the peaks in a sound are four for every five syllables
        nuclei += [round(at + number / 4 / rate, 3) for number in heard if number % 5 == 0]
        end = at + count / rate
        stretches.append((round(at, 3), round(end, 3)))
        pieces.append({"text": sentence, "start": round(at, 2), "end": round(end, 2), "sure": 0.9})
        at = end + PAUSE
    return pieces, Acoustics(
        seconds=at,
        ratio=45.0,
        clipped=0.0,
        is_noisy=False,
        is_fair=False,
        is_clipped=False,
        stretches=stretches,
        words=stretches,
        nuclei=nuclei,
        hesitations=[],
        endings=[(start, end, 3.0) for start, end in stretches],
        pitch_spread=6.0,
        voiced=0.7,
        level_spread=4.0,
        pitch_line=[],
        level_line=[],
        several_voices=False,
    )


def take(sentences: Sequence[str], rate: float = 4.5, language: str = "nl", **values: Any) -> TakeRow:
    """Make a take that is ready."""
    pieces, acoustics = spoken(sentences, rate, language)
    given = {
        "id": "take", "pitch_id": "pitch", "client_id": "client", "number": 1, "state": State.READY.value,
        "received": int(acoustics.seconds * 16_000), "ends_at": None, "kept": "undecided", "has_sound": True,
        "judged": True, "went_well": "", "differently": "", "corrected": False, "intended": [], "better": {},
        "created_at": now(), "touched_at": now(), "done_to": 0,
    }  # fmt: skip
    return TakeRow(
        **{**given, "language": language, "pieces": pieces, "acoustics": acoustics.model_dump(), **values}
    )


def analysis(sentences: Sequence[str], rate: float = 4.5, language: str = "nl", **values: Any) -> Analysis:
    """Take such a take apart."""
    return Analysis.of(take(sentences, rate, language, **values))


def pitch(**values: Any) -> PitchRow:
    """Make a pitch."""
    given = {"id": "pitch", "title": "", "audience": "mijn team", "goal": "mee te doen met de proef",
             "seconds": 60, "language": "nl"}  # fmt: skip
    return PitchRow(**{**given, **values})
