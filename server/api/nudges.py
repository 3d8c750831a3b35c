"""A person's own nudges: what came, what comes, what did not and why, and their answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from nudges import views
from nudges.errors import NotPossible
from nudges.reasons import sentences
from server.api.described import Description, described
from server.errors import NotFound
from server.identity import Person, current_person
from server.services import services
from server.store import now

blueprint = Blueprint("nudges", __name__)

DAYS_AHEAD = 7
DAYS_BACK = 7
"""How far the lists of what comes and of what did not come reach."""

ZoneName = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_+/-]*$")]
"""Name of a time zone as the browser knows it, such as Europe/Amsterdam."""
Secret = Annotated[str, StringConstraints(min_length=16, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class NudgeQuery(BaseModel):
    """Where the person is, and whether they are looking."""

    zone: ZoneName = ""
    looked: bool = False
    """True when the list is in front of the person, so that they did not ignore what is in it."""


class Programme(BaseModel):
    """The programme that a nudge belongs to."""

    id: str
    name: str
    moment: str


class Opens(BaseModel):
    """What a nudge opens."""

    kind: str
    """``card``, ``practice``, ``reflection`` or ``link``."""
    target: str


class Nudge(BaseModel):
    """A nudge that came."""

    id: str
    programme: Programme
    language: str
    title: str
    body: str
    opens: Opens
    sent_at: datetime
    deadline: datetime
    asked_for: bool
    opened: bool
    answer: str | None
    """``now``, ``later``, ``not_for_me``, or nothing yet."""
    useful: bool | None


class Coming(BaseModel):
    """A nudge that is planned."""

    id: str | None
    programme: Programme
    at: datetime
    deferred: bool
    reason: str
    why: str
    """The reason in the person's language; empty where it simply comes at its moment."""
    event: str


class Withheld(BaseModel):
    """A nudge that did not come."""

    id: str
    programme: Programme
    due_at: datetime
    reason: str
    why: str


class Nudges(BaseModel):
    """Everything for the screen of the nudges."""

    unanswered: int
    """The number on the icon."""
    today: list[Nudge]
    earlier: list[Nudge]
    coming: list[Coming]
    withheld: list[Withheld]


class Unanswered(BaseModel):
    """Which nudges still wait; the others may disappear from the lock screen."""

    count: int
    """Of today: the number on the icon."""
    ids: list[str]


class Decision(BaseModel):
    """One decision about a nudge."""

    at: datetime
    verdict: Literal["sent", "deferred", "withheld"]
    reason: str
    why: str
    until: datetime | None
    probability: float | None


class Why(BaseModel):
    """Why a nudge came, or did not."""

    id: str
    programme: Programme
    purpose: str
    state: str
    due_at: datetime
    trigger: str
    """When the programme comes, in words."""
    audiences: list[str]
    event: str
    asked_for: bool
    decisions: list[Decision]


class AnswerRequest(BaseModel):
    """What the person does with a nudge."""

    answer: Literal["opened", "now", "later", "not_for_me", "useful", "not_useful"]
    until: AwareDatetime | None = None
    """When it comes back, for ``later``."""


class ReceiptRequest(BaseModel):
    """What a service worker tells about one delivery."""

    secret: Secret
    answer: Annotated[
        Literal["later", "not_for_me"] | None,
        Field(description="The answer that was tapped in the notification; none: it was shown"),
    ] = None
    until: AwareDatetime | None = None


def known(zone: str = "") -> Person:
    """Give who asks, after letting the nudges know their name, language and clock."""
    person = current_person()
    first, seen = person.name.partition(" ")[0], services().nudges.person_seen
    try:
        seen(person.id, now(), first_name=first, language=person.language, zone=zone or None)
    except NotPossible:  # a zone that this server's tables do not have: the last one stays
        seen(person.id, now(), first_name=first, language=person.language)
    return person


