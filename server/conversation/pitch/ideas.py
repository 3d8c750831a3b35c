"""Examples of what a pitch may be for, to choose with a tap."""

from __future__ import annotations

from pydantic import BaseModel


class Length(BaseModel):
    """A length and how people call it."""

    seconds: int
    label: str


class Ideas(BaseModel):
    """Examples; everything may also be typed."""

    audiences: list[str]
    goals: list[str]
    lengths: list[Length]


_IDEAS = {
    "nl": Ideas(
        audiences=[
            "mijn team",
            "mijn leidinggevende",
            "de directie",
            "inwoners bij een bijeenkomst",
            "een klant",
        ],
        goals=[
            "mee te doen met een proef",
            "tijd vrij te maken",
            "akkoord te geven",
            "anders te gaan werken",
        ],
        lengths=[
            Length(seconds=30, label="een halve minuut"),
            Length(seconds=60, label="één minuut"),
            Length(seconds=90, label="anderhalve minuut"),
            Length(seconds=180, label="drie minuten"),
            Length(seconds=600, label="tien minuten"),
        ],
    ),
    "en": Ideas(
        audiences=["my team", "my manager", "the board", "residents at a meeting", "a client"],
        goals=["join a trial", "make time", "give the go-ahead", "start working differently"],
        lengths=[
            Length(seconds=30, label="half a minute"),
            Length(seconds=60, label="one minute"),
            Length(seconds=90, label="a minute and a half"),
            Length(seconds=180, label="three minutes"),
            Length(seconds=600, label="ten minutes"),
        ],
    ),
}


def ideas(language: str) -> Ideas:
    """Give the examples of a language."""
    return _IDEAS.get(language, _IDEAS["en"])
