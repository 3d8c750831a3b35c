"""All scenarios of this server, in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from server.content.scenarios.model import Scenario


class ScenarioShelf:
    """The scenarios by slug, with one revision over all of them. Immutable."""

    def __init__(self, scenarios: Iterable[Scenario], authored: Mapping[str, int] | None = None):
        """Take the scenarios in the order in which lists show them.

        Args:
            scenarios: All of them.
            authored: The revision of each that was published in the studio, by slug.
        """
        self._authored = dict(authored or {})
        self._scenarios = {one.slug: one for one in scenarios}
        joined = "".join(repr(one) for _, one in sorted(self._scenarios.items()))
        self.revision = hashlib.sha256(joined.encode()).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self._scenarios)

    def get(self, slug: str) -> Scenario | None:
        """Give the scenario with this slug, or None."""
        return self._scenarios.get(slug)

    def revision_of(self, slug: str) -> int | None:
        """Give the revision of a scenario that was published in the studio; None for one of the files."""
        return self._authored.get(slug)

    def all(self, language: str | None = None) -> tuple[Scenario, ...]:
        """Give the scenarios in one language, or all of them."""
        return tuple(one for one in self._scenarios.values() if language in (None, one.language))