@blueprint.get("/nudges")
@described(Description(query=NudgeQuery, gives=Nudges))
def read_nudges(query: NudgeQuery) -> Nudges:
    """Give what came, what comes and what did not come, with the reasons."""
    person, moment, service = known(query.zone), now(), services().nudges
    if query.looked:
        service.looked(person.id, moment)
    inbox = service.inbox(person.id, moment)
    return Nudges(
        unanswered=inbox.unanswered,
        today=[described_nudge(one) for one in inbox.today],
        earlier=[described_nudge(one) for one in inbox.earlier],
        coming=[_coming(one, person) for one in service.coming(person.id, moment, DAYS_AHEAD)],
        withheld=[_withheld(one, person) for one in service.withheld(person.id, moment, DAYS_BACK)],
    )


@blueprint.get("/nudges/unanswered")
@described(Description(gives=Unanswered))
def read_unanswered() -> Unanswered:
    """Give which nudges still wait for an answer, for a service worker that tidies up."""
    inbox = services().nudges.inbox(current_person().id, now())
    waiting = (one.id for one in (*inbox.today, *inbox.earlier) if one.opened_at is None and not one.answer)
    return Unanswered(count=inbox.unanswered, ids=list(waiting))


@blueprint.get("/nudges/<nudge>/why")
@described(Description(gives=Why, problems=(404,)))
def read_why(nudge: str) -> Why:
    """Give the decisions about one nudge, in the person's own language."""
    person = current_person()
    why = services().nudges.why(person.id, nudge)
    return Why(
        id=why.id,
        programme=Programme(id=why.programme_id, name=why.programme, moment=why.moment),
        purpose=why.purpose,
        state=why.state,
        due_at=why.due_at,
        trigger=_own(person, why.trigger_nl, why.trigger_en),
        audiences=list(why.audiences),
        event=why.event,
        asked_for=why.asked_for,
        decisions=[
            Decision(
                at=one.at,
                verdict=one.verdict,
                reason=one.reason,
                why=_own(person, one.nl, one.en),
                until=one.until,
                probability=one.probability,
            )
            for one in why.decisions
        ],
    )


@blueprint.post("/nudges/<nudge>/answer")
@described(Description(body=AnswerRequest, gives=Nudge, problems=(404, 409)))
def answer_nudge(nudge: str, body: AnswerRequest) -> Nudge:
    """Answer a nudge; the same answer twice changes nothing."""
    service = services().nudges
    return described_nudge(service.answer(current_person().id, nudge, body.answer, now(), until=body.until))


@blueprint.post("/deliveries/<delivery>/receipt")
@described(Description(body=ReceiptRequest, status=204, public=True, problems=(404, 409)))
def receive(delivery: str, body: ReceiptRequest) -> None:
    """Note that a nudge was shown on a device, or answered there; the delivery's secret is the proof.

    Raises:
        NotFound: there is no such delivery, or the secret is another one.
    """
    service = services().nudges
    if not service.receipt(delivery, body.secret, now()):
        raise NotFound("no such delivery")
    if body.answer is not None:
        service.answer_by_receipt(delivery, body.secret, body.answer, now(), until=body.until)


def described_nudge(nudge: views.Nudge) -> Nudge:
    """Describe a nudge to whom it was sent."""
    return Nudge(
        id=nudge.id,
        programme=Programme(id=nudge.programme_id, name=nudge.programme, moment=nudge.moment),
        language=nudge.language,
        title=nudge.title,
        body=nudge.body,
        opens=Opens(kind=nudge.opens_kind, target=nudge.opens_target),
        sent_at=nudge.sent_at,
        deadline=nudge.deadline,
        asked_for=nudge.asked_for,
        opened=nudge.opened_at is not None,
        answer=nudge.answer,
        useful=nudge.useful,
    )


def _coming(one: views.Coming, person: Person) -> Coming:
    return Coming(
        id=one.id,
        programme=Programme(id=one.programme_id, name=one.programme, moment=one.moment),
        at=one.at,
        deferred=one.deferred,
        reason=one.reason,
        why=_own(person, *sentences(one.reason)) if one.reason else "",
        event=one.event,
    )


def _withheld(one: views.Withheld, person: Person) -> Withheld:
    programme = Programme(id=one.programme_id, name=one.programme, moment=one.moment)
    return Withheld(
        id=one.id,
        programme=programme,
        due_at=one.due_at,
        reason=one.reason,
        why=_own(person, one.nl, one.en),
    )


def _own(person: Person, nl: str, en: str) -> str:
    return nl if person.language == "nl" else en
