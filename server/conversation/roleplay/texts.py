"""Fixed sentences of the role-play, in Dutch and English."""

from __future__ import annotations

import re
from typing import Final

from server.content.scenarios.model import Edge, Scenario

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "calms_down": ("De ander kan weer verder", "The other can go on"),
    "asks_for_manager": ("De ander vroeg om de leidinggevende", "The other asked for the manager"),
    "walks_out": ("De ander liep weg", "The other walked out"),
    "ends_safely": ("Het gesprek is veilig gestopt", "The talk was ended safely"),
    "stopped": ("Jij stopte het gesprek", "You ended the talk"),
    "narrate_end": (
        "De oefening is klaar. Kijk eerst zelf terug.",
        "The practice is over. Look back yourself first.",
    ),
    "narrate_stop": ("De oefening stopt hier.", "The practice ends here."),
    "narrate_threat": (
        "We stoppen hier. In het echt geldt bij jullie: {procedure}",
        "We stop here. In reality your organisation says: {procedure}",
    ),
    "hint_none": ("Ik heb nu geen hint meer.", "There are no more hints now."),
    "when_question": ("Wanneer gebruik je dit?", "When will you use this?"),
    "how": (
        "Herkend aan je woorden, niet aan je stem. Dat gaat vaak goed en soms mis: dan heb jij gelijk.",
        "Recognised from your words, not your voice. That is often right and sometimes wrong: you know best.",
    ),
    "nothing_yet": ("Er is nog niets gezegd.", "Nothing was said yet."),
}

_BEGINS: Final = re.compile(r"(^|[.!?]\s+)\{procedure\}")

PROCEDURES: Final[dict[str, str]] = {
    "nl": "ga weg uit de situatie, druk op de alarmknop of roep een collega, en meld het aan je chef.",
    "en": "leave the situation, press the alarm button or call a colleague, and report it to your manager.",
    "fr": "quittez la situation, appuyez sur l'alarme ou appelez un collègue, et signalez-le.",
    "de": "gehen Sie weg, drücken Sie den Alarmknopf oder rufen Sie jemanden, und melden Sie es.",
}
"""Where the organisation named nothing of its own."""


def procedure(own: str, language: str) -> str:
    """Give what to do at a threat: the organisation's own words, or the usual advice."""
    return own.strip() or PROCEDURES.get(language, PROCEDURES["nl"])


def text(name: str, language: str) -> str:
    """Give a fixed sentence in Dutch, or in English for any other language of the interface."""
    nl, en = TEXTS[name]
    return nl if language == "nl" else en


def label(scenario: Scenario | None, name: str, language: str) -> str:
    """Give how an ending is called: as the author called it, else as usual."""
    edges: tuple[Edge, ...] = scenario.edges if scenario is not None else ()
    own = next((edge.label for edge in edges if edge.name == name and edge.label), None)
    return own or text(name if name in TEXTS else "stopped", language)


def filled(sentence: str, procedure: str) -> str:
    """Put the organisation's own procedure in its place, with a capital where a sentence begins."""
    begins = procedure[:1].upper() + procedure[1:]
    return _BEGINS.sub(lambda found: found[1] + begins, sentence).replace("{procedure}", procedure)
