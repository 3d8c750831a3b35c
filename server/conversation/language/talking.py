"""A talk in another language: the partner's lines, what they mean, and ways to go on."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from server.conversation.language.courtesies import courtesy_in, replied, takes
from server.conversation.language.data import (
    NAMES,
    AuthoredTalk,
    Saying,
    authored,
    open_questions,
)
from server.conversation.language.helping import Help, asks_how, by_model, look_up, wanted
from server.conversation.language.speaking_model import SpeakingModel
from server.conversation.language.tongues import likely
from server.errors import Conflict

MAX_LINE: Final = 2000
FREE_TURNS: Final = 8
"""Turns after which a free talk ends by itself."""
_AGAIN: Final = {
    "fr": "Pardon, je n'ai pas compris.",
    "en": "Sorry, I did not get that.",
    "de": "Entschuldigung, das habe ich nicht verstanden.",
    "nl": "Sorry, dat begreep ik niet.",
}
_OTHER: Final = {
    "nl": "Dat klonk als {heard}. Kies een zin hieronder, of vraag: hoe zeg ik ...?",
    "en": "That sounded like {heard}. Choose a sentence below, or ask: how do I say ...?",
}


class TalkOver(Conflict):
    """The talk has ended."""

    code = "conversation_over"
    nl = "Dit gesprek is klaar. Wat je zei is bewaard. Begin een nieuw gesprek om verder te gaan."
    en = "This talk is finished. What you said is kept. Begin a new one to go on."


class Spoken(BaseModel):
    """One line of a talk."""

    index: int
    who: Literal["partner", "you", "helper"]
    text: str
    meaning: str | None = None
    by: Literal["script", "model"] = "script"
    spoken: bool = False


class CouldSay(BaseModel):
    """A way to go on."""

    text: str
    meaning: str


class TalkState(BaseModel):
    """A talk as plain data."""

    model_config = ConfigDict(extra="ignore")

    talk: str | None
    spoken: str
    language: str
    about: str | None = None
    at: int = 0
    """Which line of the partner was said last."""
    asked_again: bool = False
    finished: bool = False
    message: str | None = None
    lines: list[Spoken] = Field(default_factory=list)

    def add(self, who: Literal["partner", "you", "helper"], text: str, **more: object) -> None:
        """Add a line."""
        self.lines.append(Spoken.model_validate({"index": len(self.lines), "who": who, "text": text, **more}))


class Conversing:
    """Goes through an authored talk, or a free one. Holds no state: everything is in the talk."""

    def __init__(self, model: SpeakingModel | None = None):
        """Take a language model, where there is one."""
        self._model = model

    def begin(
        self, talk: AuthoredTalk | None, spoken: str, language: str, about: str | None = None
    ) -> TalkState:
        """Begin; the partner speaks first."""
        state = TalkState(
            talk=talk.id if talk is not None else None, spoken=spoken, language=language, about=about
        )
        self._partner(state, self._script(state)[0])
        return state

    def say(self, state: TalkState, text: str, *, spoken: bool = False) -> None:
        """Take what the person says, and answer.

        Raises:
            TalkOver: the talk has ended.
        """
        if state.finished:
            raise TalkOver("the talk is over")
        state.message = None
        state.add("you", text[:MAX_LINE], spoken=spoken)
        if asks_how(text):
            self._help(state, text)
            return
        other = likely(text)
        if other is not None and other != state.spoken:
            names = NAMES[state.language]
            state.message = _OTHER[state.language].format(heard=names[other])
        if state.talk is None:
            self._free(state)
        else:
            self._authored(state, text)

    def ways(self, state: TalkState) -> list[CouldSay]:
        """Give three ways to go on; first what is like that which was asked for and is not known."""
        talk = authored(state.talk or "")
        if state.finished:
            return []
        last = state.lines[-1]
        if last.who == "you" and asks_how(last.text):
            near = look_up(last.text, state.spoken, state.language).near
            if near:
                return [CouldSay(text=one.text, meaning=one.nl) for one in near]
        if talk is None:
            found = look_up(state.about or "", state.spoken, state.language) if state.about else None
            near = found.near if found is not None else ()
            return [CouldSay(text=one.text, meaning=one.nl) for one in near]
        return [
            CouldSay(text=way.text, meaning=way.meaning(state.language)) for way in talk.turns[state.at].ways
        ]

    def help(self, text: str, spoken: str, language: str) -> Help:
        """Tell how something is said: from the phrase book, else from a language model."""
        found = look_up(text, spoken, language)
        if found.text is None and self._model is not None:
            told = self._model.say(wanted(text), spoken)
            if told is not None:
                return by_model(found, told, spoken, language)
        return found

    def _help(self, state: TalkState, text: str) -> None:
        found = self.help(text, state.spoken, state.language)
        state.message = found.message
        if found.text is not None:
            by = "model" if found.by == "model" else "script"
            state.add("helper", found.text, meaning=found.meaning, by=by)

    def _authored(self, state: TalkState, text: str) -> None:
        """Go on to the next line; what fits none of the ways is asked once more, and then let go.

        A greeting or thanks is answered in kind before that; at the end of a talk it is the answer.
        """
        talk = authored(state.talk or "")
        if talk is None:
            state.finished = True
            return
        turn = talk.turns[state.at]
        last = state.at + 1 >= len(talk.turns)
        courtesy = courtesy_in(text, state.spoken)
        if not any(takes(way, text, state.spoken) for way in turn.ways) and not state.asked_again:
            if courtesy is None:
                state.asked_again = True
                state.add("partner", _AGAIN[state.spoken], meaning=_AGAIN[state.language])
                return
            if not last:
                state.asked_again = not courtesy.alone
                line, meaning = replied(courtesy, turn.say, state.spoken, state.language)
                state.add("partner", line, meaning=meaning)
                return
        state.asked_again = False
        if last:
            state.finished = True
            return
        state.at += 1
        self._partner(state, talk.turns[state.at].say)

    def _free(self, state: TalkState) -> None:
        state.at += 1
        script = self._script(state)
        if state.at >= FREE_TURNS:
            state.finished = True
            self._partner(state, script[-1])
            return
        if self._model is not None:
            said = [(one.who, one.text) for one in state.lines if one.who != "helper"]
            told = self._model.line(said, state.about, state.spoken, state.language)
            if told is not None:
                state.add("partner", told[0], meaning=told[1] or None, by="model")
                return
        place = min(state.at, len(script) - 1)
        self._partner(state, script[place])
        state.finished = place == len(script) - 1

    def _script(self, state: TalkState) -> tuple[Saying, ...]:
        talk = authored(state.talk or "")
        return tuple(turn.say for turn in talk.turns) if talk is not None else open_questions(state.spoken)

    @staticmethod
    def _partner(state: TalkState, saying: Saying) -> None:
        state.add("partner", saying.text, meaning=saying.meaning(state.language))
