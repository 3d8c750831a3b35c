"""From 'ik heb om twee uur een lastig gesprek' to an event: when it is, and what it is called.

Understands Dutch and English by rules, in microseconds and without a model. What was understood is always
shown to the person; a sentence without a time is asked again and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from nudges.errors import SayingUnclear
from nudges.events import Event
from nudges.labels import labels_of
from nudges.localtime import resolve, wall_of, zone_of
from nudges.spoken.clock import Clock, find_clock
from nudges.spoken.days import Day, find_day
from nudges.spoken.numerals import NUMBER, fold, value
from nudges.spoken.pattern import Pattern

MAX_LENGTH = 500
MAX_TITLE = 120
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood."""

    title: str
    start: datetime
    """UTC."""
    end: datetime | None
    wall: datetime
    """The start as a naive local time, to say back."""
    tags: frozenset[str] = field(default_factory=frozenset)
    spans: tuple[tuple[int, int], ...] = ()
    """Where in the sentence its days and times stand, as character positions."""

    def event(self, event_id: str) -> Event:
        """Make the person's own event of it."""
        return Event(event_id, self.start, title=self.title, end=self.end, tags=self.tags, source="own")


def understand(text: str, now: datetime, zone: str, language: str = "nl") -> Heard:
    """Understand a typed or spoken sentence about something to come.

    Args:
        text: the sentence.
        now: UTC.
        zone: IANA name of the person's zone.
        language: ``nl`` or ``en``; the other one is tried when this one finds no time.

    Raises:
        SayingUnclear: without a time, in the past, or too long.
    """
    if len(text) > MAX_LENGTH:
        raise SayingUnclear(
            code="saying_too_long",
            nl="Dit is te lang voor één afspraak. Noem alleen de tijd en waar het over gaat.",
            en="This is too long for one event. Name only the time and what it is about.",
        )
    now = now.astimezone(UTC)
    first = "en" if language == "en" else "nl"
    for spoken in (first, "nl" if first == "en" else "en"):
        if heard := _understand(text, now, zone_of(zone), spoken):
            return heard
    raise SayingUnclear


def _understand(text: str, now: datetime, zone: tzinfo, language: str) -> Heard | None:
    folded = fold(text)
    today = wall_of(now, zone).date()
    day = find_day(folded, language, today)
    until = _until(folded, language)
    searched = _without(folded, (*day.spans, *((until.span,) if until else ())))
    clock, ahead = find_clock(searched, language), _ahead(searched, language)
    if ahead and (clock is None or ahead[1][0] <= clock.span[0] < ahead[1][1]):
        start, spans = now + ahead[0], [ahead[1]]
        wall = wall_of(start, zone).replace(second=0, microsecond=0)
        start = start.replace(second=0, microsecond=0)
    elif clock is not None:
        wall = _wall(clock, day, now, zone)
        start, spans = resolve(wall, zone), [*day.spans, clock.span]
        if start <= now:
            raise _past()
    else:
        return None
    lasting = _lasting(searched, language)
    end = _end(start, wall, zone, until, day, lasting[0] if lasting else None)
    spans += [until.span] if until else []
    spans += [lasting[1]] if lasting else []
    title = _title(text, folded, spans, language)
    return Heard(title, start, end, wall, labels_of(title), tuple(sorted(spans)))


def _wall(clock: Clock, day: Day, now: datetime, zone: tzinfo) -> datetime:
    """Choose the date, and the half of the day, that is still to come."""
    wall_now = wall_of(now, zone)
    named = day.day if day.day is not None else wall_now.date()
    wall = datetime.combine(named, clock.at(day.part))
    if wall > wall_now:
        return wall
    if not clock.exact and day.part is None and named == wall_now.date():
        later = wall + timedelta(hours=12)
        if later > wall_now and later.date() == named and later.hour < 22 and day.day is not None:
            return later
    if day.repeats:
        return wall + DAY * 7
    return wall if day.day is not None else wall + DAY


def _past() -> SayingUnclear:
    return SayingUnclear(
        code="saying_past",
        nl="Die tijd is al voorbij. Wanneer is het?",
        en="That time has passed. When is it?",
    )


_AHEAD = {
    "nl": Pattern(
        r"\bover\s+(?:ongeveer\s+|zo'n\s+)?(?:(?P<fixed>een\s+half\s?uur(?:tje)?|half\s?uur|anderhalf\s+uur|een\s+kwartier(?:tje)?|"
        r"drie\s?kwartier)|"
        rf"(?P<n>{NUMBER['nl']})\s+(?P<half>en\s+een\s+half\s+)?(?P<unit>minuten|minuut|min|uur|uren|uurtje|tellen))\b"
    ),
    "en": Pattern(
        r"\bin\s+(?:about\s+)?(?:(?P<fixed>half\s+an\s+hour|an\s+hour\s+and\s+a\s+half|a\s+quarter\s+of\s+an\s+hour|an\s+hour|"
        r"three\s+quarters\s+of\s+an\s+hour)|"
        rf"(?P<n>{NUMBER['en']})\s+(?P<half>and\s+a\s+half\s+)?(?P<unit>minutes?|mins?|hours?))\b"
    ),
}
_FIXED_MINUTES = (
    ("anderhalf", 90),
    ("an hour and", 90),
    ("drie", 45),
    ("three", 45),
    ("half", 30),
    ("een half", 30),
    ("an hour", 60),
    ("een kwartier", 15),
    ("a quarter", 15),
)


