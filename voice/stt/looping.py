"""Recognising a decoder that repeats itself, from the text alone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

_WORD = re.compile(r"[\w'\u2019-]+")
_LONGEST_CYCLE = 8
_MOST_WORDS_PER_SECOND = 7.0
_WORDS_ALLOWED = 4
_COMPRESSION_LIMIT = 2.4  # the limit that Whisper's authors use, for texts long enough to compress
_COMPRESSION_FROM = 80


def words(text: str) -> list[str]:
    """Give the words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def loops(text: str, seconds: float) -> bool:
    """Say whether a text cannot be what was said in ``seconds``: it repeats itself or has too many words.

    People repeat a word ("nee, nee, nee"), so one word counts as a loop only from six in a row and a longer
    phrase from four, or from three when the phrase has four words or more.
    """
    spoken = words(text)
    if len(spoken) > _WORDS_ALLOWED + _MOST_WORDS_PER_SECOND * seconds:
        return True
    if repeated(spoken) is not None:
        return True
    data = text.encode()
    if len(data) < _COMPRESSION_FROM:
        return False
    return len(data) / len(zlib.compress(data)) > _COMPRESSION_LIMIT


def repeated(spoken: Sequence[str]) -> tuple[int, int, int] | None:
    """Find the first phrase that repeats too often.

    Returns:
        Where it starts, its length in words and how often it comes in a row; None when nothing repeats.
    """
    for start in range(len(spoken)):
        for length in range(1, min(_LONGEST_CYCLE, (len(spoken) - start) // 2) + 1):
            times = _times(spoken, start, length)
            if times >= _too_often(length):
                return start, length, times
    return None


def without_repeats(text: str) -> str:
    """Give the text with what repeats too often said once, cut off there if it never ended."""
    found = list(_WORD.finditer(text))
    loop = repeated([match.group().lower() for match in found])
    if loop is None:
        return text
    start, length, _ = loop
    return text[: found[start + length - 1].end()].strip()


def _times(spoken: Sequence[str], start: int, length: int) -> int:
    phrase = spoken[start : start + length]
    times = 1
    at = start + length
    while spoken[at : at + length] == phrase:
        times += 1
        at += length
    return times


def _too_often(length: int) -> int:
    return 6 if length == 1 else 4 if length < 4 else 3
