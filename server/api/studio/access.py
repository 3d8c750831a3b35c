"""Who may come into the studio."""

from __future__ import annotations

from server.content.authoring import author
from server.identity import Person, current_person


def professional() -> Person:
    """Give the person who asks, if they may work in the studio.

    Raises:
        NotSignedIn: nobody is signed in.
        StudioRefused: this person makes nothing for others.
    """
    return author(current_person())
