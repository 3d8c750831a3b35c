"""The nudges, made from the settings."""

from __future__ import annotations

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.service import NudgeService
from nudges.store import Store
from server.settings import Settings
from server.store import Database


class Nudging:
    """The service of the nudges for one server, and the engine behind it."""

    def __init__(self, settings: Settings, database: Database):
        """Make the service; nothing is started."""
        self.store = Store(database.engine)
        caps = Caps(settings.nudge_cap_day, settings.nudge_cap_week)
        self.service = NudgeService(Tools(self.store, caps))

    def close(self) -> None:
        """Stop and join what was started here."""
