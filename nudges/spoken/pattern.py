"""A regular expression that is compiled with its first use."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """A regular expression that is compiled with its first use.

    With every number in words in it, one takes some milliseconds. There are dozens, and a process that starts
    needs none of them. Thread-safe: two threads at once compile the same.
    """

    def __init__(self, pattern: str):
        """Keep the pattern, which is looked at when it is first used."""
        self._pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Search as :meth:`re.Pattern.search` does."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at ``start`` as :meth:`re.Pattern.match` does."""
        return self._compiled.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all as :meth:`re.Pattern.finditer` does."""
        return self._compiled.finditer(text)
