"""The coach: one question a day, forms, one small step. Everything is the person's alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from flask import Blueprint
from pydantic import BaseModel, Field

from server.api.agenda import events_of_day, forget, remind, today_of
from server.api.coach_kept import erase
from server.api.coach_live import coach_of
from server.api.coach_views import (
    EarlierStep,
    EventView,
    FormList,
    FormView,
    QuestionView,
    Session,
    SessionList,
    Today,
    summary,
    view,
)
from server.api.described import Description, described
from server.api.recorded import SOUND_KINDS, recorded_words
from server.api.types import ClientId, InLanguage, Language, LongWords, Words, place_of
from server.conversation.coach.authored import asked_questions
from server.conversation.coach.coach import Coach
from server.conversation.coach.daily import TodaysQuestion, todays_question
from server.conversation.coach.forms import DAILY, Form, form, forms
from server.conversation.coach.store import Coachings
from server.conversation.coach.tables import CoachRow
from server.conversation.coach.talk import Talk
from server.errors import NotFound
from server.identity import current_person
from server.services import Services, services

blueprint = Blueprint("coach", __name__)

MOST_LISTED = 200


class BeginRequest(BaseModel):
    """Which form, and about what."""

    client_id: ClientId
    form: Annotated[str, Field(max_length=32)]
    language: Language = "nl"
    about: Annotated[Words, Field(max_length=200)] | None = None
    event: Annotated[str, Field(max_length=200)] | None = None


class AnswerRequest(BaseModel):
    """An answer in text."""

    client_id: ClientId
    text: LongWords


class SoundQuery(BaseModel):
    """What belongs to a spoken answer."""

    client_id: ClientId


class StepRequest(BaseModel):
    """A step of the conversation without words."""

    client_id: ClientId


class NudgeRequest(BaseModel):
    """When the step is to come back."""

    client_id: ClientId
    when: datetime
    """Without a zone, such as ``2026-11-23T09:00``, on the person's own clock."""
    text: Words | None = None


class CorrectRequest(BaseModel):
    """The words as they should be."""

    text: LongWords


@blueprint.get("/coach/today")
@described(Description(query=InLanguage, gives=Today))
def today(query: InLanguage) -> Today:
    """Give the question of the day, and the step of last time."""
    parts, person = services(), current_person()
    day = today_of(parts, person.id)
    own = _own()
    asked = _todays(parts, person.id, query.language)
    begun = own.of_day(day.isoformat(), DAILY)
    step = own.last_step(day.isoformat())
    return Today(
        date=day.isoformat(),
        question=QuestionView.model_validate(asked, from_attributes=True),
        event=EventView.model_validate(asked.event, from_attributes=True) if asked.event else None,
        session=view(begun) if begun is not None else None,
        step=EarlierStep(session=step.id, text=step.step_text or "", chosen_at=step.changed_at)
        if step is not None
        else None,
        minutes=_form(DAILY, query.language).minutes,
    )


@blueprint.get("/coach/forms")
@described(Description(query=InLanguage, gives=FormList))
def list_forms(query: InLanguage) -> FormList:
    """Give the forms."""
    found = [FormView.model_validate(one, from_attributes=True) for one in forms(query.language)]
    return FormList(forms=found)


@blueprint.post("/coach/sessions")
@described(Description(body=BeginRequest, gives=Session, problems=(404,)))
def begin(body: BeginRequest) -> Session:
    """Begin a conversation; today's one is given again where it was begun already."""
    own = _own()
    made = own.made(body.client_id)
    if made is not None:
        return view(made)
    wanted = _form(body.form, body.language)
    if wanted.id == DAILY:
        return view(_begin_daily(own, wanted, body))
    event = next((one for one in _events() if one.id == body.event), None)
    if body.event is not None and event is None:
        raise NotFound("no such event today")
    title = event.title if event is not None else None
    talk = coach_of(services()).begin(wanted, body.language, about=body.about, event=title)
    kept = event.plain() if event is not None else None
    return view(own.begin(body.client_id, talk, about=body.about, event=kept))


@blueprint.get("/coach/sessions")
@described(Description(gives=SessionList))
def list_sessions() -> SessionList:
    """List one's own conversations with the coach, newest first."""
    return SessionList(sessions=[summary(row) for row in _own().all()[:MOST_LISTED]])


@blueprint.delete("/coach/sessions")
@described(Description(status=204))
def erase_sessions() -> None:
    """Erase all of one's own conversations with the coach, with the reminders of their steps."""
    erase(services(), current_person().id)


