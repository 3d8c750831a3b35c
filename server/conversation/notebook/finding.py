"""Finding a note again by words, sound and meaning: the search of the cards on a person's own shelf."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

import numpy as np

from server.content.lexical import LexicalIndex
from server.content.synonyms import thesaurus
from server.content.vectors import Encoder, Matrix
from server.conversation.notebook.tables import NoteRow

LEAST_COVERAGE: Final = 0.34
"""Share of what is asked that a note must speak of to be found by words."""
LEAST_COSINE: Final = 0.3
"""Nearness in meaning from which a note is found without a word in common: of a handful of Dutch notes and
questions those that belonged together had 0.32 to 0.55, the others at most 0.24."""
MEANING_WEIGHT: Final = 1.5

log = logging.getLogger(__name__)


def meaning(encoder: Encoder | None, title: str, text: str) -> Matrix | None:
    """Give the meaning of a note, or None where there is no encoder: it is then found by its words alone."""
    if encoder is None:
        return None
    try:
        # A title that is made of the text's own words would only count them twice.
        whole = text if text.casefold().startswith(title.casefold()[:20]) else f"{title}. {text}"
        found: Matrix = encoder.encode([whole])[0]
    except Exception:
        log.exception("the meaning of a note could not be made")
        return None
    return found


def stored(vector: Matrix | None) -> bytes | None:
    """Give a vector as it is kept."""
    return vector.astype("<f4").tobytes() if vector is not None else None


def loaded(kept: bytes | None) -> Matrix | None:
    """Read a vector that was kept."""
    return np.frombuffer(kept, dtype="<f4") if kept else None


def find_notes(
    notes: Sequence[NoteRow], query: str, language: str, encoder: Encoder | None = None
) -> list[NoteRow]:
    """Give the notes that a question is about, best first.

    Words count as they do for cards (stems, compounds, sound-alikes, synonyms); meaning adds to it where the
    encoder is loaded.
    """
    known = "nl" if language == "nl" else "en"
    documents = [{3.0: note.title, 1.0: note.text} for note in notes]
    index = LexicalIndex(documents, known, thesaurus(known))
    scores = index.scores(index.units(query))
    vector = meaning(encoder, query, query)
    found = []
    for number, note in enumerate(notes):
        lexical = scores.get(number)
        near = _nearness(loaded(note.vector), vector)
        coverage = lexical.coverage if lexical is not None else 0.0
        literal = query.casefold().strip() in f"{note.title} {note.text}".casefold()
        if coverage >= LEAST_COVERAGE or near >= LEAST_COSINE or literal:
            found.append((coverage + MEANING_WEIGHT * near + literal, note))
    return [note for _, note in sorted(found, key=lambda pair: -pair[0])]


def _nearness(one: Matrix | None, other: Matrix | None) -> float:
    """Give the cosine of two unit vectors; those of an earlier encoder have another size."""
    if one is None or other is None or one.size != other.size:
        return 0.0
    return float(one @ other)
