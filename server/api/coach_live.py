"""The coach of this server, also as a partner in the live conversation."""

from __future__ import annotations

from server.conversation.coach.asking_model import CoachModel
from server.conversation.coach.coach import Coach
from server.conversation.coach.partner import CoachPartner
from server.conversation.coach.store import Coachings
from server.conversation.coach.talk import Pointer
from server.services import Services


def coach_of(parts: Services) -> Coach:
    """Give the coach of this server."""
    return Coach(CoachModel(parts.chat), lambda text, language: _card(parts, text, language))


def register(parts: Services) -> None:
    """Let the coach be a partner in the live conversation."""

    def make(owner: str, session: str, _language: str) -> CoachPartner:
        own = Coachings(parts.database, owner)
        return CoachPartner(own.get(session), own, coach_of(parts), parts.notebook(owner))

    parts.partners.register("coach", make)


def _card(parts: Services, text: str, language: str) -> Pointer | None:
    """Find the tip card for what was said; while the search is still loading there is none."""
    search = parts.engines.at_hand("search")
    found = search.find(text, language).best if search is not None else None
    return Pointer(slug=found.slug, title=found.title) if found is not None else None
