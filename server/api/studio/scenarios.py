"""Scenarios in the studio: drafts of the authors together, published for everybody, and the ready ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from flask import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.shapes import Author, Revision, SeenRevision, author
from server.content.scenarios.authored import AuthoredScenarios, ScenarioUnknown, with_language
from server.content.scenarios.loading import SCENARIOS
from server.content.scenarios.model import Scenario
from server.content.scenarios.tables import AuthoredScenarioRow
from server.identity import Person
from server.services import services
from server.store import now

MARKDOWN = "text/markdown"


ScenarioText = Annotated[str, StringConstraints(max_length=100_000)]
"""A scenario file as it is being written."""


class ScenarioLine(BaseModel):
    """A scenario in the list."""

    slug: str
    title: str
    language: str
    state: Literal["ready", "draft", "published", "withdrawn"]
    """``ready``: it comes with the product, or lies in the organisation's folder."""
    changed: bool
    """There are changes that nobody practises yet."""
    changed_by: Author | None
    changed_at: datetime | None


class ScenarioLines(BaseModel):
    """Every scenario: what was written here, the last changed first, and then what is ready."""

    scenarios: list[ScenarioLine]


class ScenarioDraft(BaseModel):
    """A scenario to write on."""

    line: ScenarioLine
    text: str
    revision: int | None
    """None where nothing was written here yet."""
    replaces: bool
    """A ready scenario has the same name: it is practised again when this one is withdrawn."""


class ScenarioSave(BaseModel):
    """A text to save."""

    model_config = ConfigDict(extra="forbid")

    revision: Revision | None
    """The one that the writer saw; None where they saw none."""
    text: ScenarioText


class ScenarioVersion(BaseModel):
    """Something that was done to a scenario."""

    revision: int
    what: Literal["saved", "published", "withdrawn", "overtaken"]
    by: Author
    at: datetime
    text: str


class ScenarioHistory(BaseModel):
    """What was done to a scenario, newest first."""

    entries: list[ScenarioVersion]


@blueprint.get("/scenarios")
@described(Description(gives=ScenarioLines, problems=(403,)))
def list_scenario_files() -> ScenarioLines:
    """List the scenarios: written here, and ready."""
    me = professional()
    written = [_line(row, me) for row in _desk().all()]
    names = {one.slug for one in written}
    ready = services().engines.scenarios.now().all()
    return ScenarioLines(scenarios=[*written, *(_ready_line(one) for one in ready if one.slug not in names)])


@blueprint.get("/scenarios/<slug>")
@described(Description(gives=ScenarioDraft, problems=(403, 404)))
def read_scenario_draft(slug: str) -> ScenarioDraft:
    """Give a scenario to write on: the draft of the authors, or else the ready one."""
    return _to_write_on(slug)


@blueprint.put("/scenarios/<slug>")
@described(Description(body=ScenarioSave, gives=ScenarioDraft, problems=(403, 409)))
def save_scenario_draft(slug: str, body: ScenarioSave) -> ScenarioDraft:
    """Save a draft, also of a new scenario; what a colleague overtook is kept in the history."""
    me = professional()
    return _draft(_desk().save(slug, body.revision, body.text, now()), me)


@blueprint.delete("/scenarios/<slug>")
@described(Description(status=204, problems=(403, 404, 409)))
def delete_scenario_draft(slug: str) -> None:
    """Throw away a draft that was never published."""
    _desk().delete(slug)


@blueprint.post("/scenarios/<slug>/publish")
@described(Description(body=SeenRevision, gives=ScenarioDraft, problems=(403, 404, 409)))
def publish_scenario(slug: str, body: SeenRevision) -> ScenarioDraft:
    """Let everybody practise it, from now on; runs that are going on keep what they began with."""
    me = professional()
    return _draft(_desk().publish(slug, body.revision, now()), me)


@blueprint.post("/scenarios/<slug>/withdraw")
@described(Description(body=SeenRevision, gives=ScenarioDraft, problems=(403, 404, 409)))
def withdraw_scenario(slug: str, body: SeenRevision) -> ScenarioDraft:
    """Take it back; a ready scenario of the same name is practised again."""
    me = professional()
    return _draft(_desk().withdraw(slug, body.revision, now()), me)


@blueprint.get("/scenarios/<slug>/history")
@described(Description(gives=ScenarioHistory, problems=(403,)))
def read_scenario_history(slug: str) -> ScenarioHistory:
    """Tell what was done to a scenario, newest first; every version can be taken up again."""
    me = professional()
    return ScenarioHistory(
        entries=[
            ScenarioVersion.model_validate(
                {
                    "revision": one.revision,
                    "what": one.what,
                    "by": author(one.by, me),
                    "at": one.created_at,
                    "text": one.text,
                }
            )
            for one in _desk().history(slug)
        ]
    )


@blueprint.get("/scenarios/<slug>/file")
@described(Description(content=MARKDOWN, problems=(403, 404)))
def read_scenario_file(slug: str) -> Response:
    """Give a scenario as the file that it is."""
    return Response(_to_write_on(slug).text, content_type=f"{MARKDOWN}; charset=utf-8")


def _desk() -> AuthoredScenarios:
    return AuthoredScenarios(services().database, professional())


def _to_write_on(slug: str) -> ScenarioDraft:
    me = professional()
    row = _desk().get(slug)
    if row is not None:
        return _draft(row, me)
    ready = services().engines.scenarios.as_of(slug, None)
    if ready is None:
        raise ScenarioUnknown("no such scenario")
    return ScenarioDraft(line=_ready_line(ready), text=_text(ready), revision=None, replaces=True)


def _line(row: AuthoredScenarioRow, me: Person) -> ScenarioLine:
    return ScenarioLine.model_validate(
        {
            "slug": row.slug,
            "title": row.title,
            "language": row.language,
            "state": row.state,
            "changed": row.state == "published" and row.live_revision != row.revision,
            "changed_by": author(row.changed_by, me),
            "changed_at": row.changed_at,
        }
    )


def _draft(row: AuthoredScenarioRow, me: Person) -> ScenarioDraft:
    ready = services().engines.scenarios.as_of(row.slug, None)
    return ScenarioDraft(
        line=_line(row, me), text=row.text, revision=row.revision, replaces=ready is not None
    )


def _ready_line(scenario: Scenario) -> ScenarioLine:
    return ScenarioLine(
        slug=scenario.slug,
        title=scenario.title,
        language=scenario.language,
        state="ready",
        changed=False,
        changed_by=None,
        changed_at=None,
    )


def _text(ready: Scenario) -> str:
    """Read the file of a scenario; the organisation's own comes before the starter's, as when playing."""
    found = next((path for folder in _folders() for path in folder.rglob(f"{ready.slug}.md")), None)
    if found is None:
        raise ScenarioUnknown("its file is gone")
    return with_language(found.read_text(encoding="utf-8-sig"), ready.language)


def _folders() -> Iterator[Path]:
    own = services().settings.scenarios
    if own is not None:
        yield own
    yield SCENARIOS
