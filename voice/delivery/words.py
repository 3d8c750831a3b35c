"""Words with a place in the sound and in their sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from voice.delivery.syllables import word_syllables

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’\-][^\W\d_]+)*|[.?!…]+(?=\s|$|[\"')])|[,;:]",
    re.UNICODE,
)
_ENDS = frozenset(".?!…")


@dataclass(frozen=True)
class Piece:
    """A stretch of the transcript and the stretch of sound it came from, in seconds."""

    text: str
    start: float
    end: float
    sure: float = 1.0
    syllables: float | None = None
    """The likely number of syllables by words and encoder together; None where the encoder was not asked."""
    heard: float | None = None
    """The number that the encoder alone heard."""


@dataclass(frozen=True)
class SpokenWord:
    """One word; its times are where its syllables are likely to be, right to about half a second."""

    text: str
    start: float
    end: float
    sentence: int
    first: bool
    """Whether it begins its sentence."""
    last: bool
    comma: bool
    """Whether a comma follows it."""

    @property
    def plain(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Sentence:
    """One sentence of the transcript."""

    words: tuple[SpokenWord, ...]
    text: str
    asks: bool
    """Whether it ends in a question mark."""

    @property
    def start(self) -> float:
        """When it begins, in seconds."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """When it ends, in seconds."""
        return self.words[-1].end


def sentences_of(pieces: Sequence[Piece], nuclei: Sequence[float], language: str) -> list[Sentence]:
    """Cut a transcript into sentences whose words have a place in the sound.

    The n-th syllable of a piece of text is put where the share n of the syllable nuclei of its sound lies:
    any recogniser can then be used, also one that gives no times, and pauses inside a piece are respected.
    A piece that does not end in a full stop goes on in the next one.
    """
    found: list[Sentence] = []
    open_words: list[SpokenWord] = []
    open_text = ""
    for piece in pieces:
        for text, tokens, ended in _parts(piece, nuclei, language):
            open_text = f"{open_text} {text}".strip()
            open_words += [_in_sentence(word, len(found)) for word in tokens]
            if ended is not None and open_words:
                found.append(_sentence(open_words, open_text, asks="?" in ended))
                open_words, open_text = [], ""
    if open_words:
        found.append(_sentence(open_words, open_text, asks=False))
    return found


def _in_sentence(word: SpokenWord, number: int) -> SpokenWord:
    return SpokenWord(word.text, word.start, word.end, number, word.first, word.last, word.comma)


def _sentence(words: Sequence[SpokenWord], text: str, *, asks: bool) -> Sentence:
    last = len(words) - 1
    placed = tuple(
        SpokenWord(word.text, word.start, word.end, word.sentence, number == 0, number == last, word.comma)
        for number, word in enumerate(words)
    )
    return Sentence(placed, text, asks)


def _parts(
    piece: Piece, nuclei: Sequence[float], language: str
) -> list[tuple[str, list[SpokenWord], str | None]]:
    """Cut one piece after its full stops: the text, its words, and the stop that ends it if there is one."""
    tokens = list(_TOKEN.finditer(piece.text))
    spoken = [token for token in tokens if token.group()[0].isalnum()]
    counts = [word_syllables(token.group(), language) for token in spoken]
    times = _times(piece, nuclei, counts)
    parts: list[tuple[str, list[SpokenWord], str | None]] = []
    words: list[SpokenWord] = []
    begun, number = 0, 0
    for at, token in enumerate(tokens):
        sign = token.group()
        if sign[0].isalnum():
            comma = at + 1 < len(tokens) and tokens[at + 1].group() in ",;:"
            words.append(SpokenWord(sign, *times[number], 0, first=False, last=False, comma=comma))
            number += 1
        elif sign[0] in _ENDS:
            parts.append((piece.text[begun : token.end()].strip(), words, sign))
            words, begun = [], token.end()
    rest = piece.text[begun:].strip()
    if words:
        parts.append((rest, words, None))
    return parts


def _times(piece: Piece, nuclei: Sequence[float], counts: Sequence[int]) -> list[tuple[float, float]]:
    """Give start and end of every word by its share of the syllables."""
    inside = nuclei[bisect_left(nuclei, piece.start) : bisect_left(nuclei, piece.end)]
    total = max(1, sum(counts))
    marks = [piece.start, *inside, piece.end]

    def place(share: float) -> float:
        position = share * (len(marks) - 1)
        low = min(int(position), len(marks) - 2)
        return marks[low] + (position - low) * (marks[low + 1] - marks[low])

    times, done = [], 0
    for count in counts:
        times.append((round(place(done / total), 2), round(place((done + count) / total), 2)))
        done += count
    return times
