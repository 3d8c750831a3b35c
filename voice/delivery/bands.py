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
    nl: str
    """Where it comes from, in Dutch."""
    en: str
    """The same in English."""

    def holds(self, value: float) -> bool:
        """Tell whether a value lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def source(self, language: str) -> str:
        """Tell where it comes from, in Dutch or English."""
        return self.nl if language == "nl" else self.en


_FILLERS = Band(
    None,
    5.0,
    "Laske & DiGennaro Reed 2024: vijf per minuut stoorde luisteraars niet",
    "Laske & DiGennaro Reed 2024: five a minute did not bother listeners",
)
_PAUSES = Band(
    4.0,
    None,
    "eigen keuze: minstens elke vijftien seconden een pauze",
    "our own choice: a pause every fifteen seconds at least",
)
_WORDS = Band(
    None,
    16.0,
    "vuistregel voor duidelijke taal: vijftien woorden per zin, hier iets ruimer",
    "rule of thumb for plain language: fifteen words a sentence, a little wider here",
)

_RATE = {
    "nl": Band(
        3.3,
        4.7,
        "Kloots, Verhoeven & De Pauw 2004: leraren in Nederland spreken rond 4,2",
        "Kloots, Verhoeven & De Pauw 2004: teachers in the Netherlands speak at about 4.2",
    ),
    "en": Band(
        2.9,
        4.6,
        "Street & Brady 1982, en TED-praatjes: 120 tot 175 Engelse woorden per minuut",
        "Street & Brady 1982, and TED talks: 120 to 175 English words a minute",
    ),
    "fr": Band(
        3.6,
        5.6,
        "ruim genomen, zonder onderzoek van pitches; Pellegrino 2011: voorgelezen Frans heeft er rond 5",
        "wide, without a study of pitches; Pellegrino 2011: French read aloud has about 5",
    ),
    "de": Band(
        3.2,
        5.0,
        "ruim genomen, zonder onderzoek van pitches; Pellegrino 2011: voorgelezen Duits heeft er rond 4,7",
        "wide, without a study of pitches; Pellegrino 2011: German read aloud has about 4.7",
    ),
}
_ARTICULATION = {
    "nl": Band(
        None,
        6.0,
        "Verhoeven, De Pauw & Kloots 2004: leraren in Nederland rond 5; boven 6 is vlug",
        "Verhoeven, De Pauw & Kloots 2004: teachers in the Netherlands at about 5; above 6 is quick",
    ),
    "en": Band(
        None,
        5.8,
        "boven 190 Engelse woorden per minuut is het moeilijker te volgen",
        "above 190 words a minute it is harder to follow",
    ),
    "fr": Band(
        None,
        7.0,
        "ruim, naar leestempo: Pellegrino 2011",
        "wide, from reading speed: Pellegrino 2011",
    ),
    "de": Band(
        None,
        6.3,
        "ruim, naar leestempo: Pellegrino 2011",
        "wide, from reading speed: Pellegrino 2011",
    ),
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
