"""Everything about nudges that the rest of the product asks for, one method each, person first.

The parts are in :mod:`nudges.desks`. Time is an argument; instants are aware and UTC. Personal methods carry
the person into every query, so that somebody else's nudge does not exist for them. What a leerprofessional
reads are programmes and counts.
"""

from __future__ import annotations

from nudges.desks.events import EventDesk
from nudges.desks.health import HealthDesk
from nudges.desks.inbox import InboxDesk
from nudges.desks.outlook import OutlookDesk
from nudges.desks.own import OwnDesk
from nudges.desks.programmes import ProgrammeDesk
from nudges.desks.rehearsal import RehearsalDesk

__all__ = ["NudgeService"]


class NudgeService(InboxDesk, OutlookDesk, OwnDesk, EventDesk, ProgrammeDesk, RehearsalDesk, HealthDesk):
    """The nudges, for the server. Thread-safe; each method is one short transaction."""
