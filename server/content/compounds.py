"""Splitting Dutch compounds by the words that the cards themselves use."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

MIN_PART: Final = 4
LINKS: Final = ("", "s", "e", "en", "n")


class Splitter:
    """Splits a word into two or three stems that are all known: no dictionary of Dutch is needed."""

    def __init__(self, known: Collection[str], stem: Callable[[str], str]):
        """Take the stems of the corpus and the stemmer that made them."""
        self._known = frozenset(word for word in known if len(word) >= MIN_PART)
        self._stem = stem

    def split(self, word: str, parts: int = 3) -> tuple[str, ...]:
        """Give the stems of the parts, or nothing where the word is no compound of known parts.

        The longest last part wins, because that is the head of a Dutch compound.
        """
        for cut in range(MIN_PART, len(word) - MIN_PART + 1):
            head = self._as_known(word[cut:])
            if head is None:
                continue
            front = self._front(word[:cut], parts - 1)
            if front:
                return (*front, head)
        return ()

    def _front(self, text: str, parts: int) -> tuple[str, ...]:
        """Read what stands before the head, with or without a linking sound."""
        for link in LINKS:
            if not text.endswith(link) or len(text) - len(link) < MIN_PART:
                continue
            bare = text[: len(text) - len(link)] if link else text
            known = self._as_known(bare)
            if known is not None:
                return (known,)
        return self.split(text, parts) if parts > 1 else ()

    def _as_known(self, text: str) -> str | None:
        if text in self._known:
            return text
        stem = self._stem(text)
        return stem if stem in self._known else None
