"""What a tip card is: one situation, one line to say, a few steps, and where it comes from."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from server.content.need import Moment

MAX_STEPS = 5
MAX_LABEL_WORDS = 4

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
Spoken = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


def problem(kind: str, nl: str, en: str) -> PydanticCustomError:
    """Make a validation error that carries its sentence in both languages."""
    return PydanticCustomError("card_rule", "{en}", {"kind": kind, "nl": nl, "en": en})


class Card(BaseModel):
    """One tip card, exactly as its author wrote it.

    Frozen, and strict on unknown keys: a misspelt key is an error and not a card without that part.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: Slug
    """Name of the file; the same slug in the organisation's own folder replaces the starter pack's card."""
    title: Short
    moment: Moment
    """The moment of need for which the card was written; the wording of a question can say otherwise."""
    situation: Spoken
    first_line: Spoken
    """What can be said at once; always spoken first and word for word."""
    steps: Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=MAX_STEPS)]
    details: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] = ""
    """Markdown, one to three short paragraphs."""
    source: Spoken
    source_url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = None
    checked_on: date | None = None
    """Day on which the owner last compared the card with its source; absent as long as nobody did."""
    owner: Short
    valid_until: date | None = None
    audience: tuple[Word, ...] = ()
    language: Literal["nl", "en"] = "nl"
    tile: bool = False
    """Shown as a big tile on the Tip screen."""
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=40)] = "message-circle"
    """Name of a Lucide icon."""
    tile_label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    example: bool = False
    """True where the fact differs by municipality and this is only an example."""
    keywords: tuple[Word, ...] = ()
    """Other words that people use for this; only for finding the card."""
    asked: tuple[Spoken, ...] = ()
    """Whole questions as people ask them; only for finding the card."""
    translation_of: Slug | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Card:
        if self.valid_until and self.checked_on and self.valid_until < self.checked_on:
            raise problem("dates", "valid_until ligt voor checked_on.", "valid_until lies before checked_on.")
        if len(self.tile_label.split()) > MAX_LABEL_WORDS:
            raise problem(
                "tile_label",
                f"tile_label heeft meer dan {MAX_LABEL_WORDS} woorden.",
                f"tile_label has more than {MAX_LABEL_WORDS} words.",
            )
        return self

    @property
    def checked(self) -> str | None:
        """Give the day of the last check as an ISO date."""
        return self.checked_on.isoformat() if self.checked_on else None

    def expired(self, today: date) -> bool:
        """Tell whether the card is past the day until which its owner vouches for it."""
        return self.valid_until is not None and today > self.valid_until

    @property
    def label(self) -> str:
        """Give the words on the tile."""
        return self.tile_label or " ".join(re.split(r"\s+", self.title)[:MAX_LABEL_WORDS])
