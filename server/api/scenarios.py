"""Scenarios to practise: what is there, and what one reads before it begins."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel

from server.api.described import Description, described
from server.content.scenarios.model import Scenario, Topic
from server.content.scenarios.shelf import ScenarioShelf
from server.conversation.roleplay.texts import label, procedure
from server.errors import NotFound
from server.identity import current_person
from server.services import services

blueprint = Blueprint("scenarios", __name__)

LEVELS = [1, 2, 3]


class ScenarioGone(NotFound):
    """A scenario that is not there, or that was withdrawn."""

    code = "scenario_gone"
    nl = "Dit scenario is er niet meer. Wat je zei is bewaard. Kies een ander gesprek om verder te oefenen."
    en = "This scenario is no longer there. What you said is kept. Choose another talk to go on practising."


class ScenarioQuery(BaseModel):
    """Which scenarios; without a language all of them."""

    language: str | None = None


class PersonaView(BaseModel):
    """Whom the AI plays."""

    name: str
    role: str


class ScenarioSummary(BaseModel):
    """A scenario in a list."""

    slug: str
    title: str
    language: str
    """Of the talk."""
    topic: Topic
    icon: str
    situation: str
    your_role: str
    goal: str
    persona: PersonaView
    threat: bool
    example: bool
    """What is said of rules in it differs by organisation."""
    levels: list[int]


class EdgeView(BaseModel):
    """A way in which it can end."""

    name: str
    label: str


class ScenarioDetail(ScenarioSummary):
    """A whole scenario, as one reads it before practising."""

    opening: str
    character: str
    background: str
    """Markdown."""
    checks: list[str]
    edges: list[EdgeView]
    source: str
    owner: str
    procedure: str | None
    """What the organisation does at a threat; only where the persona threatens."""


class ScenarioList(BaseModel):
    """The scenarios."""

    revision: str
    scenarios: list[ScenarioSummary]


@blueprint.get("/scenarios")
@described(Description(query=ScenarioQuery, gives=ScenarioList))
def list_scenarios(query: ScenarioQuery) -> ScenarioList:
    """List the scenarios."""
    shelf = services().engines.scenarios.now()
    found = [summary_of(one) for one in shelf.all(query.language)]
    return ScenarioList(revision=shelf.revision, scenarios=found)


@blueprint.get("/scenarios/<slug>")
@described(Description(gives=ScenarioDetail, problems=(404,)))
def read_scenario(slug: str) -> ScenarioDetail:
    """Read one scenario."""
    scenario = scenario_named(services().engines.scenarios.now(), slug)
    language = current_person().language
    names = list(dict.fromkeys(edge.name for edge in scenario.edges))
    own = services().settings.aggression_procedure
    return ScenarioDetail(
        **summary_of(scenario).model_dump(),
        opening=scenario.opening,
        character=scenario.persona.character,
        background=scenario.background,
        checks=[check.check for check in scenario.rubric],
        edges=[EdgeView(name=name, label=label(scenario, name, language)) for name in names],
        source=scenario.source,
        owner=scenario.owner,
        procedure=procedure(own, language) if scenario.threat else None,
    )


def scenario_named(shelf: ScenarioShelf, slug: str) -> Scenario:
    """Give a scenario that can be practised now.

    Raises:
        ScenarioGone: it is not there, or no longer.
    """
    found = shelf.get(slug)
    if found is None:
        raise ScenarioGone("no such scenario")
    return found


def summary_of(scenario: Scenario) -> ScenarioSummary:
    """Describe a scenario for a list."""
    persona = PersonaView(name=scenario.persona.name, role=scenario.persona.role)
    plain = {
        name: getattr(scenario, name) for name in ScenarioSummary.model_fields if hasattr(scenario, name)
    }
    return ScenarioSummary(**{**plain, "persona": persona, "levels": LEVELS})