def _ahead(folded: str, language: str) -> tuple[timedelta, tuple[int, int]] | None:
    """Find 'over een kwartier': exact time from now."""
    found = _AHEAD[language].search(folded)
    if not found:
        return None
    if found["fixed"]:
        words = " ".join(found["fixed"].split())
        minutes = next(size for begin, size in _FIXED_MINUTES if words.startswith(begin))
        return timedelta(minutes=minutes), found.span()
    hours = found["unit"].startswith(("u", "h"))
    minutes = value(found["n"], language) * (60 if hours else 1) + (30 if found["half"] and hours else 0)
    return timedelta(minutes=minutes), found.span()


_UNTIL = {"nl": re.compile(r"\btot\s+(?:aan\s+)?"), "en": re.compile(r"\b(?:until|till|to)\s+")}
_FROM = {"nl": re.compile(r"\bvan\s+"), "en": re.compile(r"\bfrom\s+")}


def _until(folded: str, language: str) -> Clock | None:
    """Find when it ends: 'tot drie uur', 'from two to three'."""
    for found in _UNTIL[language].finditer(folded):
        if found[0].startswith("to ") and not _FROM["en"].search(folded, 0, found.start()):
            continue
        clock = find_clock(folded, language, start=found.end(), bare=True)
        if clock is not None:
            return replace(clock, span=(found.start(), clock.span[1]))
    return None


_LASTING = {
    "nl": Pattern(
        rf"(?<!\w)(?P<n>{NUMBER['nl']}|half|anderhalf|een\s+half)\s+(?P<unit>uur|minuten|kwartier)\s+lang\b"
    ),
    "en": Pattern(rf"\bfor\s+(?P<n>{NUMBER['en']}|half\s+an|an)\s+(?P<unit>hour|minute)s?\b"),
}
_PARTS_OF_HOUR = {"half": 0.5, "een half": 0.5, "anderhalf": 1.5, "half an": 0.5, "an": 1.0}


def _lasting(folded: str, language: str) -> tuple[timedelta, tuple[int, int]] | None:
    """Find how long it lasts: 'een uur lang', 'for half an hour'."""
    found = _LASTING[language].search(folded)
    if not found:
        return None
    word = " ".join(found["n"].split())
    amount = _PARTS_OF_HOUR[word] if word in _PARTS_OF_HOUR else float(value(word, language))
    unit = {"uur": 60, "hour": 60, "kwartier": 15}.get(found["unit"], 1)
    return timedelta(minutes=amount * unit), found.span()


def _end(
    start: datetime, wall: datetime, zone: tzinfo, until: Clock | None, day: Day, lasting: timedelta | None
) -> datetime | None:
    if lasting:
        return start + lasting
    if until is None:
        return None
    end = datetime.combine(wall.date(), until.at(day.part))
    if end <= wall and not until.exact:
        end += timedelta(hours=12)
    return resolve(end, zone) if wall < end and end.date() == wall.date() else None


def _without(folded: str, spans: Sequence[tuple[int, int]]) -> str:
    """Blank out what is already understood, leaving everything in its place."""
    for begin, stop in spans:
        folded = folded[:begin] + "\x00" * (stop - begin) + folded[stop:]
    return folded


_FILLERS_NL = (
    "aan,begint,ben,bij,dan,de,dus,een,eh,en,er,ga,gaan,geef,geven,gepland,heb,hebben,heeft,hep,herinner,het,hoi,"
    "hallo,ik,ingepland,is,ja,'k,komt,krijg,krijgen,mag,me,mijn,m'n,moet,moeten,nog,nou,oke,om,ons,onze,op,rond,"
    "staat,start,straks,tot,uh,van,want,we,wij,zal,zit,zitten,zo"
)
_FILLERS_EN = (
    "a,about,an,and,at,begins,by,er,from,give,giving,got,has,have,i,i'll,i'm,i've,is,me,must,my,of,ok,okay,oke,on,"
    "our,remind,scheduled,so,starts,the,then,there,there's,to,uh,until,we,we've,well,will,yes"
)
_FILLER = {"nl": frozenset(_FILLERS_NL.split(",")), "en": frozenset(_FILLERS_EN.split(","))}
_ABOUT = re.compile(r"\b(?:die|dat|waar|who|that|which)\b")
_NAMELESS = {"nl": "afspraak", "en": "appointment"}


def _title(text: str, folded: str, spans: Sequence[tuple[int, int]], language: str) -> str:
    """Give what is left when the times and the words around them are gone."""
    kept = _without(folded, spans)
    words = [
        (text[found.start() : found.end()], kept[found.start() : found.end()])
        for found in re.finditer(r"[^\s\x00]+", kept)
    ]
    fillers = _FILLER[language]
    while words and words[0][1].strip(".,!?;:") in fillers | {""}:
        words.pop(0)
    # "een inwoner die boos is" keeps its verb; of "mijn pitch is morgen" it goes with the time.
    about = any(_ABOUT.fullmatch(folded_word) for _, folded_word in words)
    while words and words[-1][1].strip(".,!?;:") in {""} | (frozenset() if about else fillers):
        words.pop()
    title = " ".join(word for word, _ in words).strip(" .,!?;:-")
    return title[:MAX_TITLE].rstrip() or _NAMELESS[language]
