"""The coach: goes through a form with somebody, one question at a time.

Think first: whatever a language model or a card could say comes after the person's own answer, and only when
they ask for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server.conversation.coach.asking_model import CoachModel
from server.conversation.coach.follow_ups import SMALLER, follow_up, says_little
from server.conversation.coach.forms import Asked, Form, form, known
from server.conversation.coach.quoting import clauses, excerpt, opening, verbatim, weight
from server.conversation.coach.talk import Entry, Pointer, Talk
from server.errors import Conflict

MAX_ANSWER: Final = 8000
_NO_STEP: Final = frozenset(
    {"nee", "geen", "liever niet", "niets", "niks", "no", "none", "rather not", "nothing"}
)
_PHRASES: Final = {
    "nl": {
        "check": "Klopt dit met wat jij weet?",
        "no_ideas": "Ik heb hier geen kaart over. Vraag het eens aan een collega.",
        "card": "Hier is een tipkaart over: {title}.",
        "general": "Dit is algemene kennis van een taalmodel, controleer het.",
        "step": "Je stap staat genoteerd.",
        "review": "Dit was je vorige stap. Wat kwam ervan?",
    },
    "en": {
        "check": "Does this agree with what you know?",
        "no_ideas": "I have no card about this. Ask a colleague.",
        "card": "There is a tip card about this: {title}.",
        "general": "This is general knowledge of a language model, check it.",
        "step": "Your step is noted.",
        "review": "This was your last step. What came of it?",
    },
}

FindCard = Callable[[str, str], Pointer | None]
"""Gives the tip card for a text in a language, if one fits."""


class ThinkFirst(Conflict):
    """Ideas come after the person's own attempt."""

    code = "think_first"
    nl = "Geef eerst je eigen antwoord. Daarna denk ik met je mee."
    en = "Give your own answer first. After that I think along."


class NotWaiting(Conflict):
    """The conversation is over."""

    code = "talk_over"
    nl = "Dit gesprek is klaar. Wat je zei is bewaard. Begin een nieuw gesprek om verder te gaan."
    en = "This conversation is finished. What you said is kept. Begin a new one to go on."


