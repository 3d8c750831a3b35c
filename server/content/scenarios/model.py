"""What a scenario is: a situation, a persona with needs and a state, and what changes that state."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from server.content.cards import Short, Slug, Spoken
from server.content.scenarios.behaviours import Behaviour
from server.content.scenarios.conditions import VARIABLES, Condition


def _digit(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value in ("1", "2", "3") else value


Level = Annotated[Literal[1, 2, 3], BeforeValidator(_digit)]
"""1 is mild, 2 is as written, 3 is hard."""
Number = Annotated[int, Field(ge=0, le=10)]
Change = Annotated[int, Field(ge=-10, le=10)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=600)]
Topic = Literal["service", "safety", "colleague", "pitch", "sales", "phone"]
EdgeName = Literal["calms_down", "asks_for_manager", "walks_out", "ends_safely"]
REQUIRED_EDGES: Final[tuple[EdgeName, ...]] = ("calms_down", "asks_for_manager", "walks_out")


def rule(nl: str, en: str) -> PydanticCustomError:
    """Make a validation error that carries its sentence in both languages."""
    return PydanticCustomError("scenario_rule", "{en}", {"nl": nl, "en": en})


def _condition(value: Any) -> Condition:
    if isinstance(value, Condition):
        return value
    try:
        return Condition.parse(str(value))
    except ValueError as error:
        names = ", ".join(VARIABLES)
        raise rule(
            f"'{error}' is geen voorwaarde; schrijf bijvoorbeeld 'irritation >= 7 and trust < 4' ({names}).",
            f"'{error}' is no condition; write for example 'irritation >= 7 and trust < 4' ({names}).",
        ) from None


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


When = Annotated[Condition, BeforeValidator(_condition)]
Behaviours = Annotated[tuple[Behaviour, ...], BeforeValidator(_listed), Field(min_length=1)]


class Piece(BaseModel):
    """A part of a scenario: frozen, and strict on unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class State(Piece):
    """Where the persona stands, 0 to 10."""

    patience: Number = 6
    irritation: Number = 5
    trust: Number = 4


class Effect(Piece):
    """What a behaviour does to the state."""

    patience: Change = 0
    irritation: Change = 0
    trust: Change = 0


class Need(Piece):
    """Something that the persona wants and, from some level on, does not say by itself."""

    need: Spoken
    met_by: Behaviours
    """Any one of these meets it."""
    reveal: Spoken | None = None
    """What the persona says of it when asked an open question; without it the need is plain at once."""
    level: Level = 1
    """The lowest level at which the persona has this need."""


class Persona(Piece):
    """Who the AI plays."""

    name: Short
    role: Short
    character: Long
    """Two or three plain sentences, for whoever reads it and for a language model."""
    voice: Annotated[str, StringConstraints(max_length=100)] | None = None
    """A name for each engine: ``edge:nl-NL-MaartenNeural,espeak:m7``."""
    speed: Annotated[float, Field(ge=0.7, le=1.4)] = 1.0
    needs: Annotated[tuple[Need, ...], Field(min_length=1, max_length=6)]


class Line(Piece):
    """Something that the persona can say, word for word."""

    say: Spoken
    when: When = Condition()
    after: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """Only as an answer to one of these; such a line goes before one that answers nothing."""


class Edge(Piece):
    """Where the talk turns or ends."""

    name: EdgeName
    label: Short | None = None
    """How it is called on the screen, where the usual words do not fit (a director "says yes")."""
    when: When
    after: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """Only right after one of these."""
    says: Annotated[tuple[Spoken, ...], BeforeValidator(_listed), Field(min_length=1, max_length=4)]
    """One of these is said."""
    ends: bool = True
    """False: the talk goes on, once; the next time that it holds, it ends."""


class Check(Piece):
    """A yes or no that the transcript can show."""

    check: Spoken
    behaviour: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """Yes where one of these was seen."""
    never: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """Yes where none of these was seen."""
    by_round: Annotated[int, Field(ge=1, le=20)] | None = None
    """Only what was said in the person's first so many turns counts."""
    better: Spoken
    """A line that would have done it."""
    tip: Spoken | None = None


class Hint(Piece):
    """A whisper, on request."""

    say: Spoken
    when: When = Condition()
    missing: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """Only as long as none of these was seen."""


class EmployeeLine(Piece):
    """What the AI says where it plays the employee."""

    say: Spoken
    shows: Annotated[tuple[Behaviour, ...], BeforeValidator(_listed)] = ()
    """What it is an example of."""


