"""Streamed text to pieces that can be spoken, the first one early.

A piece is a sentence with the white space behind it, so that the pieces joined are the text, to the
character. Where a piece ends depends on the text alone and not on how it arrived: a possible end is decided
on only when the characters that decide it are there.
"""

from __future__ import annotations

import re

from voice.tts.abbreviations import ENDING, POINTED

_LONGEST = 300
"""Characters in a piece without a sentence end; longer ones are cut at a comma or between words."""
_LOOK_AHEAD = 32
"""White space in front of the next sentence that is waited for."""
_SLACK = 64
"""More than the longest candidate with its look-ahead."""
_EARLY_LETTERS = 10
"""Letters and digits before the first piece may end at a comma: a shorter one sounds clipped."""

_CANDIDATE = re.compile(
    r"""(?P<end>[.!?…]{1,8}["'”’»)\]*_`]{0,4})(?=\s)
      | (?P<line>\n)
      | (?P<clause>(?<=\S)[,;:]|(?<=\s)[-–—])(?=\s)""",
    re.VERBOSE,
)
_LIST_MARK = "-*•#>|+"
_INITIALS = re.compile(r"(?:[A-Z]\.|(?:[^\W\d_]\.){2,})\Z")
_WRAPPING = "\"'“”‘’«»()[]*_`"


class SentenceStream:
    """Collects text and gives out whatever can be spoken. Not thread-safe."""

    def __init__(self, language: str = "nl", *, early: bool = True) -> None:
        """Start empty.

        Args:
            language: ISO 639-1 code; decides which abbreviations are known.
            early: Give the first clause (ten letters or more) without waiting for the end of its sentence.
        """
        self._abbreviations = POINTED.get(language, POINTED["en"])
        self._day_numbers = language == "de"
        self._early = early
        self._first = True
        self._text = ""

    def push(self, text: str) -> list[str]:
        """Add text; returns the pieces that are complete now."""
        self._text += text
        return self._take(final=False)

    def flush(self) -> list[str]:
        """The text is over: returns what is left and starts anew."""
        pieces = self._take(final=True)
        if self._text:
            pieces.append(self._text)
        self._text, self._first = "", True
        return pieces

    def _take(self, *, final: bool) -> list[str]:
        pieces = []
        while (cut := self._next_cut(final=final)) is not None:
            pieces.append(self._text[:cut])
            self._text = self._text[cut:]
            self._first = False
        return pieces

    def _next_cut(self, *, final: bool) -> int | None:
        """Index of the first cut, or None when there is none or it cannot be known yet."""
        text = self._text
        for found in _CANDIDATE.finditer(text):
            if found.start() >= _LONGEST:
                break
            behind = _skip_space(text, found.end())
            if behind == len(text) and behind - found.end() < _LOOK_AHEAD and not final:
                return None
            if self._is_cut(found, text[behind : behind + 1]):
                return behind
        if len(text) > (_LONGEST if final else _LONGEST + _SLACK):
            return _forced_cut(text)
        return None

    def _is_cut(self, found: re.Match[str], following: str) -> bool:
        text = found.string
        before = text[: found.end()]
        letters = sum(character.isalnum() for character in before)
        if not letters:
            return False
        if found["line"]:
            blank = "\n" in text[found.end() : _skip_space(text, found.end())]
            return blank or following == "" or following in _LIST_MARK or following.isdigit()
        if found["clause"]:
            return self._early and self._first and letters >= _EARLY_LETTERS
        mark = found["end"].rstrip(_WRAPPING)
        if mark.strip("."):
            return True
        if following.islower():
            return False
        return len(mark) > 1 or not self._is_abbreviation(before.rstrip(_WRAPPING), following)

    def _is_abbreviation(self, before: str, following: str) -> bool:
        """Tell whether the point at the end of ``before`` belongs to the word in front of it."""
        word = re.split(r"[\s(]", before)[-1].lstrip(_WRAPPING)
        lower = word.lower()
        if lower in ENDING:
            return not following.isupper()
        if lower in self._abbreviations or _INITIALS.match(word):
            return True
        number = word[:-1]
        if number.isdigit() and len(number) <= 2:
            line = before.rsplit("\n", 1)[-1].strip().lstrip(_WRAPPING)
            return self._day_numbers or line == word
        return False


def _skip_space(text: str, start: int) -> int:
    """Index of the first character that is not white space, looking at most _LOOK_AHEAD further."""
    limit = min(len(text), start + _LOOK_AHEAD)
    while start < limit and text[start].isspace():
        start += 1
    return start


def _forced_cut(text: str) -> int:
    """Where to cut a piece that has no end: behind the last comma of its second half, else between words."""
    commas = [found.end() for found in re.finditer(r"[,;:]\s+", text[:_LONGEST])]
    if commas and commas[-1] > _LONGEST // 2:
        return commas[-1]
    spaces = [found.end() for found in re.finditer(r"\s+", text[:_LONGEST])]
    return spaces[-1] if spaces else _LONGEST
