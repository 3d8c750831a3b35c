"""Fields that many requests share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from server.errors import NotFound

Language = Literal["nl", "en"]

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""The client's own identifier of what it sends; sending it again does nothing twice."""


def printable(text: str) -> str:
    """Drop what nobody can see and what only sets the words apart."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t").strip()


_TOLD = Field(json_schema_extra={"pattern": r"[^\W_]"})
"""The description says that there is a letter in it; the route says what is missing, in its own words."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(printable), _TOLD]
"""What a person typed."""


LongWords = Annotated[str, StringConstraints(min_length=1, max_length=8000), AfterValidator(printable), _TOLD]
"""What a person wrote or said at length."""


MOST_DIGITS = 6


def place_of(text: str) -> int:
    """Read a place in a list from an address.

    Raises:
        NotFound: it is no number, so nothing can be there.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > MOST_DIGITS:
        raise NotFound("no such place")
    return int(text)


class InLanguage(BaseModel):
    """A query for one language."""

    language: Language = "nl"


class Empty(BaseModel):
    """Nothing needs to be told."""


class Problem(BaseModel):
    """What went wrong (RFC 9457), with a sentence for the person."""

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    code: str
    """Stable, for programs."""
    detail: str
    """For whoever writes the program; English."""
    message: str
    """For the person, in their language."""
