"""What runs in a fresh installation in development: the ready programmes that wait for a person's own event.

They send nothing by themselves, and without them an own event would bring no nudge at all. In production a
learning professional decides what runs.
"""

from __future__ import annotations

from server.settings import Settings
from server.store import Database, now


def publish_first(settings: Settings, database: Database) -> int:
    """Publish them where there never was a programme; gives how many.

    What was published once stays in the database, also when it was stopped, so this happens once.
    """
    if settings.environment != "development":
        return 0
    from nudges import ready
    from nudges.caps import Caps
    from nudges.desks.base import Tools
    from nudges.service import NudgeService
    from nudges.store import Store
    from nudges.triggers import Relative
    from server.identity import People, Role

    moment = now()
    service = NudgeService(Tools(Store(database.engine), Caps(None, None)))
    if service.programmes(moment):
        return 0
    owner = People(database).demo(Role.LEARNING_PROFESSIONAL).id
    wanted = [one for one in ready.programmes(moment.date()) if isinstance(one.trigger, Relative)]
    for one in wanted:
        made = service.create(one, owner, moment)
        service.publish(made.summary.id, owner, made.summary.revision, moment)
    return len(wanted)
