"""What is practised in another language: sounds, phrases, talks. Authored data, in four languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FOLDER: Final = Path(__file__).parent / "data"
Spoken = Literal["fr", "en", "de", "nl"]
SPOKEN: Final[tuple[Spoken, ...]] = get_args(Spoken)
NAMES: Final = {
    "nl": {"fr": "Frans", "en": "Engels", "de": "Duits", "nl": "Nederlands"},
    "en": {"fr": "French", "en": "English", "de": "German", "nl": "Dutch"},
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contrast(_Data):
    """Two sounds that are taken for each other, and words in which only they differ."""

    id: str
    spoken: Spoken
    nl: str
    en: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    tip_nl: str
    tip_en: str
    pairs: tuple[tuple[str, str], ...]

    def title(self, language: str) -> str:
        """Give its name."""
        return self.nl if language == "nl" else self.en

    def tip(self, language: str) -> str:
        """Say how the sound is made."""
        return self.tip_nl if language == "nl" else self.tip_en

    def explains(self, meant: str, heard: str) -> bool:
        """Tell whether this is what happened to a sound."""
        return (meant in self.one and heard in self.other) or (meant in self.other and heard in self.one)


class Phrase(_Data):
    """One thing to say, in every language."""

    nl: str
    en: str
    fr: str
    de: str
    practise: bool = False

    def said(self, language: str) -> str:
        """Give it in a language."""
        return {"nl": self.nl, "en": self.en, "fr": self.fr, "de": self.de}[language]


class Saying(_Data):
    """A line of a talk, and what it means."""

    text: str
    nl: str
    en: str

    def meaning(self, language: str) -> str:
        """Give what it means."""
        return self.nl if language == "nl" else self.en


class Way(Saying):
    """One way to answer, and the words by which it is recognised."""

    words: tuple[str, ...]


class Turn(_Data):
    """What the partner says, and three ways to answer."""

    say: Saying
    ways: tuple[Way, ...]


class AuthoredTalk(_Data):
    """A talk to practise."""

    id: str
    spoken: Spoken
    nl: str
    en: str
    about_nl: str
    about_en: str
    turns: tuple[Turn, ...]


@cache
def contrasts() -> tuple[Contrast, ...]:
    """Give every pair of sounds."""
    return TypeAdapter(tuple[Contrast, ...]).validate_python(_read("contrasts"))


@cache
def phrases() -> tuple[Phrase, ...]:
    """Give the phrase book."""
    return TypeAdapter(tuple[Phrase, ...]).validate_python(_read("phrases"))


@cache
def talks() -> tuple[AuthoredTalk, ...]:
    """Give the talks."""
    return TypeAdapter(tuple[AuthoredTalk, ...]).validate_python(_read("talks"))


@cache
def open_questions(spoken: str) -> tuple[Saying, ...]:
    """Give what a partner says in a talk about anything."""
    return TypeAdapter(dict[str, tuple[Saying, ...]]).validate_python(_read("questions"))[spoken]


def contrast(contrast_id: str) -> Contrast | None:
    """Find a pair of sounds."""
    return next((one for one in contrasts() if one.id == contrast_id), None)


def authored(talk_id: str) -> AuthoredTalk | None:
    """Find a talk."""
    return next((one for one in talks() if one.id == talk_id), None)


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
