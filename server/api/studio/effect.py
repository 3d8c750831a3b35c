"""What programmes did for the group: counts of ten people or more, to look at and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from flask import Response
from pydantic import BaseModel, StringConstraints

from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.counting import moments, together, units, weeks_over
from server.api.studio.groups import SMALLEST_GROUP, Counts, Group, Shown, add, shown
from server.errors import NotFound
from server.problems import language
from server.services import services
from server.store import now

WEEKS = 12
MOMENTS = ("new", "more", "apply", "solve", "change")
ALL = "all"
MIXED = "mixed"


class OfWhich(BaseModel):
    """Of which programme; all together where none is named."""

    programme: Annotated[str, StringConstraints(max_length=80)] | None = None


class EffectCounts(BaseModel):
    """Counts over a group; None where there were too few people."""

    label: str
    """Week (``2026-W12``), moment, ``mixed`` or ``all``."""
    people: int | None
    """At least so many: of the largest group in it. Not of all together, because whoever is in one group and
    not in another could be had from the difference."""
    sent: int | None
    opened: int | None
    acted: int | None
    useful: int | None
    switched_off: int | None


class EffectView(BaseModel):
    """What a programme, or all together, did."""

    total: EffectCounts
    by_week: list[EffectCounts]
    by_moment: list[EffectCounts]
    smallest_group: int
    pooled: bool
    """Some weeks of this programme are told only together with other programmes, and so not here."""


@blueprint.get("/effect")
@described(Description(query=OfWhich, gives=EffectView, problems=(403, 404)))
def read_effect(query: OfWhich) -> EffectView:
    """Tell what was sent, opened, done, found useful and switched off, by week and by moment."""
    professional()
    return _effect(query.programme)


@blueprint.get("/effect.csv")
@described(Description(query=OfWhich, content="text/csv", problems=(403, 404)))
def read_effect_file(query: OfWhich) -> Response:
    """Give the same counts as a file for a spreadsheet."""
    professional()
    response = Response(_csv(_effect(query.programme)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="souffleur-effect.csv"'
    return response


def _effect(programme: str | None) -> EffectView:
    weeks = weeks_over(now(), WEEKS)
    with services().database.session() as session:
        known = moments(session)
        if programme is not None and programme not in known:
            raise NotFound("no such programme ever ran", code="programme_unknown")
        happened = [unit for week in weeks for unit in units(session, week, known)]
        # Of all programmes, also where one is asked for: what is told of one must not give away another.
        told = shown(happened, lambda some: together(session, some))
    groups = [group for group in told.groups if programme in (None, group.programme)]
    return EffectView(
        total=_counts(ALL, groups),
        by_week=[_counts(_week(week), [one for one in groups if one.week == week]) for week in weeks],
        by_moment=_by_moment(groups),
        smallest_group=SMALLEST_GROUP,
        pooled=_pooled(told, programme),
    )


def _by_moment(groups: list[Group]) -> list[EffectCounts]:
    found = []
    for moment in (*MOMENTS, None):
        mine = [group for group in groups if group.moment == moment]
        if mine:
            found.append(_counts(moment or MIXED, mine))
    return found


def _counts(label: str, groups: list[Group]) -> EffectCounts:
    if not groups:
        return EffectCounts(
            label=label, people=None, sent=None, opened=None, acted=None, useful=None, switched_off=None
        )
    total: Counts = add(group.counts for group in groups)
    return EffectCounts(
        label=label,
        people=max(group.people for group in groups),
        sent=total.sent,
        opened=total.opened,
        acted=total.acted,
        useful=total.useful,
        switched_off=total.switched_off,
    )


def _pooled(told: Shown, programme: str | None) -> bool:
    return programme in told.pooled_programmes if programme else bool(told.withheld_weeks)


def _week(monday: date) -> str:
    return f"{monday:%G-W%V}"


HEADS = {
    "nl": ("deel", "naam", "mensen", "verstuurd", "geopend", "gedaan", "nuttig", "uitgezet"),
    "en": ("part", "name", "people", "sent", "opened", "acted", "useful", "switched off"),
}


def _csv(effect: EffectView) -> str:
    """Write the counts; what is hidden stays empty. Every name is ours, so no cell can be a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS["nl" if language() == "nl" else "en"])
    parts: tuple[tuple[str, Iterable[EffectCounts]], ...] = (
        ("total", (effect.total,)),
        ("week", effect.by_week),
        ("moment", effect.by_moment),
    )
    for part, lines in parts:
        for one in lines:
            row = (one.people, one.sent, one.opened, one.acted, one.useful, one.switched_off)
            writer.writerow([part, one.label, *("" if value is None else value for value in row)])
    return text.getvalue()
