"""Times of day as people say them: 'half drie', 'kwart voor negen', 'at ten past three', '14:00'.

Twelve-hour speech is ambiguous; who says which part of the day is meant is believed, and else a time
between seven in the morning and seven in the evening is meant, for this is about work.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from nudges.spoken.numerals import FIVES, NUMBER, Language, value
from nudges.spoken.pattern import Pattern

HALF_DAY = 12 * 60
DAY_BEGINS = 7 * 60
"""Minutes after midnight from which a time without part of day is meant."""

PARTS = {"morning": 0, "afternoon": HALF_DAY, "evening": HALF_DAY, "night": 0}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text.

    ``minutes`` after midnight; where ``exact`` is false the other half of the day may be meant.
    """

    minutes: int
    exact: bool
    span: tuple[int, int]

    def at(self, part: str | None = None) -> time:
        """Give the time of day, with what is known about the part of the day."""
        minutes = self.minutes
        if not self.exact:
            minutes %= HALF_DAY
            if part == "night":
                minutes += HALF_DAY if minutes >= 8 * 60 else 0
            elif part is not None:
                minutes += PARTS[part]
            elif minutes < DAY_BEGINS:
                minutes += HALF_DAY
        return time(minutes // 60 % 24, minutes % 60)


Reader = Callable[[re.Match[str], Language], tuple[int, bool] | None]


def find_clock(folded: str, language: Language, *, start: int = 0, bare: bool = False) -> Clock | None:
    """Find the first kind of time that occurs, the most telling kinds first.

    Args:
        folded: text from ``numerals.fold``.
        language: ``nl`` or ``en``.
        start: where to begin.
        bare: match only at ``start``, and there also an hour without any other word ('tot drie').
    """
    patterns = _PATTERNS[language] + (_BARE[language] if bare else ())
    for pattern, read in patterns:
        found = pattern.match(folded, start) if bare else pattern.search(folded, start)
        if found and (time_read := read(found, language)) is not None:
            return Clock(time_read[0], time_read[1], found.span())
    return None


def _hour(word: str, language: Language) -> int | None:
    hour = value(word, language)
    return hour if 0 <= hour <= 24 else None


def _digital(found: re.Match[str], _: Language) -> tuple[int, bool] | None:
    hour, minute, half = int(found["h"]), int(found["m"]), (found.groupdict().get("half") or "")[:1]
    if hour > 24 or (hour == 24 and minute):
        return None
    return _with_half(hour, minute, half, exact=hour > 12 or hour == 0 or found["h"].startswith("0"))


def _with_half(hour: int, minute: int, half: str, *, exact: bool) -> tuple[int, bool] | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        return hour % 12 * 60 + minute + (HALF_DAY if half == "p" else 0), True
    return hour % 24 * 60 + minute, exact


def _named(found: re.Match[str], language: Language) -> tuple[int, bool] | None:
    """Read an hour with what stands before it: half, a quarter, minutes to or past."""
    hour = _hour(found["h"], language)
    if hour is None:
        return None
    groups = found.groupdict()
    half = -30 if language == "nl" else 30
    minutes = hour * 60 + (half if groups.get("halves") else 0)
    if amount := groups.get("n"):
        size = 15 if amount.startswith(("kwart", "quarter", "a quarter")) else value(amount, language)
        if size > 30:
            return None
        minutes += -size if groups["dir"] in ("voor", "to", "before") else size
    return minutes % (2 * HALF_DAY), hour > 12 or hour == 0


def _whole(found: re.Match[str], language: Language) -> tuple[int, bool] | None:
    hour, groups = _hour(found["h"], language), found.groupdict()
    minute = value(groups["m"], language) if groups.get("m") else 0
    if hour is None or minute > 59 or (hour == 24 and minute):
        return None
    exact = hour > 12 or hour == 0 or (found["h"].startswith("0") and len(found["h"]) == 2)
    return _with_half(hour, minute, (groups.get("half") or "")[:1], exact=exact)


def _fixed(minutes: int) -> Reader:
    return lambda _found, _language: (minutes, True)


def _patterns(*pairs: tuple[str, Reader]) -> tuple[tuple[Pattern, Reader], ...]:
    return tuple((Pattern(pattern), read) for pattern, read in pairs)


_N, _E = NUMBER["nl"], NUMBER["en"]
_N5, _E5 = FIVES["nl"], FIVES["en"]
_AT = r"(?<!\w)(?:(?:om|rond|tegen|vanaf|van)\s+)?"
_AT_EN = r"(?<!\w)(?:(?:at|around|about|by|from)\s+)?"
_HALF_EN = r"(?:\s*(?P<half>am|pm|a\.m\.?|p\.m\.?)(?!\w))"

_PATTERNS = {
    "nl": _patterns(
        (_AT + r"(?P<h>\d{1,2})\s?[:.u]\s?(?P<m>[0-5]\d)(?!\w)(?:\s*uur\b)?", _digital),
        (
            _AT
            + rf"(?:(?P<n>{_N}|kwart)\s+(?P<dir>voor|over)\s+)?(?P<halves>half)\s+(?P<h>{_N})\b(?:\s+uur\b)?",
            _named,
        ),
        (_AT + rf"(?P<n>{_N}|kwart)\s+(?P<dir>voor|over)\s+(?P<h>{_N})\b(?:\s+uur\b)?(?!\s+minu)", _named),
        (
            rf"(?<!\w)(?:om|rond|tegen|vanaf|van)\s+(?P<h>{_N})\s+uur(?:\s+(?P<m>{_N5})\b(?!\s+minu))?",
            _whole,
        ),
        (rf"(?<!\w)(?:om|rond|tegen)\s+(?P<h>{_N})\b(?!\s+(?:minu|dag|we))", _whole),
        (rf"(?<!\w)van\s+(?P<h>{_N})\s*(?=\x00)", _whole),
        (r"(?<!\w)(?:om\s+)?middernacht\b", _fixed(0)),
        (rf"(?<![\w:.])(?<!over )(?P<h>{_N})\s+uur\b(?!\s+lang)", _whole),
    ),
    "en": _patterns(
        (_AT_EN + r"(?P<h>\d{1,2})[:.](?P<m>[0-5]\d)(?!\w)" + _HALF_EN + "?", _digital),
        (_AT_EN + rf"(?P<halves>half)\s+(?:past\s+)?(?P<h>{_E})\b", _named),
        (
            _AT_EN + rf"(?P<n>{_E}|(?:a\s+)?quarter)\s+(?:minutes?\s+)?(?P<dir>to|past)\s+(?P<h>{_E})\b",
            _named,
        ),
        (_AT_EN + rf"(?P<h>{_E})(?:\s+(?P<m>{_E5}))?" + _HALF_EN, _whole),
        (_AT_EN + rf"(?P<h>{_E})\s+o'?clock\b", _whole),
        (rf"(?<!\w)(?:at|around|by|from)\s+(?P<h>{_E})(?:\s+(?P<m>{_E5}))?\b(?!\s+(?:minu|day|we))", _whole),
        (r"(?<!\w)(?:at\s+)?noon\b", _fixed(HALF_DAY)),
        (r"(?<!\w)(?:at\s+)?midnight\b", _fixed(0)),
    ),
}
_BARE = {
    "nl": _patterns((rf"(?P<h>{_N})(?:\s+uur)?\b(?!\s+(?:minu|dag|we))", _whole)),
    "en": _patterns((rf"(?P<h>{_E})\b(?!\s+(?:minu|day|we|hour))", _whole)),
}
