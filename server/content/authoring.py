"""Who writes what everybody practises and is asked; checked where it is kept, not only at the door."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from server.errors import NotAllowed
from server.identity import Person, Role

AUTHORS: Final = frozenset({Role.LEARNING_PROFESSIONAL, Role.ADMINISTRATOR})
"""Whoever makes things for others. An administrator may put something right; nothing here shows a person."""
ONE_SITTING: Final = timedelta(minutes=5)
"""What one person saves within so long is one line of the history."""


class StudioRefused(NotAllowed):
    """This person makes nothing for others."""

    code = "studio_refused"
    nl = "De studio is voor leerprofessionals. Vraag je beheerder om die rol als je iets voor anderen maakt."
    en = "The studio is for learning professionals. Ask your administrator for that role."


def author(person: Person) -> Person:
    """Give the person, if they may make things for others.

    Raises:
        StudioRefused: they may not.
    """
    if person.role not in AUTHORS:
        raise StudioRefused("the studio is for learning professionals")
    return person
