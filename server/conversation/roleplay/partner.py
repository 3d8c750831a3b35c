"""The partner of a role-play in a live conversation, and by text: one way of playing for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from server.content.scenarios.behaviours import name_of
from server.content.scenarios.model import Level, Scenario
from server.conversation.base import Dialogue, Line, Part, Question, Say, ShowPractice, Stop
from server.conversation.commands import Command, command_of
from server.conversation.journal import Journal
from server.conversation.notebook.attentive import Jotter
from server.conversation.notebook.noting import Noted, noted_aside
from server.conversation.partners import Manner
from server.conversation.roleplay.behaviours import BehaviourRecogniser, Seen, folded
from server.conversation.roleplay.chairs import employee_turn
from server.conversation.roleplay.hints import hint_for
from server.conversation.roleplay.lines import STOPPED, Turned, answer
from server.conversation.roleplay.standing import Standing, begin, observe
from server.conversation.roleplay.texts import filled, label, procedure, text
from server.conversation.roleplay.voicing import Voicing

_STOPS = re.compile(
    r"^(?:souffleur )?(?:ik wil )?(?:stop\w*|beeindig|einde|end|arrete[zr]?|beende)\b.{0,12}"
    r"\b(?:oefening|rollenspel|practice|role play|exercice|ubung)\b"
)
_HINT = re.compile(
    r"^(?:souffleur )?(?:geef (?:me |mij )?(?:een |eens een )?(?:hint|tip)|mag ik een (?:hint|tip)|"
    r"(?:een )?hint(?: graag)?|"
    r"give me a hint|a hint please|souffleur help)$"
)
NARRATOR_VOICE = ""
"""Not the persona's: the person's own choice of voice."""


@dataclass(frozen=True)
class Stage:
    """What every run of a scenario is played with."""

    recogniser: Callable[[], BehaviourRecogniser]
    """Called where it may wait a little."""
    voicing: Voicing
    procedure: str
    """What the organisation does at a threat, in its own words; empty gives the usual advice."""


class RoleplayPartner:
    """Plays one run. All that it remembers is in ``dialogue.partner``."""

    def __init__(
        self,
        scenario: Scenario,
        stage: Stage,
        journal: Journal,
        *,
        run_id: str,
        level: Level,
        chair: str,
        seed: int,
        language: str,
        jotter: Jotter | None = None,
    ):
        """Take the scenario and what it is played with; ``language`` is that of the interface.

        ``jotter`` keeps what the person notes in between; without it nothing can be noted.
        """
        self._scenario = scenario
        self._stage = stage
        self._journal = journal
        self._run_id = run_id
        self._level = level
        self._other = chair == "other"
        self._seed = seed
        self._language = language
        self._jotter = jotter

    @property
    def journal(self) -> Journal:
        """Keeps the turns of the run."""
        return self._journal

    @property
    def manner(self) -> Manner:
        """The persona's voice; with changed chairs the AI speaks as an employee, with the usual voice."""
        persona = self._scenario.persona
        if self._other:
            return Manner(self._scenario.language)
        return Manner(self._scenario.language, persona.voice, persona.speed)

    def open(self, dialogue: Dialogue) -> Iterator[Part]:
        """Begin the talk, or say the last thing again where it is taken up."""
        standing = self._standing(dialogue)
        if dialogue.partner and dialogue.history:
            yield self._shown(standing, (), aside=True)
            role, last = dialogue.history[-1]
            if role == "assistant" and standing.ended is None:
                yield Say(last, Line.DETAIL)
            return
        self._keep(dialogue, standing)
        yield self._shown(standing, (), aside=True)
        if self._other:
            who = self._scenario.persona.name
            nl, en = f"Jij bent nu {who}. Begin maar.", f"You are now {who}. Please begin."
            yield self._narrated(nl if self._language == "nl" else en)
            return
        standing.saying = self._filled(self._scenario.opening)
        self._keep(dialogue, standing)
        dialogue.said(standing.saying)
        yield Say(standing.saying, Line.OPENER, authored=True)

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Answer what the person said, or step out of the play where they ask for that."""
        standing = self._standing(dialogue)
        aside = self._aside(question, dialogue, standing)
        if aside is not None:
            yield from aside
            return
        interrupted = _interrupted(standing, dialogue)
        dialogue.asked(question.text)
        if self._other:
            yield from self._as_employee(dialogue, standing)
            return
        recognised = self._stage.recogniser().seen(
            question.text, self._scenario.language, self._scenario.jargon
        )
        seen = observe(self._scenario, standing, question.text, recognised, interrupted=interrupted)
        turned = answer(self._scenario, standing, {one.behaviour for one in seen})
        standing.saying = ""
        self._keep(dialogue, standing)
        yield self._shown(standing, seen)
        yield from self._persona(turned, dialogue, standing)
        yield from self._narrator(turned, standing, dialogue)

    def command(self, command: Command, dialogue: Dialogue, language: str) -> Iterator[Part]:  # noqa: ARG002
        """Buttons: repeat, stop, and explain, which is a hint."""
        dialogue.awaiting_note = False
        standing = self._standing(dialogue)
        if command is Command.REPEAT:
            yield from self._again(dialogue, standing)
        elif command in (Command.EXPLAIN, Command.HURRY):
            yield from self._hint(dialogue, standing)
        else:
            yield Stop()

    def _persona(self, turned: Turned, dialogue: Dialogue, standing: Standing) -> Iterator[Part]:
        """Say the line: in a model's words where they pass, else in the author's."""
        if not turned.says:
            return
        line = self._filled(turned.says)
        if turned.ended == "ends_safely":
            yield from self._spoken(line, dialogue, standing, narrated=True)
            return
        voiced: Iterator[str] = iter(())
        if turned.ended is None and not turned.revealed:
            voiced = self._stage.voicing.sentences(self._scenario, standing, line, dialogue.history)
        first = next(voiced, None)
        if first is None:
            yield from self._spoken(line, dialogue, standing)
            return
        for sentence in chain([first], voiced):
            yield from self._spoken(sentence, dialogue, standing, authored=False)

    def _spoken(
        self,
        sentence: str,
        to: Dialogue,
        standing: Standing,
        *,
        authored: bool = True,
        narrated: bool = False,
    ) -> Iterator[Part]:
        standing.saying = f"{standing.saying} {sentence}".strip()
        self._keep(to, standing)
        to.said(sentence)
        line, voice = (Line.NOTICE, NARRATOR_VOICE) if narrated else (Line.DETAIL, None)
        yield Say(sentence, line, voice=voice, authored=authored)

    def _narrator(self, turned: Turned, standing: Standing, dialogue: Dialogue) -> Iterator[Part]:
        """Close the play: always in the interface's language, and at a threat with the real procedure."""
        if standing.ended is None:
            return
        closing = []
        if self._scenario.threat and turned.ended != "ends_safely":
            closing.append(self._filled(text("narrate_threat", self._language), self._language))
        closing.append(text("narrate_end", self._language))
        for sentence in closing:
            dialogue.said(sentence)
            yield self._narrated(sentence)

    def _as_employee(self, dialogue: Dialogue, standing: Standing) -> Iterator[Part]:
        shows, line = employee_turn(self._scenario, standing)
        sentence = self._filled(line)
        self._keep(dialogue, standing)
        yield self._shown(standing, tuple(Seen(behaviour, sentence) for behaviour in shows))
        yield from self._spoken(sentence, dialogue, standing)
        if standing.ended is not None:
            closing = text("narrate_end", self._language)
            dialogue.said(closing)
            yield self._narrated(closing)

    def _aside(self, question: Question, dialogue: Dialogue, standing: Standing) -> Iterator[Part] | None:
        """Find what is said to the prompter and not to the persona; only aloud, since buttons do it else."""
        noting = self._noting(question, dialogue, standing)
        if noting is not None:
            return noting
        if standing.ended is not None:
            return self._over(standing)
        if not question.spoken:
            return None
        plain = folded(question.text).strip(" .!?,")
        if _STOPS.match(plain):
            return self._stopped(dialogue, standing)
        if _HINT.match(plain.replace(",", "")):
            return self._hint(dialogue, standing)
        if command_of(question.text, self._scenario.language) is Command.REPEAT:
            return self._again(dialogue, standing)
        return None

    def _noting(self, question: Question, dialogue: Dialogue, standing: Standing) -> Iterator[Part] | None:
        """Find a thought for the notebook; the persona hears nothing of it."""
        if self._jotter is None or not question.spoken:
            return None
        own = replace(question, language=self._language)
        found = noted_aside(question.text, self._scenario.language) or noted_aside(own.text, own.language)
        if found is None and not dialogue.awaiting_note:
            return None
        return self._noted(self._jotter, found or self._jotter.awaited(own), own, dialogue, standing)

    def _noted(
        self, jotter: Jotter, found: Noted | None, own: Question, dialogue: Dialogue, standing: Standing
    ) -> Iterator[Part]:
        yield self._shown(standing, (), aside=True)
        for sentence in jotter.told(found, own, dialogue):
            yield self._narrated(sentence, authored=False)

    def _over(self, standing: Standing) -> Iterator[Part]:
        yield self._shown(standing, (), aside=True)
        yield self._narrated(text("narrate_end", self._language))

    def _stopped(self, dialogue: Dialogue, standing: Standing) -> Iterator[Part]:
        standing.ended = STOPPED
        self._keep(dialogue, standing)
        yield self._shown(standing, (), aside=True)
        yield self._narrated(text("narrate_stop", self._language))

    def _again(self, dialogue: Dialogue, standing: Standing) -> Iterator[Part]:
        yield self._shown(standing, (), aside=True)
        last = standing.saying or next(
            (said for role, said in reversed(dialogue.history) if role != "user"), ""
        )
        yield Say(last, Line.DETAIL) if last else self._narrated(text("nothing_yet", self._language))

    def _hint(self, dialogue: Dialogue, standing: Standing) -> Iterator[Part]:
        """Whisper once a turn; asking again in the same turn gives the same."""
        hint = give_hint(self._scenario, standing)
        self._keep(dialogue, standing)
        yield self._shown(standing, (), aside=True, hint=hint)
        yield self._narrated(self._filled(hint) if hint else text("hint_none", self._language))

    def _filled(self, sentence: str, language: str | None = None) -> str:
        """Put in what the organisation does at a threat."""
        return filled(sentence, procedure(self._stage.procedure, language or self._scenario.language))

    def _narrated(self, sentence: str, *, authored: bool = True) -> Say:
        return Say(sentence, Line.NOTICE, language=self._language, voice=NARRATOR_VOICE, authored=authored)

    def _shown(
        self, standing: Standing, seen: tuple[Seen, ...], *, aside: bool = False, hint: str | None = None
    ) -> ShowPractice:
        data: dict[str, Any] = {
            "run": self._run_id,
            "round": standing.round,
            "state": {name: standing.values[name] for name in ("patience", "irritation", "trust")},
            "behaviours": [
                {
                    "name": one.behaviour.value,
                    "label": name_of(one.behaviour, self._language),
                    "quote": one.quote,
                }
                for one in seen
            ],
            "speaker": "employee" if self._other else "persona",
            "ended": ended_view(self._scenario, standing.ended, self._language),
            "hint": hint,
            "aside": aside,
        }
        return ShowPractice(data)

    def _standing(self, dialogue: Dialogue) -> Standing:
        if dialogue.partner:
            return Standing.model_validate(dialogue.partner)
        return begin(self._scenario, self._level, self._seed)

    def _keep(self, dialogue: Dialogue, standing: Standing) -> None:
        dialogue.partner = standing.model_dump(mode="json")


def give_hint(scenario: Scenario, standing: Standing) -> str | None:
    """Give the hint of this turn: the one that was given already, or the next that fits; remembers it."""
    now = next((str(one["text"]) for one in standing.hints if one["round"] == standing.round), None)
    if now is not None:
        return now
    found = hint_for(scenario, standing, [str(one["text"]) for one in standing.hints])
    if found is not None:
        standing.hints.append({"round": standing.round, "text": found})
    return found


def ended_view(scenario: Scenario | None, name: str | None, language: str) -> dict[str, str] | None:
    """Give how a run ended, with its name for the screen."""
    return None if name is None else {"name": name, "label": label(scenario, name, language)}


def _interrupted(standing: Standing, dialogue: Dialogue) -> bool:
    """Tell whether the persona was cut off: less of its line was heard than it said."""
    if not standing.saying or not dialogue.history or dialogue.history[-1][0] != "assistant":
        return False
    heard = dialogue.history[-1][1]
    return standing.saying not in heard
