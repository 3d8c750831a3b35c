"""Who may come into the studio."""

from __future__ import annotations

from server.errors import NotAllowed
from server.identity import Person, Role, current_person

PROGRAMME_ROLES = frozenset({Role.LEARNING_PROFESSIONAL, Role.ADMINISTRATOR})
"""Whoever plans for others. An administrator may put a programme right; nothing here shows a person."""


def professional() -> Person:
    """Give the person who asks, if they may work in the studio.

    Raises:
        NotSignedIn: nobody is signed in.
        NotAllowed: this person does not plan for others.
    """
    person = current_person()
    if person.role not in PROGRAMME_ROLES:
        raise NotAllowed(
            "the studio is for learning professionals",
            code="studio_refused",
            nl="De studio is voor leerprofessionals. Vraag je beheerder om die rol als je seintjes plant.",
            en="The studio is for learning professionals. Ask your administrator for that role.",
        )
    return person
