"""Practice in another language, as its person sees it and asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from server.api.language_requests import Side
from server.api.types import Language
from server.conversation.language.attempts import Attempt
from server.conversation.language.data import (
    NAMES,
    SPOKEN,
    Contrast,
    Spoken,
    authored,
    contrasts,
    phrases,
    talks,
)
from server.conversation.language.tables import RoundRow, TalkRow
from server.conversation.language.talking import Conversing, CouldSay, TalkState
from server.conversation.language.talking import Spoken as Line
from server.conversation.language.understanding import words_of

MOST_TITLE = 80


class LanguageView(BaseModel):
    """A language that can be practised."""

    code: Spoken
    name: str
    voice: bool


class SentenceToSay(BaseModel):
    """A sentence to begin with."""

    id: str
    text: str
    meaning: str


class TalkToHold(BaseModel):
    """An authored talk."""

    id: str
    spoken: Spoken
    title: str
    about: str
    lines: int


class NamedPair(BaseModel):
    """Two sounds that are taken for each other."""

    id: str
    title: str
    tip: str


class Languages(BaseModel):
    """What there is to practise."""

    languages: list[LanguageView]
    sentences: dict[str, list[SentenceToSay]]
    talks: list[TalkToHold]
    contrasts: dict[str, list[NamedPair]]


class Sentence(BaseModel):
    """A sentence of a round."""

    index: int
    text: str
    words: list[str]
    attempts: int
    last: Attempt | None


class Round(BaseModel):
    """A sentence, or a whole pitch sentence by sentence."""

    id: str
    spoken: str
    title: str
    created_at: datetime
    sentences: list[Sentence]


class RoundSummary(BaseModel):
    """A round in a list."""

    id: str
    spoken: str
    title: str
    sentences: int
    attempted: int
    created_at: datetime


class RoundList(BaseModel):
    """One's own rounds, newest first."""

    rounds: list[RoundSummary]


class PairView(BaseModel):
    """Two words in which only one sound differs."""

    index: int
    one: str
    other: str


class ContrastView(BaseModel):
    """Two sounds, how they are made, and words to try them with."""

    id: str
    spoken: str
    title: str
    tip: str
    pairs: list[PairView]


class Heard(BaseModel):
    """Which word of a pair came across."""

    heard: str
    understood: Literal["one", "other", "neither"]
    message: str


class NearView(BaseModel):
    """A phrase like the one that was asked for."""

    text: str
    nl: str


class HelpView(BaseModel):
    """How something is said."""

    text: str | None
    meaning: str
    by: Literal["phrase_book", "model"] | None
    near: list[NearView]
    message: str


class Talk(BaseModel):
    """A talk in another language."""

    id: str
    talk: str | None
    spoken: str
    title: str
    about: str | None
    created_at: datetime
    lines: list[Line]
    could_say: list[CouldSay]
    finished: bool
    message: str | None


class TalkSummary(BaseModel):
    """A talk in a list."""

    id: str
    spoken: str
    title: str
    lines: int
    finished: bool
    created_at: datetime


class TalkList(BaseModel):
    """One's own talks, newest first."""

    talks: list[TalkSummary]


_FREE = {"nl": "Vrij gesprek", "en": "Free talk"}
_PAIR = {
    "nl": {"right": "Ik verstond “{word}”. Dat was het.", "wrong": "Ik verstond “{word}”. Luister nog eens.",
           "neither": "Ik verstond geen van beide woorden. Zeg alleen het woord."},
    "en": {"right": "I heard “{word}”. That was it.", "wrong": "I heard “{word}”. Listen once more.",
           "neither": "I heard neither word. Say only the word."},
}  # fmt: skip


def languages(language: Language, voice: Callable[[str], bool]) -> Languages:
    """Tell what there is to practise; ``voice`` tells whether a language can be heard."""
    return Languages(
        languages=[LanguageView(code=code, name=NAMES[language][code], voice=voice(code)) for code in SPOKEN],
        sentences={
            code: [
                SentenceToSay(id=f"{code}-{number}", text=one.said(code), meaning=one.said(language))
                for number, one in enumerate(phrases())
                if one.practise
            ]
            for code in SPOKEN
        },
        talks=[
            TalkToHold(
                id=one.id,
                spoken=one.spoken,
                title=one.nl if language == "nl" else one.en,
                about=one.about_nl if language == "nl" else one.about_en,
                lines=len(one.turns),
            )
            for one in talks()
        ],
        contrasts={
            code: [
                NamedPair(id=one.id, title=one.title(language), tip=one.tip(language))
                for one in contrasts()
                if one.spoken == code
            ]
            for code in SPOKEN
        },
    )


def round_view(row: RoundRow) -> Round:
    """Describe a round."""
    return Round(
        id=row.id,
        spoken=row.spoken,
        title=_title(row),
        created_at=row.created_at,
        sentences=[_sentence(number, one) for number, one in enumerate(row.sentences)],
    )


def round_summary(row: RoundRow) -> RoundSummary:
    """Describe a round in a list."""
    return RoundSummary(
        id=row.id,
        spoken=row.spoken,
        title=_title(row),
        sentences=len(row.sentences),
        attempted=sum(one["attempts"] > 0 for one in row.sentences),
        created_at=row.created_at,
    )


def contrast_view(found: Contrast, language: str) -> ContrastView:
    """Describe a pair of sounds."""
    pairs = [PairView(index=n, one=one, other=other) for n, (one, other) in enumerate(found.pairs)]
    return ContrastView(
        id=found.id,
        spoken=found.spoken,
        title=found.title(language),
        tip=found.tip(language),
        pairs=pairs,
    )


def pair_message(which: str, side: Side, pair: tuple[str, str], language: str) -> str:
    """Say which word came across."""
    told = _PAIR["nl" if language == "nl" else "en"]
    if which == "neither":
        return told["neither"]
    word = pair[0] if which == "one" else pair[1]
    return told["right" if which == side else "wrong"].format(word=word)


def talk_view(row: TalkRow, state: TalkState, conversing: Conversing) -> Talk:
    """Describe a talk."""
    return Talk(
        id=row.id,
        talk=row.talk,
        spoken=row.spoken,
        title=_talk_title(row),
        about=row.about,
        created_at=row.created_at,
        lines=state.lines,
        could_say=conversing.ways(state),
        finished=state.finished,
        message=state.message,
    )


def talk_summary(row: TalkRow) -> TalkSummary:
    """Describe a talk in a list."""
    return TalkSummary(
        id=row.id,
        spoken=row.spoken,
        title=_talk_title(row),
        lines=len(row.lines),
        finished=row.finished,
        created_at=row.created_at,
    )


def _title(row: RoundRow) -> str:
    text = str(row.sentences[0]["text"])
    return text if len(text) <= MOST_TITLE else text[: text.rfind(" ", 0, MOST_TITLE)]


def _sentence(number: int, kept: dict[str, Any]) -> Sentence:
    last = Attempt.model_validate(kept["last"]) if kept["last"] else None
    return Sentence(
        index=number, text=kept["text"], words=words_of(kept["text"]), attempts=kept["attempts"], last=last
    )


def _talk_title(row: TalkRow) -> str:
    known = "nl" if row.language == "nl" else "en"
    talk = authored(row.talk or "")
    if talk is None:
        return row.about or _FREE[known]
    return talk.nl if known == "nl" else talk.en
