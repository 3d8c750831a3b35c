"""From pydantic's errors to sentences a leerprofessional understands."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nudges.errors import Problem

MAX_PROBLEMS = 20

_SENTENCES = {
    "missing": ("missing", "Dit moet nog worden ingevuld.", "This is still to be filled in."),
    "extra_forbidden": ("unknown_field", "Dit veld bestaat niet.", "There is no such field."),
    "string_too_long": (
        "too_long",
        "Deze tekst is te lang: hooguit {max_length} tekens.",
        "This text is too long: {max_length} characters at most.",
    ),
    "string_too_short": ("too_short", "Vul hier iets in.", "Fill in something here."),
    "string_pattern_mismatch": (
        "characters",
        "Gebruik hier alleen kleine letters, cijfers en streepjes.",
        "Use only small letters, digits and dashes here.",
    ),
    "literal_error": ("choice", "Kies een van de mogelijkheden: {expected}.", "Choose one of: {expected}."),
    "enum": ("choice", "Kies een van de mogelijkheden: {expected}.", "Choose one of: {expected}."),
    "union_tag_invalid": (
        "choice",
        "Kies een van de mogelijkheden: {expected_tags}.",
        "Choose one of: {expected_tags}.",
    ),
    "union_tag_not_found": ("missing", "Kies wanneer het seintje komt.", "Choose when the nudge comes."),
    "greater_than_equal": (
        "too_small",
        "Dit getal is te klein: minstens {ge}.",
        "This number is too small: {ge} at least.",
    ),
    "less_than_equal": (
        "too_large",
        "Dit getal is te groot: hooguit {le}.",
        "This number is too large: {le} at most.",
    ),
}
_OTHERWISE = ("unreadable", "Dit kan ik niet lezen.", "This cannot be read.")


def problems_of(error: ValidationError) -> list[Problem]:
    """Give what is wrong, at most twenty of them; what was typed is not repeated."""
    details = error.errors(include_url=False, include_input=False)
    return [_problem(one) for one in details[:MAX_PROBLEMS]]


def _problem(detail: ErrorDetails) -> Problem:
    field = ".".join(str(part)[:40] for part in detail["loc"])[:160]
    context = detail.get("ctx", {})
    if detail["type"] == "nudge_rule":
        return Problem(field, str(context["code"]), str(context["nl"]), str(context["en"]))
    code, nl, en = _SENTENCES.get(detail["type"], _OTHERWISE)
    return Problem(field, code, nl.format_map(context), en.format_map(context))
