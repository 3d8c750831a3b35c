"""A look back over a week, in the person's own words. The person's alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from flask import Blueprint
from pydantic import BaseModel, Field

from server.api.agenda import today_of, zone_of
from server.api.belongings import registered
from server.api.described import Description, described
from server.api.types import Language
from server.conversation.coach.asking_model import CoachModel
from server.conversation.week.digest import Pattern, bounds, digest, week_of
from server.identity import current_person
from server.services import services

blueprint = Blueprint("week", __name__)


class WeekQuery(BaseModel):
    """Which week."""

    language: Language = "nl"
    week: Annotated[str, Field(pattern=r"^2\d{3}-W(?:0[1-9]|[1-4]\d|5[0-3])$")] | None = None
    """ISO week; the present one where it is left out."""


class Line(BaseModel):
    """One thing that the person did, verbatim."""

    kind: Literal["practised", "noted", "tried", "reflected", "asked"]
    text: str
    at: datetime
    place: str
    id: str
    about: str | None


class QuoteView(BaseModel):
    """Words of the person, and where they stand."""

    text: str
    place: str
    id: str


class PatternView(BaseModel):
    """Something that came back, as a question."""

    question: str
    quotes: list[QuoteView]
    by: Literal["script", "model"]


class Week(BaseModel):
    """A week."""

    week: str
    first: str
    last: str
    previous: str
    next: str | None
    lines: list[Line]
    counts: dict[str, int]
    pattern: PatternView | None
    empty: str | None


@blueprint.get("/week")
@described(Description(query=WeekQuery, gives=Week))
def look_back(query: WeekQuery) -> Week:
    """Look back over a week: what one did in one's own words, and one pattern as a question."""
    parts, owner = services(), current_person().id
    zone = zone_of(parts, owner)
    present = week_of(today_of(parts, owner))
    wanted = query.week or present
    start, end = bounds(wanted, zone)
    lines = [line for kind in registered() for line in kind.week(parts, owner, start, end)]
    told = digest(lines, query.language)
    return Week(
        week=wanted,
        first=start.date().isoformat(),
        last=(end - timedelta(days=1)).date().isoformat(),
        previous=week_of((start - timedelta(days=1)).date()),
        next=week_of(end.date()) if wanted < present else None,
        lines=[Line.model_validate(line, from_attributes=True) for line in told.lines],
        counts=told.counts,
        pattern=_worded(told.pattern, query.language),
        empty=told.empty,
    )


def _worded(found: Pattern | None, language: Language) -> PatternView | None:
    """Let a language model word the question, where there is one and what it says holds."""
    if found is None:
        return None
    quotes = [QuoteView.model_validate(quote, from_attributes=True) for quote in found.quotes]
    better = CoachModel(services().chat).pattern(found.word, [one.text for one in quotes], language)
    if better is not None:
        return PatternView(question=better, quotes=quotes, by="model")
    return PatternView(question=found.question, quotes=quotes, by="script")
