"""A conversation with the coach, as its person sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from server.conversation.coach.coach import Coach
from server.conversation.coach.forms import form
from server.conversation.coach.store import read
from server.conversation.coach.tables import CoachRow
from server.conversation.coach.talk import Entry


class EventView(BaseModel):
    """An own event."""

    id: str
    title: str
    at: datetime


class QuestionView(BaseModel):
    """The question of the day."""

    id: str
    number: int
    text: str
    why: str


class Nudge(BaseModel):
    """The reminder of a step: an own event, and its local time."""

    event: str
    when: str


class Step(BaseModel):
    """The small step that the person chose."""

    text: str
    nudge: Nudge | None


class EarlierStep(BaseModel):
    """The step of last time, to look back on."""

    session: str
    text: str
    chosen_at: datetime


class Expected(BaseModel):
    """What is asked now."""

    key: str
    kind: Literal["answer", "follow_up", "step"]
    text: str
    hint: str | None
    optional: bool


class Progress(BaseModel):
    """How far the form is."""

    at: int
    of: int


class Session(BaseModel):
    """One conversation with the coach."""

    id: str
    form: str
    title: str
    language: str
    about: str | None
    event: EventView | None
    started_at: datetime
    finished_at: datetime | None
    lines: list[Entry]
    expects: Expected | None
    progress: Progress
    may_ask_ideas: bool
    step: Step | None


class Today(BaseModel):
    """What the coach has for today."""

    date: str
    question: QuestionView
    event: EventView | None
    session: Session | None
    step: EarlierStep | None
    minutes: int


class FormQuestion(BaseModel):
    """One question of a form."""

    key: str
    text: str
    hint: str | None


class FormView(BaseModel):
    """A form to choose."""

    id: str
    title: str
    about: str
    minutes: int
    questions: list[FormQuestion]


class FormList(BaseModel):
    """Every form."""

    forms: list[FormView]


class SessionSummary(BaseModel):
    """A conversation in a list."""

    id: str
    form: str
    title: str
    language: str
    about: str | None
    started_at: datetime
    finished_at: datetime | None
    first_answer: str | None
    step: str | None


class SessionList(BaseModel):
    """One's own conversations with the coach, newest first."""

    sessions: list[SessionSummary]


def view(row: CoachRow) -> Session:
    """Describe a conversation to the person whose it is."""
    talk = read(row)
    asked = talk.present
    wanted = form(row.form, row.language)
    kind = "follow_up" if talk.waiting == "follow_up" else (asked.kind if asked else "answer")
    last = [one for one in talk.lines if one.who == "coach" and one.kind in ("question", "follow_up")]
    return Session(
        id=row.id,
        form=row.form,
        title=wanted.title if wanted else row.form,
        language=row.language,
        about=row.about,
        event=EventView.model_validate(row.event) if row.event else None,
        started_at=row.created_at,
        finished_at=row.finished_at,
        lines=talk.lines,
        expects=Expected(
            key=asked.key,
            kind=kind,
            text=last[-1].text if last else asked.text,
            hint=asked.hint,
            optional=asked.optional,
        )
        if asked is not None
        else None,
        progress=Progress(at=min(talk.at + 1, len(talk.plan)), of=len(talk.plan)),
        may_ask_ideas=Coach().may_ask_ideas(talk),
        step=Step(text=row.step_text, nudge=Nudge.model_validate(row.nudge) if row.nudge else None)
        if row.step_text
        else None,
    )


def summary(row: CoachRow) -> SessionSummary:
    """Describe a conversation in a list."""
    wanted = form(row.form, row.language)
    own = (Entry.model_validate(one) for one in row.lines)
    return SessionSummary(
        id=row.id,
        form=row.form,
        title=wanted.title if wanted else row.form,
        language=row.language,
        about=row.about,
        started_at=row.created_at,
        finished_at=row.finished_at,
        first_answer=next((one.text for one in own if one.who == "you"), None),
        step=row.step_text,
    )