@blueprint.get("/coach/sessions/<session>")
@described(Description(gives=Session, problems=(404,)))
def read_session(session: str) -> Session:
    """Read one of one's own conversations with the coach."""
    return view(_own().get(session))


@blueprint.delete("/coach/sessions/<session>")
@described(Description(status=204, problems=(404,)))
def erase_session(session: str) -> None:
    """Erase one conversation, with the reminder of its step."""
    own = _own()
    reminder = own.get(session).nudge
    own.delete(session)
    forget(services(), current_person().id, reminder)


@blueprint.post("/coach/sessions/<session>/answers")
@described(Description(body=AnswerRequest, gives=Session, problems=(404, 409)))
def answer(session: str, body: AnswerRequest) -> Session:
    """Answer in text."""
    return _advanced(session, body.client_id, lambda coach, talk: coach.answer(talk, body.text))


@blueprint.post("/coach/sessions/<session>/answers/sound")
@described(Description(query=SoundQuery, gives=Session, problems=(404, 409), takes=SOUND_KINDS))
def answer_aloud(session: str, query: SoundQuery) -> Session:
    """Answer aloud; the sound is put into words and not kept."""
    row = _own().get(session)
    if query.client_id in row.done:
        return view(row)
    text = recorded_words(row.language).text
    return _advanced(session, query.client_id, lambda coach, talk: coach.answer(talk, text, spoken=True))


@blueprint.post("/coach/sessions/<session>/skip")
@described(Description(body=StepRequest, gives=Session, problems=(404, 409)))
def skip(session: str, body: StepRequest) -> Session:
    """Leave the question unanswered and go on."""
    return _advanced(session, body.client_id, lambda coach, talk: coach.skip(talk))


@blueprint.post("/coach/sessions/<session>/ideas")
@described(Description(body=StepRequest, gives=Session, problems=(404, 409)))
def ideas(session: str, body: StepRequest) -> Session:
    """Think along, after the person's own answer."""
    return _advanced(session, body.client_id, lambda coach, talk: coach.ideas(talk))


@blueprint.post("/coach/sessions/<session>/nudge")
@described(Description(body=NudgeRequest, gives=Session, problems=(404, 409)))
def nudge(session: str, body: NudgeRequest) -> Session:
    """Make the small step into a nudge at a moment that the person chooses."""
    parts, owner, own = services(), current_person().id, _own()
    text = body.text or own.get(session).step_text
    if not text:
        raise NotFound("there is no step yet")

    def change(row: CoachRow) -> None:
        row.nudge = remind(parts, owner, text, body.when, session)
        row.step_text = text

    return view(own.step(session, body.client_id, change))


@blueprint.patch("/coach/sessions/<session>/lines/<index>")
@described(Description(body=CorrectRequest, gives=Session, problems=(404, 409)))
def correct(session: str, index: str, body: CorrectRequest) -> Session:
    """Put one's own words right; what was quoted of them follows."""
    place = place_of(index)

    def change(talk: Talk) -> None:
        if not coach_of(services()).correct(talk, place, body.text):
            raise NotFound("no such line of your own")

    own = _own()
    step = f"correct-{index}-{own.get(session).revision}"
    return view(own.advance(session, step, change))


def _own() -> Coachings:
    return Coachings(services().database, current_person().id)


def _form(name: str, language: str) -> Form:
    found = form(name, language)
    if found is None:
        raise NotFound("no such form")
    return found


def _events() -> list[Any]:
    parts, owner = services(), current_person().id
    return events_of_day(parts, owner, today_of(parts, owner))


def _todays(parts: Services, owner: str, language: str) -> TodaysQuestion:
    day = today_of(parts, owner)
    own = asked_questions(parts.database, language)
    return todays_question(owner, day, language, events_of_day(parts, owner, day), own)


def _begin_daily(own: Coachings, wanted: Form, body: BeginRequest) -> CoachRow:
    """Begin the conversation of today, with the step of last time first."""
    parts = services()
    day = today_of(parts, own.owner_id).isoformat()
    begun = own.of_day(day, DAILY)
    if begun is not None:
        return begun
    asked = _todays(parts, own.owner_id, body.language)
    earlier = own.last_step(day)
    talk = coach_of(parts).begin(
        wanted,
        body.language,
        question=asked.text,
        step=earlier.step_text if earlier is not None else None,
        event=asked.event.title if asked.event is not None else None,
    )
    event = asked.event.plain() if asked.event is not None else None
    return own.begin(body.client_id, talk, event=event, day=day)


def _advanced(session: str, client_id: str, edit: Callable[[Coach, Talk], None]) -> Session:
    coach = coach_of(services())
    return view(_own().advance(session, client_id, lambda talk: edit(coach, talk)))
