"""What the studio takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from nudges import views
from server.identity import Person
from server.services import services

Body = dict[str, Any]
"""A programme as the form has it, perhaps not complete yet."""


def _whole(value: Any) -> Any:
    """JSON has one kind of number: 4.0 is 4."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Revision = Annotated[int, Field(ge=1), BeforeValidator(_whole)]


class Author(BaseModel):
    """Who did something in the studio."""

    name: str
    me: bool


class ProgrammeLine(BaseModel):
    """A programme in the list."""

    id: str
    name: str
    purpose: str
    moment: str
    audience: tuple[str, ...]
    state: Literal["draft", "running", "paused", "ended"]
    revision: int | None
    """None while it is not complete: only its writer sees it."""
    changed: bool
    """There are changes that do not run yet."""
    mine: bool
    """I have an own version of it that is not saved for everybody."""
    starts: str | None
    ends: str | None
    changed_at: datetime
    well: bool


class ProgrammeList(BaseModel):
    """Every programme, and what this person is still writing."""

    programmes: list[ProgrammeLine]


class FieldProblem(BaseModel):
    """One thing that is still to be put right."""

    field: str
    """Path with dots; empty for the whole."""
    code: str
    message: str


class OwnVersion(BaseModel):
    """What this person wrote and what is not saved for everybody."""

    content: Body
    based_on: int | None
    changed_at: datetime
    reason: Literal["incomplete", "overtaken"]
    """Still incomplete; or a colleague saved another version in the meantime."""


class ProgrammeView(BaseModel):
    """A programme in the studio."""

    line: ProgrammeLine
    content: Body
    """What the form shows: the saved draft; where there is none yet, this person's own version."""
    live: Body | None
    """What runs."""
    changed_by: Author | None
    """Who saved the draft."""
    own: OwnVersion | None
    problems: list[FieldProblem]
    """What is still to be put right in the own version, or else in the content."""


class ProgrammeSave(BaseModel):
    """A programme to save."""

    model_config = ConfigDict(extra="forbid")

    revision: Revision | None
    """The one that the writer saw; None for a programme that was never complete."""
    content: Body


class ProgrammeBegin(BaseModel):
    """What a new programme begins with."""

    model_config = ConfigDict(extra="forbid")

    content: Body = Field(default_factory=dict)
    ready: Annotated[str, StringConstraints(max_length=80)] | None = None
    """A ready programme to begin with."""


class SeenRevision(BaseModel):
    """The revision that somebody looks at while they decide something."""

    model_config = ConfigDict(extra="forbid")

    revision: Revision


class HistoryEntry(BaseModel):
    """Something that was done to a programme."""

    revision: int
    what: Literal["saved", "published", "paused", "resumed", "stopped", "copied"]
    by: Author
    at: datetime
    programme: Body


class ProgrammeHistory(BaseModel):
    """What was done to a programme, newest first."""

    entries: list[HistoryEntry]


def author(person_id: str, me: Person) -> Author:
    """Name who did something; somebody who left is nobody's name any more."""
    if person_id == me.id:
        return Author(name=me.name, me=True)
    found = services().people.get(person_id)
    return Author(name=found.name if found is not None else "–", me=False)


def line(summary: views.ProgrammeSummary, *, mine: bool) -> ProgrammeLine:
    """Describe a programme for the list."""
    return ProgrammeLine(
        id=summary.id,
        name=summary.name,
        purpose=summary.purpose,
        moment=summary.moment,
        audience=summary.audience,
        state=summary.state,
        revision=summary.revision,
        changed=summary.changed,
        mine=mine,
        starts=summary.starts.isoformat(),
        ends=summary.ends.isoformat() if summary.ends else None,
        changed_at=summary.changed_at,
        well=summary.well,
    )


def line_of_content(programme_id: str, content: Body, changed_at: datetime) -> ProgrammeLine:
    """Describe what is not complete yet; anything may be missing or of another kind."""
    starts, ends = content.get("starts"), content.get("ends")
    audience = content.get("audience")
    return ProgrammeLine(
        id=programme_id,
        name=_text(content.get("name")),
        purpose=_text(content.get("purpose")),
        moment=_text(content.get("moment")),
        audience=tuple(_text(one) for one in audience) if isinstance(audience, list) else (),
        state="draft",
        revision=None,
        changed=True,
        mine=True,
        starts=_text(starts) or None,
        ends=_text(ends) or None,
        changed_at=changed_at,
        well=True,
    )


def _text(value: Any) -> str:
    return value[:300] if isinstance(value, str) else ""