class Coach:
    """Asks, follows up, sums up. Holds no state: everything is in the talk."""

    def __init__(self, model: CoachModel | None = None, card: FindCard | None = None):
        """Take a language model and a search in the cards, where they are there."""
        self._model = model
        self._card = card

    def begin(
        self, wanted: Form, language: str, *, question: str | None = None, step: str | None = None,
        event: str | None = None, about: str | None = None,
    ) -> Talk:  # fmt: skip
        """Begin a conversation.

        Args:
            wanted: The form.
            language: Of the coach.
            question: The question of the day, for the daily form.
            step: The step that the person chose last time, to look back on first.
            event: Title of the own event that the question is about.
            about: What it is about, in the person's words.
        """
        plan = [
            one.model_copy(update={"text": one.text.replace("{question}", question or wanted.about)})
            for one in wanted.questions
        ]
        talk = Talk(form=wanted.id, language=known(language), plan=plan)
        if step is not None:
            review = Asked(key="review", text=self._phrase(talk, "review"), optional=True)
            talk.plan.insert(0, review)
            talk.coach("question", review.text, quote=step, key=review.key)
            return talk
        first = talk.plan[0]
        talk.coach("question", first.text, quote=event or about, key=first.key)
        return talk

    def answer(self, talk: Talk, text: str, *, spoken: bool = False) -> None:
        """Take an answer and ask on.

        Raises:
            NotWaiting: nothing is asked any more.
        """
        asked = talk.present
        if asked is None:
            raise NotWaiting("the conversation is over")
        said = talk.person(asked.kind, text[:MAX_ANSWER], key=asked.key, spoken=spoken)
        if asked.kind == "step":
            self._take_step(talk, said)
        elif says_little(said.text) and not talk.softened and not asked.optional:
            talk.softened, talk.waiting = True, "follow_up"
            talk.coach("follow_up", SMALLER[talk.language], key=asked.key)
            return
        elif talk.followed < asked.follow_ups and self._follow(talk, asked, said):
            return
        self._next(talk)

    def skip(self, talk: Talk) -> None:
        """Leave a question unanswered.

        Raises:
            NotWaiting: nothing is asked any more.
        """
        if talk.over:
            raise NotWaiting("the conversation is over")
        self._next(talk)

    def may_ask_ideas(self, talk: Talk) -> bool:
        """Tell whether ideas may be asked for now: there is an own answer to a question that takes them."""
        return self._open_for_ideas(talk) is not None

    def ideas(self, talk: Talk) -> None:
        """Think along, after the person did.

        Raises:
            ThinkFirst: there is no own answer yet.
        """
        asked = self._open_for_ideas(talk)
        if asked is None:
            raise ThinkFirst("own answer first")
        own = [one.text for one in talk.answers() if not says_little(one.text)]
        talk.idea_keys.append(asked.key)
        found = self._card(" ".join(own[-2:])[:600], talk.language) if self._card is not None else None
        if found is not None:
            text = self._phrase(talk, "card").format(title=found.title.rstrip("."))
            talk.coach("idea", text, source=found, key=asked.key)
        told = self._model.ideas(asked.text, own, talk.language) if self._model is not None else []
        for one in told:
            talk.coach("idea", one, key=asked.key, by="model")
        if told:
            talk.coach("note", self._phrase(talk, "general"), key=asked.key)
        some = found is not None or bool(told)
        talk.coach("note", self._phrase(talk, "check" if some else "no_ideas"), key=asked.key)

    def correct(self, talk: Talk, index: int, text: str) -> bool:
        """Put the person's own words right; what was quoted of them and is no longer there is taken out.

        Returns:
            False where there is no such line of the person.
        """
        if not 0 <= index < len(talk.lines) or talk.lines[index].who != "you":
            return False
        talk.lines[index].text = text
        if talk.lines[index].kind == "step":
            talk.step = text
        for line in talk.lines:
            if line.of == index and line.quote is not None:
                line.quote = opening(text) if line.kind == "summary" else verbatim(line.quote, text)
        return True

    def _follow(self, talk: Talk, asked: Asked, said: Entry) -> bool:
        found = None
        if self._model is not None:
            found = self._model.follow_up(talk.lines[said.index - 1].text, said.text, talk.language)
        found = found or follow_up(said.text, talk.language, talk.asked)
        if found is None or verbatim(found.quote, said.text) is None:
            return False
        talk.followed += 1
        talk.waiting = "follow_up"
        talk.asked.append(found.id)
        by = "model" if found.by == "model" else "script"
        talk.coach("follow_up", found.text, quote=found.quote, of=said.index, key=asked.key, by=by)
        return True

    def _take_step(self, talk: Talk, said: Entry) -> None:
        if says_little(said.text) or said.text.casefold().strip(" .!") in _NO_STEP:
            said.kind = "answer"
            return
        talk.step = said.text
        talk.coach("note", self._phrase(talk, "step"), key=said.key)

    def _next(self, talk: Talk) -> None:
        talk.at += 1
        talk.followed, talk.softened, talk.waiting = 0, False, "answer"
        asked = talk.present
        if asked is None:
            self._close(talk)
            return
        quote, of = self._quoted(talk, asked)
        talk.coach("question", asked.text, quote=quote, of=of, key=asked.key)

    def _quoted(self, talk: Talk, asked: Asked) -> tuple[str | None, int | None]:
        """Give the most telling words of an earlier answer."""
        earlier = [one for one in talk.answers(asked.quotes) if not says_little(one.text)]
        if asked.quotes is None or not earlier:
            return None, None
        parts = clauses(earlier[0].text)
        if not parts:
            return None, None
        return excerpt(max(parts, key=lambda part: weight(part, talk.language))), earlier[0].index

    def _close(self, talk: Talk) -> None:
        talk.waiting = None
        wanted = form(talk.form, talk.language)
        if wanted is None:
            return
        for key, label in wanted.summary:
            for said in [one for one in talk.answers(key) if not says_little(one.text)][:1]:
                talk.coach("summary", label, quote=opening(said.text), of=said.index, key=key)
        talk.coach("closing", wanted.closing)

    def _open_for_ideas(self, talk: Talk) -> Asked | None:
        """Give the latest question that takes ideas, has an own answer and had none yet."""
        for asked in reversed(talk.plan[: talk.at + 1]):
            own = [one for one in talk.answers(asked.key) if not says_little(one.text)]
            if asked.ideas and own and asked.key not in talk.idea_keys:
                return asked
        return None

    def _phrase(self, talk: Talk, key: str) -> str:
        return _PHRASES[talk.language][key]
