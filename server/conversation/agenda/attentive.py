"""The companion with the person's own agenda at hand: "ik heb om twee uur een lastig gesprek"."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nudges.errors import NotPossible, NotThere
from nudges.localtime import wall_of, zone_of
from nudges.saying import Heard
from nudges.service import NudgeService
from nudges.words import date_in_words
from server.conversation.agenda.announcing import announced
from server.conversation.attentive import Attentive
from server.conversation.base import Dialogue, Line, Part, Question, Responder, Say
from server.store import now

log = logging.getLogger(__name__)

AT_ONCE: Final = timedelta(minutes=2)
"""A nudge that comes this soon is said to come in a moment."""
_PHRASES: Final = {
    "nl": {
        "kept": "Ik heb het voor je bewaard: {title}, {when}.",
        "one": "Je krijgt {when} een seintje.",
        "more": "Je krijgt {when} een seintje, en {last} nog een.",
        "soon": "zo meteen",
        "none": "Er hoort geen seintje bij; je vindt het terug bij Seintjes.",
        "failed": "Bewaren lukte nu niet. Zeg of typ het zo nog eens.",
        "at": "om {time}",
        "on": "{day} om {time}",
        "today": "vandaag",
        "tomorrow": "morgen",
    },
    "en": {
        "kept": "I have kept it for you: {title}, {when}.",
        "one": "You get a nudge {when}.",
        "more": "You get a nudge {when}, and another one {last}.",
        "soon": "in a moment",
        "none": "No nudge goes with it; you find it under Nudges.",
        "failed": "I could not keep it just now. Say or type it again shortly.",
        "at": "at {time}",
        "on": "{day} at {time}",
        "today": "today",
        "tomorrow": "tomorrow",
    },
}


@dataclass(frozen=True)
class Agenda:
    """One person's own agenda."""

    nudges: NudgeService
    person_id: str
    sends: bool = True
    """Whether anybody here sends nudges at all."""
    clock: Callable[[], datetime] = now


class AgendaKeeper(Attentive):
    """Keeps what somebody announces and leaves everything else to the companion."""

    def __init__(self, companion: Responder, agenda: Agenda, name: str):
        """Take the companion, the person's agenda, and a name of the conversation or the question."""
        super().__init__(companion, name)
        self._agenda = agenda

    def respond(self, question: Question, dialogue: Dialogue) -> Iterator[Part]:
        """Yield what is said; see ``Responder``."""
        key, moment = self._key(dialogue), self._agenda.clock()
        heard = self._announced(question, dialogue, moment)
        if heard is None:
            self._take_back(key, moment)
            yield from self._companion.respond(question, dialogue)
            return
        dialogue.asked(question.text)
        dialogue.pending_note = None
        for text in self._said(heard, key, "nl" if question.language == "nl" else "en", moment):
            dialogue.said(text)
            yield Say(text, Line.NOTICE)

    def _announced(self, question: Question, dialogue: Dialogue, moment: datetime) -> Heard | None:
        """Give what is announced; a reply to the companion, or a moment of need chosen by hand, is for it."""
        if dialogue.awaiting_attempt or question.moment is not None:
            return None
        return announced(question.text, moment, self._zone, question.language)

    @property
    def _zone(self) -> str:
        return self._agenda.nudges.zone(self._agenda.person_id)

    def _take_back(self, key: str, moment: datetime) -> None:
        """Let go of what was kept of this very turn when more words made it something else."""
        service, person = self._agenda.nudges, self._agenda.person_id
        if service.own_event(person, key) is not None:
            with suppress(NotThere):
                service.delete_event(person, key, moment)

    def _said(self, heard: Heard, key: str, language: str, moment: datetime) -> Iterator[str]:
        """Keep the event, and give what is said about it."""
        phrases = _PHRASES[language]
        try:
            kept = self._keep(heard, key, moment)
        except NotPossible as problem:
            yield problem.message(language)
            return
        except Exception:
            log.exception("an event could not be kept")
            yield phrases["failed"]
            return
        yield phrases["kept"].format(title=heard.title, when=self._when(heard.start, None, language, moment))
        yield self._told(kept, heard, language, moment)

    def _keep(self, heard: Heard, key: str, moment: datetime) -> str:
        """Keep it once: also what was kept before in other words of the same turn, or from another device."""
        service, person = self._agenda.nudges, self._agenda.person_id
        for one in service.events(person, moment):
            same = one.start == heard.start and one.title.casefold() == heard.title.casefold()
            if same and one.source == "own" and one.id != key:
                self._take_back(key, moment)
                return one.id
        return service.add_event(person, heard.event(key), moment).id

    def _told(self, kept: str, heard: Heard, language: str, moment: datetime) -> str:
        """Say which nudges come, or where to find what was kept."""
        phrases, agenda = _PHRASES[language], self._agenda
        coming = agenda.nudges.nudges_of(agenda.person_id, kept, moment) if agenda.sends else ()
        if not coming:
            return phrases["none"]
        first, last = (self._when(one.at, heard.start, language, moment) for one in (coming[0], coming[-1]))
        return phrases["one" if len(coming) == 1 else "more"].format(when=first, last=last)

    def _when(self, at: datetime, beside: datetime | None, language: str, moment: datetime) -> str:
        """Say a moment on the person's clock; its day only where it is not that of ``beside``."""
        phrases, zone = _PHRASES[language], zone_of(self._zone)
        if beside is not None and at <= moment + AT_ONCE:
            return phrases["soon"]
        wall, today = wall_of(at, zone), wall_of(moment, zone).date()
        time = f"{wall:%H:%M}"
        if beside is not None and wall.date() == wall_of(beside, zone).date():
            return phrases["at"].format(time=time)
        ahead = (wall.date() - today).days
        day = phrases[("today", "tomorrow")[ahead]] if 0 <= ahead <= 1 else ""
        day = day or date_in_words(wall.date(), language, weekday=True).rpartition(" ")[0]
        return phrases["on"].format(day=day, time=time)
