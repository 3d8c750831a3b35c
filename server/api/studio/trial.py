"""Trying a scenario while it is being written: errors by line, the state after each sentence, its sound."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.api.described import Description, described
from server.api.spoken_text import spoken_text
from server.api.studio.access import professional
from server.api.studio.blueprint import blueprint
from server.api.studio.scenarios import ScenarioText
from server.api.types import Words
from server.content.scenarios.authored import ScenarioUnready
from server.content.scenarios.behaviours import name_of
from server.content.scenarios.loading import ScenarioFileError, parse_scenario, path_of
from server.content.scenarios.model import Scenario
from server.conversation.roleplay.behaviours import BehaviourRecogniser
from server.conversation.roleplay.check import unreached
from server.conversation.roleplay.inspector import Step, inspect
from server.conversation.roleplay.standing import begin
from server.conversation.roleplay.texts import filled, label, procedure
from server.problems import language
from server.services import services

MAX_SENTENCES = 12
Sentence = Annotated[Words, Field(max_length=500)]
SlugText = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class ScenarioTrial(BaseModel):
    """A scenario file as it is being written, and sentences to try it with."""

    model_config = ConfigDict(extra="forbid")

    slug: SlugText
    text: ScenarioText
    level: Literal[1, 2, 3] = 2
    sentences: Annotated[list[Sentence], Field(max_length=MAX_SENTENCES)] = []


class Voiced(BaseModel):
    """A sentence of a scenario that is being written, to be heard."""

    model_config = ConfigDict(extra="forbid")

    slug: SlugText
    text: ScenarioText
    say: Annotated[Words, Field(max_length=600)]
    """What the persona says, as the trial gave it."""


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
    persona: str | None
    """Whom one hears."""
    start: dict[str, int]
    steps: list[ScenarioStep]
    unreached: list[str]
    """Ends that nobody reaches: not a helpful, a blunt, a silent or a leaving employee, on any level."""


@blueprint.post("/scenarios/try")
@described(Description(body=ScenarioTrial, gives=ScenarioTried, problems=(403,)))
def try_scenario(body: ScenarioTrial) -> ScenarioTried:
    """Check a scenario file and play sentences on it: what was recognised, and how the state moved."""
    professional()
    try:
        scenario = parse_scenario(body.text.encode(), path_of(body.slug))
    except ScenarioFileError as error:
        found = _problems(error)
        return ScenarioTried(problems=found, opening=None, persona=None, start={}, steps=[], unreached=[])
    search = services().engines.at_hand("search")
    recogniser = BehaviourRecogniser(getattr(search, "encoder", None))
    steps = inspect(scenario, body.sentences, body.level, recogniser)
    speak = language()
    return ScenarioTried(
        problems=[],
        opening=_filled(scenario, scenario.opening),
        persona=scenario.persona.name,
        start=begin(scenario, body.level).values,
        steps=[_step(scenario, one) for one in steps],
        unreached=[label(scenario, name, speak) for name in unreached(scenario)],
    )


@blueprint.post("/scenarios/say")
@described(Description(body=Voiced, content="audio/mpeg", problems=(403, 409)))
def hear_scenario(body: Voiced) -> Response:
    """Hear a sentence in the voice of the persona, as in practice."""
    professional()
    try:
        scenario = parse_scenario(body.text.encode(), path_of(body.slug))
    except ScenarioFileError:
        raise ScenarioUnready("the file has errors") from None
    persona = scenario.persona
    say = _filled(scenario, body.say)
    sound = spoken_text(services(), say, scenario.language, persona.speed, persona.voice)
    return Response(sound, content_type="audio/mpeg", headers={"Cache-Control": "no-store"})


def _filled(scenario: Scenario, sentence: str) -> str:
    """Put in what this organisation does at a threat, as in practice."""
    return filled(sentence, procedure(services().settings.aggression_procedure, scenario.language))


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
        says=_filled(scenario, step.says),
        edge=label(scenario, step.edge, speak) if step.edge is not None else None,
        ended=step.ended is not None,
        needs_open=list(step.needs_open),
    )


def _problems(error: ScenarioFileError) -> list[ScenarioProblem]:
    speak = language()
    return [
        ScenarioProblem(line=one.line, message=one.nl if speak == "nl" else one.en) for one in error.problems
    ]
