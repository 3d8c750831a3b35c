"""Questions of the day in the studio: beside the built-in ten, as a list, a form and a file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from flask import Response, request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from server.api.described import Description, described
from server.api.spoken_text import spoken_text
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.shapes import Author, FieldProblem, Revision, author
from server.api.types import Language, Words
from server.conversation.coach.authored import (
    AuthoredQuestionRow,
    AuthoredQuestions,
    QuestionContent,
    problems_of,
)
from server.conversation.coach.forms import known, work_questions
from server.conversation.coach.question_file import read_questions, written
from server.errors import TooLarge
from server.identity import Person
from server.problems import language
from server.services import services

YAML = "application/yaml"
MAX_BYTES = 128_000


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Theme = Annotated[int, Field(ge=1, le=10), BeforeValidator(_whole)]
QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class QuestionBody(BaseModel):
    """What an author decides on."""

    model_config = ConfigDict(extra="forbid")

    nl: QuestionText
    en: QuestionText = ""
    theme: Theme
    """Which of the ten it belongs to."""
    published: bool = False
    asked: bool = True
    """On or off, once it is published."""

    def content(self) -> QuestionContent:
        """Give it as the coach knows it."""
        return QuestionContent.model_validate(self.model_dump(include=set(QuestionContent.model_fields)))


class QuestionSave(QuestionBody):
    """A question to save."""

    revision: Revision
    """The one that the writer saw."""


class AuthoredQuestion(BaseModel):
    """A question that was written here."""

    id: str
    nl: str
    en: str
    theme: int
    published: bool
    asked: bool
    revision: int
    changed_by: Author
    changed_at: datetime
    problems: list[FieldProblem]
    """What keeps the coach from asking it."""


class BuiltInQuestion(BaseModel):
    """One of the built-in ten."""

    number: int
    why: str
    ways: list[str]
    """In these ways the coach asks it."""


class QuestionDesk(BaseModel):
    """The questions of the coach."""

    questions: list[AuthoredQuestion]
    themes: list[BuiltInQuestion]


class QuestionSaid(BaseModel):
    """A question to be heard, as it is being written."""

    model_config = ConfigDict(extra="forbid")

    say: Annotated[Words, Field(max_length=400)]
    language: Language


class QuestionsTaken(BaseModel):
    """What came out of a file, as drafts."""

    taken: list[AuthoredQuestion]
    known: int
    """So many were here already, word for word."""


@blueprint.get("/questions")
@described(Description(gives=QuestionDesk, problems=(403,)))
def list_questions() -> QuestionDesk:
    """List the questions that were written here, and the built-in ten."""
    me = professional()
    return QuestionDesk(
        questions=[_view(row, me) for row in _desk().all()],
        themes=[
            BuiltInQuestion(number=one.number, why=one.why, ways=list(one.ways))
            for one in work_questions(known(language()))
        ],
    )


@blueprint.post("/questions")
@described(Description(body=QuestionBody, gives=AuthoredQuestion, problems=(403, 409)))
def add_question(body: QuestionBody) -> AuthoredQuestion:
    """Write a question; a draft until it is published."""
    me = professional()
    return _view(_desk().add(body.content())[0], me)


@blueprint.put("/questions/<question>")
@described(Description(body=QuestionSave, gives=AuthoredQuestion, problems=(403, 404, 409)))
def save_question(question: str, body: QuestionSave) -> AuthoredQuestion:
    """Change a question, publish it, or switch it on or off."""
    me = professional()
    return _view(_desk().save(question, body.revision, body.content()), me)


@blueprint.delete("/questions/<question>")
@described(Description(status=204, problems=(403, 404)))
def delete_question(question: str) -> None:
    """Throw a question away."""
    _desk().delete(question)


@blueprint.post("/questions/say")
@described(Description(body=QuestionSaid, content="audio/mpeg", problems=(403,)))
def hear_question(body: QuestionSaid) -> Response:
    """Hear how the coach asks it: in the voice that one chose for oneself."""
    me = professional()
    own = me.preferences
    voice = own.voice if body.language == me.language else None
    sound = spoken_text(services(), body.say, body.language, own.speed, voice)
    return Response(sound, content_type="audio/mpeg", headers={"Cache-Control": "no-store"})


@blueprint.get("/questions/file")
@described(Description(content=YAML, problems=(403,)))
def read_question_file() -> Response:
    """Give the questions that were written here as a readable file."""
    text = written([_content(row) for row in reversed(_desk().all())])
    response = Response(text, content_type=f"{YAML}; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="vragen.yaml"'
    return response


@blueprint.post("/questions/file")
@described(Description(takes=(YAML,), gives=QuestionsTaken, problems=(403, 409)))
def take_question_file() -> QuestionsTaken:
    """Take questions out of a file as drafts; those that are here already are left as they are."""
    me, desk = professional(), _desk()
    data = request.get_data(cache=False)
    if len(data) > MAX_BYTES:
        raise TooLarge("the file is too large")
    found = read_questions(data)
    there = {row.nl for row in desk.all()}
    new = [one for one in found if one.nl not in there]
    taken = desk.add(*new) if new else []
    return QuestionsTaken(taken=[_view(row, me) for row in taken], known=len(found) - len(new))


def _desk() -> AuthoredQuestions:
    return AuthoredQuestions(services().database, professional())


def _content(row: AuthoredQuestionRow) -> QuestionContent:
    return QuestionContent(nl=row.nl, en=row.en, theme=row.theme, published=row.published, asked=row.asked)


def _view(row: AuthoredQuestionRow, me: Person) -> AuthoredQuestion:
    content = _content(row)
    speak = language()
    return AuthoredQuestion(
        **content.model_dump(),
        id=row.id,
        revision=row.revision,
        changed_by=author(row.changed_by, me),
        changed_at=row.changed_at,
        problems=[
            FieldProblem(field=field, code="question_unready", message=nl if speak == "nl" else en)
            for field, nl, en in problems_of(content)
        ],
    )
