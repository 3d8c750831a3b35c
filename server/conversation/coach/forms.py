"""Forms as data: what the coach asks, in order, in Dutch and English."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FOLDER: Final = Path(__file__).parent / "data"
DAILY: Final = "daily"


class Asked(BaseModel):
    """One question of a form, as it stands in the plan of a conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    text: str
    hint: str | None = None
    kind: Literal["answer", "step"] = "answer"
    quotes: str | None = None
    """Key of an earlier question: the person's own answer to it is quoted before this one."""
    follow_ups: int = 0
    """How many questions may follow on the answer."""
    ideas: bool = False
    """Ideas may be asked for, after the person's own answer."""
    optional: bool = False


class Form(BaseModel):
    """A conversation with a purpose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    about: str
    minutes: int
    questions: tuple[Asked, ...]
    summary: tuple[tuple[str, str], ...] = ()
    """Pairs of key and label: at the end the person's own words stand under these."""
    closing: str


class WorkQuestion(BaseModel):
    """One of the ten questions about work, in several ways of asking."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    why: str
    fits: tuple[str, ...]
    """Words in the title of an own event that make this question fit."""
    ways: tuple[str, ...]
    event: str
    """How it is asked about an event of the day, whose title is quoted before it."""


class Cue(BaseModel):
    """What may follow on an answer in which something is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    cue: str
    """Regular expression on the folded words; empty fits everything."""
    ask: tuple[str, ...]


def known(language: str) -> str:
    """Give the language of the coach: Dutch, or else English."""
    return "nl" if language == "nl" else "en"


@cache
def forms(language: str) -> tuple[Form, ...]:
    """Give the forms."""
    return TypeAdapter(tuple[Form, ...]).validate_python(_read("forms", language))


def form(form_id: str, language: str) -> Form | None:
    """Find a form."""
    return next((one for one in forms(known(language)) if one.id == form_id), None)


@cache
def work_questions(language: str) -> tuple[WorkQuestion, ...]:
    """Give the ten questions."""
    return TypeAdapter(tuple[WorkQuestion, ...]).validate_python(_read("questions", language))


@cache
def cues(language: str) -> tuple[Cue, ...]:
    """Give what may follow on an answer, the most telling first."""
    return TypeAdapter(tuple[Cue, ...]).validate_python(_read("follow_ups", language))


def _read(name: str, language: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.{known(language)}.yaml").read_text(encoding="utf-8"))
