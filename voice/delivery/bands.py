"""Between which values nothing needs to be said, per language, and where that comes from.

A band, not a target: feedback that comes only outside a band teaches better than one after every try (D. E.
Sherwood, "Effect of bandwidth knowledge of results on movement consistency", Perceptual and Motor Skills 66,
1988). Where there is no study for a language the band is wide and says so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """A range in which a value is left alone; None means no bound on that side."""

    low: float | None
    high: float | None
    source: str

    def holds(self, value: float) -> bool:
        """Tell whether a value lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


_FILLERS = Band(
    None, 5.0, "Laske & DiGennaro Reed 2024, J. Applied Behavior Analysis: 5 a minute did no harm"
)
_PAUSES = Band(4.0, None, "own choice: a pause every fifteen seconds at least")
_WORDS = Band(None, 16.0, "usual advice for plain Dutch: 15 words a sentence; wider here, for speech")

_RATE = {
    "nl": Band(
        3.3, 4.7, "around 4.23 syllables a second of Dutch teachers (Kloots, Verhoeven & De Pauw 2004)"
    ),
    "en": Band(
        2.9, 4.6, "120 to 175 words a minute at 1.45 to 1.6 syllables (Street & Brady 1982; TED talks)"
    ),
    "fr": Band(
        3.6, 5.6, "wide, no study of pitches: French reading has about 5 syllables a second (Pellegrino 2011)"
    ),
    "de": Band(
        3.2,
        5.0,
        "wide, no study of pitches: German reading has about 4.7 syllables a second (Pellegrino 2011)",
    ),
}
_ARTICULATION = {
    "nl": Band(
        None,
        6.0,
        "5.05 syllables a second of Dutch teachers (Verhoeven, De Pauw & Kloots 2004); above 6 is quick",
    ),
    "en": Band(None, 5.8, "comprehension drops above 190 words a minute"),
    "fr": Band(None, 7.0, "wide, from reading speed (Pellegrino 2011)"),
    "de": Band(None, 6.3, "wide, from reading speed (Pellegrino 2011)"),
}
HARMFUL_FILLERS = 12.0
"""A minute; from here on listeners judged the talk clearly worse (Laske & DiGennaro Reed 2024)."""
TEMPO_ERROR = 0.10
"""Share by which tempo has to change before anybody hears it (Quené 2007, J. Phonetics 35)."""


def band(kind: str, language: str) -> Band | None:
    """Give the band of a measure in a language; None where a value is told without one."""
    if kind == "rate":
        return _RATE.get(language, _RATE["nl"])
    if kind == "articulation":
        return _ARTICULATION.get(language, _ARTICULATION["nl"])
    return {"filler_words": _FILLERS, "pauses_per_minute": _PAUSES, "sentence_words": _WORDS}.get(kind)
