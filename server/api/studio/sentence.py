"""One sentence becomes a draft that a person checks: read by a language model or else by rules."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from nudges.drafting import draft
from nudges.localtime import DEFAULT_ZONE, wall_of, zone_of
from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.shapes import Body
from server.api.studio.wishes import Wish, read_with_model
from server.content.cards import Card
from server.conversation.chat import ModelFailed
from server.errors import BadRequest, Unavailable
from server.problems import language
from server.services import services
from server.store import now

log = logging.getLogger(__name__)

USUAL_AT: Final = "08:45"
Assumed = Literal["at", "ends", "card"]


class SentenceRequest(BaseModel):
    """What somebody wants, in one sentence."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=500)]


class SentenceUnderstood(BaseModel):
    """What was made of it."""

    content: Body
    """A form, to be checked and completed by a person."""
    by: Literal["model", "rules"]
    assumed: list[Assumed]
    """What was not said and was filled in."""


@dataclass(frozen=True)
class _Read:
    """What was read in a sentence."""

    trigger: dict[str, Any] | None
    opens: str
    subject: str
    starts: date
    ends: date | None


@blueprint.post("/sentence")
@described(Description(body=SentenceRequest, gives=SentenceUnderstood, problems=(403,)))
def understand_sentence(body: SentenceRequest) -> SentenceUnderstood:
    """Make a draft of a sentence; nothing is saved."""
    professional()
    moment = now()
    found = _by_model(body.text, moment)
    by: Literal["model", "rules"] = "model" if found is not None else "rules"
    found = found or _by_rules(body.text, moment)
    if found.trigger is None:
        raise BadRequest(
            "no moment was understood",
            code="sentence_unclear",
            nl="Ik hoor niet wanneer. Zeg erbij op welke dagen en hoe laat.",
            en="I do not hear when. Add on which days and at what time.",
        )
    card = _card(found.subject) if found.opens == "card" else None
    return SentenceUnderstood(content=_content(found, card), by=by, assumed=_assumed(found, card))


def _by_model(text: str, moment: datetime) -> _Read | None:
    """Let a language model read; None where there is none, or it did not manage."""
    finder = services().chat
    client = finder()
    if client is None:
        return None
    try:
        wish = read_with_model(client, text)
    except ModelFailed as problem:
        log.info("the language model could not read a sentence: %s", problem)
        finder.failed()
        return None
    if not wish.says_when:
        return None
    today = _today(moment)
    ends = today + timedelta(weeks=wish.weeks, days=-1) if wish.weeks else None
    return _Read(_trigger(wish), wish.kind, wish.about, today, ends)


def _trigger(wish: Wish) -> dict[str, Any]:
    every = f";INTERVAL={wish.every_weeks}" if wish.every_weeks > 1 else ""
    if wish.month_day:
        rule = f"FREQ=MONTHLY;BYMONTHDAY={wish.month_day}"
    elif wish.days:
        rule = f"FREQ=WEEKLY{every};BYDAY={','.join(wish.days)}"
    else:
        rule = "FREQ=DAILY"
    return {"kind": "calendar", "rrule": rule} | ({"at": wish.at} if wish.at else {})


def _by_rules(text: str, moment: datetime) -> _Read:
    read = draft(text, moment, DEFAULT_ZONE, language())
    return _Read(read.trigger, read.opens or "card", read.subject, read.starts, read.ends)


def _today(moment: datetime) -> date:
    return wall_of(moment.astimezone(UTC), zone_of(DEFAULT_ZONE)).date()


def _card(subject: str) -> Card | None:
    """Find the card that it is about; without search, as while it loads, a person chooses one."""
    if not subject:
        return None
    try:
        best = services().search.find(subject, language()).best
    except Unavailable:
        return None
    return services().cards.get(best.slug) if best is not None else None


def _content(found: _Read, card: Card | None) -> Body:
    """Fill in the form; purpose and words stay for the person where nothing was said."""
    trigger = dict(found.trigger or {})
    if trigger.get("kind") in ("calendar", "once"):
        trigger.setdefault("at", USUAL_AT)
    title = card.title if card is not None else found.subject
    return {
        "name": found.subject[:1].upper() + found.subject[1:],
        "purpose": "",
        "moment": card.moment if card is not None else "apply",
        "audience": ["all"],
        "texts": {"nl": {"title": title[:80], "body": ""}},
        "opens": {"kind": found.opens, "target": card.slug if card is not None else ""},
        "trigger": trigger,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat() if found.ends else None,
    }


def _assumed(found: _Read, card: Card | None) -> list[Assumed]:
    trigger = found.trigger or {}
    assumed: list[Assumed] = []
    if trigger.get("kind") in ("calendar", "once") and "at" not in trigger:
        assumed.append("at")
    if found.ends is None and trigger.get("kind") != "once":
        assumed.append("ends")
    if card is None and found.opens == "card" and trigger.get("kind") in ("calendar", "once", "event"):
        assumed.append("card")
    return assumed
