"""The words of a nudge: plain text with two variables, the first name and the event.

Texts reach a lock screen, so they are short and plain: no markup, no control or direction characters, and
nothing but the two variables. Filling in is one pass over the text; what a person called their event is
data and is never looked at for variables again.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

MAX_TITLE = 80
MAX_BODY = 400
MAX_VALUE = 80
"""Longest first name or event title that is filled in."""

FIRST_NAME = frozenset({"voornaam", "first_name"})
EVENT = frozenset({"gebeurtenis", "event"})

NAMELESS_EVENT = {"nl": "je afspraak", "en": "your appointment"}

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_MARKUP = re.compile(r"<\s*[/!?a-z]|javascript:|data:text", re.IGNORECASE)


def problem(kind: str, nl: str, en: str) -> PydanticCustomError:
    """Make a validation error that carries its sentence in both languages."""
    return PydanticCustomError("nudge_rule", "{en}", {"code": kind, "nl": nl, "en": en})


def plain(text: str) -> str:
    """Refuse what is not plain text."""
    if any(
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in "\n\u200d" for char in text
    ):
        raise problem(
            "text_characters",
            "In deze tekst staan onzichtbare tekens. Typ hem opnieuw zonder te plakken.",
            "This text has invisible characters. Type it again without pasting.",
        )
    if _MARKUP.search(text):
        raise problem(
            "text_markup",
            "Een seintje is gewone tekst: zonder opmaak of script.",
            "A nudge is plain text: without markup or script.",
        )
    return text


def _with_known_variables(text: str) -> str:
    for name in _VARIABLE.findall(text):
        if name not in FIRST_NAME | EVENT:
            raise problem(
                "text_variable",
                "In een seintje kunnen alleen {voornaam} en {gebeurtenis} worden ingevuld.",
                "Only {first_name} and {event} can be filled in.",
            )
    return text


Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE),
    AfterValidator(plain),
    AfterValidator(_with_known_variables),
]
Body = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_BODY),
    AfterValidator(plain),
    AfterValidator(_with_known_variables),
]


class Text(BaseModel):
    """Title and text of a nudge in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    body: Body = ""

    @property
    def variables(self) -> frozenset[str]:
        """Give the names of the variables that occur."""
        return frozenset(_VARIABLE.findall(f"{self.title}\n{self.body}"))

    def filled(self, *, first_name: str, event: str, language: str) -> Text:
        """Fill in the variables, once; a missing event becomes 'your appointment'.

        Where no first name is known the variable goes, with a comma or space beside it.
        """
        name, what = clean(first_name), clean(event) or NAMELESS_EVENT["nl" if language == "nl" else "en"]
        return Text.model_construct(title=_fill(self.title, name, what), body=_fill(self.body, name, what))


def clean(value: str) -> str:
    """Make a name fit to be filled in: one line, no control characters, not too long."""
    kept = "".join(
        " " if char.isspace() else char
        for char in value
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= MAX_VALUE else kept[: MAX_VALUE - 1].rstrip() + "…"


def _fill(text: str, first_name: str, event: str) -> str:
    if not first_name:
        text = re.sub(r"^\{(?:voornaam|first_name)\}[,:]? ?", "", text)
        text = re.sub(r",? ?\{(?:voornaam|first_name)\}", "", text)
    filled = _VARIABLE.sub(lambda found: first_name if found[1] in FIRST_NAME else event, text).strip()
    return filled[:1].upper() + filled[1:]
