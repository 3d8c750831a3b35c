"""Scenarios in the studio: change the file, see line by line what is wrong, try it sentence by sentence.

Nothing is kept here: a scenario is a file of the organisation, saved from the studio into its own folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.api.described import Description, described
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.content.scenarios.behaviours import name_of
from server.content.scenarios.loading import SCENARIOS, ScenarioFileError, parse_scenario
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.behaviours import BehaviourRecogniser
from server.conversation.roleplay.inspector import Step, inspect
from server.conversation.roleplay.texts import label
from server.errors import NotFound
from server.problems import language
from server.services import services

MAX_SENTENCES = 12
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class ScenarioLine(BaseModel):
    """A scenario in the list."""

    slug: str
    title: str
    language: str


class ScenarioLines(BaseModel):
    """Every scenario that can be practised here."""

    scenarios: list[ScenarioLine]


class ScenarioTrial(BaseModel):
    """A scenario file as it is being written, and sentences to try it with."""

    model_config = ConfigDict(extra="forbid")

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    text: Annotated[str, StringConstraints(max_length=100_000)]
    level: Literal[1, 2, 3] = 2
    sentences: Annotated[list[Sentence], Field(max_length=MAX_SENTENCES)] = []


class ScenarioProblem(BaseModel):
    """Something that is wrong with the file."""

    line: int
    message: str


class Recognised(BaseModel):
    """A behaviour, and the very words that show it."""

    name: str
    label: str
    quote: str


class ScenarioStep(BaseModel):
    """What one sentence was recognised as, and how the state moved."""

    said: str
    behaviours: list[Recognised]
    before: dict[str, int]
    after: dict[str, int]
    says: str
    edge: str | None
    """What came of it, as the author calls it; None while the talk goes on as it was."""
    ended: bool
    needs_open: list[str]


class ScenarioTried(BaseModel):
    """What is wrong with a scenario, or else how it went."""

    problems: list[ScenarioProblem]
    opening: str | None
    start: dict[str, int]
    steps: list[ScenarioStep]


@blueprint.get("/scenarios")
@described(Description(gives=ScenarioLines, problems=(403,)))
def list_scenario_files() -> ScenarioLines:
    """List the scenarios that can be practised here."""
    professional()
    return ScenarioLines(
        scenarios=[
            ScenarioLine(slug=one.slug, title=one.title, language=one.language)
            for one in services().engines.scenarios.all()
        ]
    )


@blueprint.get("/scenarios/<slug>/file")
@described(Description(content="text/markdown", problems=(403, 404)))
def read_scenario_file(slug: str) -> Response:
    """Give a scenario as the file that it is."""
    professional()
    path = _file(slug)
    if path is None:
        raise NotFound("no such scenario", code="scenario_unknown")
    return Response(path.read_bytes(), content_type="text/markdown; charset=utf-8")


@blueprint.post("/scenarios/try")
@described(Description(body=ScenarioTrial, gives=ScenarioTried, problems=(403,)))
def try_scenario(body: ScenarioTrial) -> ScenarioTried:
    """Check a scenario file and play sentences on it: what was recognised, and how the state moved."""
    professional()
    try:
        # The name of the folder would give the language; a file in writing says it itself.
        scenario = parse_scenario(body.text.encode(), Path("nl") / f"{body.slug}.md")
    except ScenarioFileError as error:
        return ScenarioTried(problems=_problems(error), opening=None, start={}, steps=[])
    search = services().engines.at_hand("search")
    recogniser = BehaviourRecogniser(getattr(search, "encoder", None))
    steps = inspect(scenario, body.sentences, body.level, recogniser)
    return ScenarioTried(
        problems=[],
        opening=scenario.opening,
        start=steps[0].before if steps else {},
        steps=[_step(scenario, one) for one in steps],
    )


def _step(scenario: Scenario, step: Step) -> ScenarioStep:
    speak = language()
    return ScenarioStep(
        said=step.said,
        behaviours=[
            Recognised(name=one.behaviour.value, label=name_of(one.behaviour, speak), quote=one.quote)
            for one in step.seen
        ],
        before=step.before,
        after=step.after,
        says=step.says,
        edge=label(scenario, step.edge, speak) if step.edge is not None else None,
        ended=step.ended is not None,
        needs_open=list(step.needs_open),
    )


def _problems(error: ScenarioFileError) -> list[ScenarioProblem]:
    speak = language()
    return [
        ScenarioProblem(line=one.line, message=one.nl if speak == "nl" else one.en) for one in error.problems
    ]


def _file(slug: str) -> Path | None:
    """Find the file of a scenario; the organisation's own comes before the starter's, as when playing."""
    if services().engines.scenarios.get(slug) is None:
        return None
    return next((path for folder in _folders() for path in folder.rglob(f"{slug}.md")), None)


def _folders() -> Iterator[Path]:
    own = services().settings.scenarios
    if own is not None:
        yield own
    yield SCENARIOS
