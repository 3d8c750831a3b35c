"""What can be practised now: the files, and over them what authors published. As the database says."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from typing import Final

from sqlalchemy import select

from server.content.scenarios.loading import ScenarioFileError, in_order, parse_scenario, path_of
from server.content.scenarios.model import Scenario
from server.content.scenarios.shelf import ScenarioShelf
from server.content.scenarios.tables import AuthoredScenarioRow, ScenarioVersionRow
from server.store import Database

log = logging.getLogger(__name__)
MOST_READ: Final = 200
"""Published versions that are kept as they were read, the last used ones."""
Version = tuple[str, int]


class Scenarios:
    """One for a process; thread-safe.

    Every look costs one small query: which revisions are published. Only when that changed, in whichever
    process, are texts read again. A version that was published never changes, so it is read once.
    """

    def __init__(self, files: ScenarioShelf, database: Database):
        """Take the scenarios of the files."""
        self._files = files
        self._database = database
        self._lock = threading.Lock()
        self._read: OrderedDict[Version, Scenario | None] = OrderedDict()
        self._published: tuple[Version, ...] = ()
        self._shelf = files

    def now(self) -> ScenarioShelf:
        """Give what can be practised now; immutable, for one piece of work."""
        wanted = (
            select(AuthoredScenarioRow.slug, AuthoredScenarioRow.live_revision)
            .where(AuthoredScenarioRow.live_revision.is_not(None))
            .order_by(AuthoredScenarioRow.slug)
        )
        with self._database.session() as session:
            published = tuple((slug, revision or 0) for slug, revision in session.execute(wanted))
        with self._lock:
            if published == self._published:
                return self._shelf
        shelf = self._put_together(published)
        with self._lock:
            self._published, self._shelf = published, shelf
        return shelf

    def as_of(self, slug: str, revision: int | None) -> Scenario | None:
        """Give a scenario as it was when a run began; None where it is no longer there.

        Args:
            slug: Its name.
            revision: The published revision; None for that of the files.
        """
        return self._files.get(slug) if revision is None else self._version((slug, revision))

    def _put_together(self, published: tuple[Version, ...]) -> ScenarioShelf:
        found = {one.slug: one for one in self._files.all()}
        authored = {}
        for slug, revision in published:
            scenario = self._version((slug, revision))
            if scenario is not None:
                found[slug], authored[slug] = scenario, revision
        return ScenarioShelf(in_order(found.values()), authored)

    def _version(self, version: Version) -> Scenario | None:
        with self._lock:
            if version in self._read:
                self._read.move_to_end(version)
                return self._read[version]
        scenario = self._parsed(*version)
        with self._lock:
            self._read[version] = scenario
            while len(self._read) > MOST_READ:
                self._read.popitem(last=False)
        return scenario

    def _parsed(self, slug: str, revision: int) -> Scenario | None:
        wanted = select(ScenarioVersionRow.text).where(
            ScenarioVersionRow.slug == slug,
            ScenarioVersionRow.revision == revision,
            ScenarioVersionRow.what == "published",
        )
        with self._database.session() as session:
            text = session.scalar(wanted)
        if text is None:
            return None
        try:
            return parse_scenario(text.encode(), path_of(slug))
        except ScenarioFileError as problem:
            # It was right when it was published: what a scenario may hold has changed since.
            log.warning("scenario %s, revision %s, can no longer be read: %s", slug, revision, problem)
            return None
