"""The texts of one nudge for one person, as they are kept and sent."""

from __future__ import annotations

from typing import Any

from nudges.people import Person
from nudges.programme import Programme


def content_of(programme: Programme, person: Person, event_title: str, follow_up: str = "") -> dict[str, Any]:
    """Fill in the texts.

    Args:
        programme: what is sent.
        person: for whom; decides language and first name.
        event_title: of the person's own event or of what is followed up, or empty.
        follow_up: card or practice that it follows up, which is then what it opens.
    """
    text = programme.text(person.language).filled(
        first_name=person.first_name, event=event_title, language=person.language
    )
    target = programme.opens.target or follow_up
    return {
        "programme": programme.name,
        "moment": programme.moment.value,
        "language": person.language if person.language in programme.texts else "nl",
        "title": text.title,
        "body": text.body,
        "opens_kind": programme.opens.kind,
        "opens_target": target,
    }
