"""The nudges, made from the settings."""

from __future__ import annotations

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.push.devices import Devices
from nudges.service import NudgeService
from nudges.store import Store
from server.instance import Instance
from server.pushing import open_push
from server.settings import Settings
from server.store import Database


class Nudging:
    """The service of the nudges for one server, and the engine behind it."""

    def __init__(self, settings: Settings, database: Database, instance: Instance):
        """Make the service; nothing is started."""
        self.store = Store(database.engine)
        self.pushing = open_push(settings, instance, self.store)
        caps = Caps(settings.nudge_cap_day, settings.nudge_cap_week)
        self.service = NudgeService(Tools(self.store, caps))

    @property
    def devices(self) -> Devices | None:
        """The devices that take push messages; None where the push keys are damaged."""
        return self.pushing.devices if self.pushing else None

    @property
    def push_key(self) -> str | None:
        """What a browser subscribes with."""
        return self.pushing.keys.public if self.pushing else None

    def close(self) -> None:
        """Stop and join what was started here."""
        if self.pushing is not None:
            self.pushing.close()
