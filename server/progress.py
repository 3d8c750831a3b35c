"""A line at the terminal that grows with a download."""

from __future__ import annotations

import sys

WIDTH = 30


class ProgressLine:
    """Shows how much of how much; silent where nobody looks at a terminal, except for its end."""

    def __init__(self, title: str) -> None:
        """Begin; nothing is written before the first piece."""
        self._title = title
        self._shown = -1

    def __call__(self, done: int, whole: int) -> None:
        """Tell how many bytes of how many are there."""
        percent = 100 * done // whole if whole else 0
        if percent == self._shown or not sys.stderr.isatty():
            return
        self._shown = percent
        bar = "#" * (WIDTH * percent // 100)
        sys.stderr.write(f"\r{self._title} [{bar:<{WIDTH}}] {percent:3d} % of {whole / 1e6:.0f} MB")
        sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        if self._shown >= 0:
            sys.stderr.write("\n")
            self._shown = -1
