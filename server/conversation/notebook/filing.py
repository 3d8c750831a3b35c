"""Under which folder a note belongs: one that the person has, or one to propose. The person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from server.content.vectors import Matrix
from server.content.words import STOPWORDS, Stemmer, fold, words

SAME_WORDS: Final = 0.35
"""Share of a note's subject words that a folder's notes must hold for it to be filed there by words."""
NEAR: Final = 0.36
"""Cosine with the mean of a folder's notes from which a note is filed there by meaning."""
LEAST_NOTES: Final = 1
TOPICS: Final[Mapping[str, Mapping[str, str]]] = {
    "nl": {
        "Gesprekken": "gesprek inwoner klant boos slecht nieuws klacht loket balie telefoon uitleg",
        "Pitch en presentatie": "pitch presentatie publiek verhaal opening dia voordracht oefenen spreken",
        "Ideeën": "idee plan verbeteren voorstel proberen anders nieuw bedenken kunnen we",
        "Team": "team collega overleg vergadering samenwerken afspraak taken rooster leidinggevende",
        "Leren": "leren cursus training boek artikel lezen ontwikkelen talent opleiding vaardigheid",
        "Taken": "bellen mailen regelen afmaken opsturen afspraak maken uitzoeken navragen morgen deadline",
        "Regels en processen": "regel wet procedure formulier aanvraag vergunning systeem werkwijze dossier",
        "AI": "ai chatgpt copilot taalmodel prompt algoritme automatisch",
    },
    "en": {
        "Conversations": "conversation citizen customer angry bad news complaint desk counter phone explain",
        "Pitch and presentation": "pitch presentation audience story opening slide practise speaking",
        "Ideas": "idea plan improve proposal try different new think could we",
        "Team": "team colleague meeting together agreement tasks roster manager",
        "Learning": "learn course training book article read develop talent skill",
        "To do": "call mail arrange finish send appointment find out ask tomorrow deadline",
        "Rules and processes": "rule law procedure form application permit system process file",
        "AI": "ai chatgpt copilot language model prompt algorithm automatic",
    },
}
LOOSE: Final = {"nl": "Losse gedachten", "en": "Loose thoughts"}


@dataclass(frozen=True)
class Shelf:
    """A folder with what stands in it."""

    id: str
    name: str
    texts: Sequence[str]
    vectors: Sequence[Matrix]


@dataclass(frozen=True)
class Filing:
    """Where a note goes: into a folder, or nowhere with a proposal."""

    folder_id: str | None = None
    proposed: str | None = None


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same folder."""
    return fold(one).strip() == fold(other).strip()


def file_under(text: str, language: str, shelves: Sequence[Shelf], vector: Matrix | None = None) -> Filing:
    """Find the folder for a note.

    A folder that the note names, or that holds notes like it, is taken; else one is proposed.

    Args:
        text: Title and text of the note.
        language: ``nl`` or ``en``.
        shelves: The folders that the person has.
        vector: Meaning of the note, of unit length, where it is known.
    """
    known = "nl" if language == "nl" else "en"
    subject = _subject(text, known)
    best: tuple[float, Shelf | None] = (0.0, None)
    for shelf in shelves:
        score = _likeness(subject, shelf, known, vector)
        if score > best[0]:
            best = (score, shelf)
    if best[1] is not None and best[0] >= 1.0:
        return Filing(folder_id=best[1].id)
    return Filing(proposed=propose(subject, known))


def propose(subject: frozenset[str], language: str) -> str:
    """Give the name of a folder that would fit."""
    scored = [
        (len(subject & _subject(f"{name} {about}", language)), name)
        for name, about in TOPICS[language].items()
    ]
    most, name = max(scored, key=lambda pair: pair[0])
    return name if most else LOOSE[language]


def _likeness(subject: frozenset[str], shelf: Shelf, language: str, vector: Matrix | None) -> float:
    """Compare a note with a folder; 1 and more is enough to file it there."""
    if subject & _subject(shelf.name, language):
        return 2.0
    if len(shelf.texts) < LEAST_NOTES:
        return 0.0
    there = _subject(" ".join(shelf.texts), language)
    by_words = len(subject & there) / len(subject) / SAME_WORDS if len(subject) > 1 else 0.0
    by_meaning = 0.0
    if vector is not None and shelf.vectors:
        mean = np.mean(np.stack(shelf.vectors), axis=0)
        by_meaning = float(mean @ vector) / (float(np.linalg.norm(mean)) or 1.0) / NEAR
    return max(by_words if len(subject & there) > 1 else 0.0, by_meaning)


def _subject(text: str, language: str) -> frozenset[str]:
    stem, stop = Stemmers[language], STOPWORDS[language]
    return frozenset(stem(word) for word in words(text) if word not in stop and len(word) > 1)


Stemmers: Final = {"nl": Stemmer("nl"), "en": Stemmer("en")}