Pieces = Annotated[tuple[Line, ...], Field(min_length=8, max_length=60)]


class Scenario(Piece):
    """One conversation to practise, exactly as its author wrote it."""

    slug: Slug
    title: Short
    language: Literal["nl", "en", "fr", "de"] = "nl"
    topic: Topic
    icon: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=40)] = "messages-square"
    situation: Long
    your_role: Spoken
    goal: Spoken
    persona: Persona
    opening: Spoken
    state: State = State()
    levels: dict[Level, Effect] = {}
    """What level 1 and 3 change of the state to begin with; they have sensible values of their own."""
    each_round: Effect = Effect(patience=-1)
    """What every turn of the person costs by itself."""
    rules: dict[Behaviour, Effect] = {}
    """Replace what the behaviours do by themselves; see ``RULES``."""
    jargon: Annotated[tuple[Short, ...], Field(max_length=40)] = ()
    """Words that this persona does not know, besides the general list."""
    threat: bool = False
    """The persona threatens: the talk always ends safely and names the organisation's own procedure."""
    lines: Pieces
    edges: Annotated[tuple[Edge, ...], Field(min_length=3, max_length=8)]
    rubric: Annotated[tuple[Check, ...], Field(min_length=3, max_length=8)]
    hints: Annotated[tuple[Hint, ...], Field(min_length=2, max_length=12)]
    debrief: Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=5)]
    employee: Annotated[tuple[EmployeeLine, ...], Field(min_length=5, max_length=20)]
    source: Spoken
    owner: Short
    example: bool = False
    """True where what is said of rules differs by organisation."""
    background: Annotated[str, StringConstraints(strip_whitespace=True, max_length=6000)] = ""
    """The text below the front matter: for whoever wants to know why."""

    def effect(self, behaviour: Behaviour) -> Effect:
        """Give what a behaviour does here."""
        return self.rules.get(behaviour, RULES.get(behaviour, NOTHING))

    def start(self, level: Level) -> dict[str, int]:
        """Give the state to begin with."""
        change = self.levels.get(level, LEVELS[level])
        return {
            name: min(10, max(0, getattr(self.state, name) + getattr(change, name)))
            for name in ("patience", "irritation", "trust")
        }

    def needs(self, level: Level) -> tuple[tuple[int, Need], ...]:
        """Give the needs of one level, each with its number in the file."""
        return tuple((place, need) for place, need in enumerate(self.persona.needs) if need.level <= level)


NOTHING: Final = Effect()
LEVELS: Final[dict[int, Effect]] = {
    1: Effect(patience=2, irritation=-2, trust=1),
    2: NOTHING,
    3: Effect(patience=-1, irritation=2, trust=-2),
}
B = Behaviour
RULES: Final[dict[Behaviour, Effect]] = {
    B.ACKNOWLEDGED_FEELING: Effect(irritation=-2, trust=1, patience=1),
    B.APOLOGISED: Effect(irritation=-1, trust=1),
    B.OPEN_QUESTION: Effect(irritation=-1, trust=1, patience=1),
    B.SUMMARISED: Effect(irritation=-2, trust=2, patience=1),
    B.GAVE_REASON: Effect(trust=1),
    B.GAVE_DATE: Effect(irritation=-1, trust=2, patience=1),
    B.OFFERED_CHOICE: Effect(irritation=-1, trust=1, patience=1),
    B.OFFERED_ACTION: Effect(irritation=-1, trust=2, patience=1),
    B.REFUSED: Effect(irritation=1),
    B.REPEATED_REFUSAL: Effect(irritation=2, trust=-1, patience=-1),
    B.SET_LIMIT: Effect(trust=-1),
    B.LIMIT_WITH_CHOICE: Effect(irritation=-1, trust=1),
    B.USED_JARGON: Effect(irritation=1, trust=-1, patience=-1),
    B.BLAMED: Effect(irritation=3, trust=-2, patience=-1),
    B.DISMISSED: Effect(irritation=3, trust=-2, patience=-1),
    B.APPRECIATED: Effect(irritation=-1, trust=1),
    B.FETCHED_HELP: Effect(trust=1),
    B.CHECKED_UNDERSTANDING: Effect(trust=1),
    B.INTERRUPTED: Effect(irritation=1, patience=-1),
    B.SAID_LITTLE: Effect(irritation=1, patience=-1),
    B.ENDED_TALK: Effect(trust=-1),
}
"""What a behaviour does where a scenario does not say otherwise."""
