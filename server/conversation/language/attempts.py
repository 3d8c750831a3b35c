"""What one attempt at a sentence comes to: which words came across, and at most three to work on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from pydantic import BaseModel

from server.conversation.language.data import NAMES
from server.conversation.language.tongues import likely
from server.conversation.language.understanding import ToWorkOn, Understanding, understood
from voice.stt.base import Transcript
from voice.turns.backchannel import says_nothing

SURE_FROM: Final = 0.5
"""Confidence of the recogniser from which it may name words that it missed. Whisper base gave 0.6 to
0.9 where it understood English of a synthetic voice, and 0.3 to 0.5 where it did not understand French."""
FEW: Final = 0.34

Verdict = Literal["understood", "partly", "not_understood", "nothing_heard", "other_language"]
Recognise = Callable[[str], Transcript | None]
"""Recognises the same sound once more in another language; None where that cannot be done now."""

_MESSAGES: Final = {
    "nl": {
        "understood": "Elk woord kwam over.",
        "partly": "De meeste woorden kwamen over. Luister nog eens en zeg de hele zin opnieuw.",
        "not_understood": "Ik verstond maar een klein deel. Luister eerst langzaam, en zeg het dan na.",
        "unsure": "Ik weet niet zeker wat ik hoorde. Zeg het nog eens, dichter bij de microfoon.",
        "nothing_heard": "Ik hoorde geen woorden. Er is niets veranderd; probeer het nog eens.",
        "other_language": "Dit klonk als {heard}. De zin is in het {meant}.",
    },
    "en": {
        "understood": "Every word came across.",
        "partly": "Most words came across. Listen once more and say the whole sentence again.",
        "not_understood": "I understood only a small part. Listen slowly first, and then say it.",
        "unsure": "I am not sure what I heard. Say it again, closer to the microphone.",
        "nothing_heard": "I heard no words. Nothing was changed; try again.",
        "other_language": "This sounded like {heard}. The sentence is in {meant}.",
    },
}


class HeardWord(BaseModel):
    """A word of the sentence, and what became of it."""

    text: str
    understood: bool
    heard_as: str | None


class NamedContrast(BaseModel):
    """Two sounds that are taken for each other."""

    id: str
    title: str


class WorkOn(BaseModel):
    """A word to work on."""

    word: str
    index: int
    heard_as: str | None
    contrast: NamedContrast | None
    tip: str | None


class Attempt(BaseModel):
    """One attempt. No sound of it is kept."""

    heard: str
    sure: bool
    verdict: Verdict
    message: str
    words: list[HeardWord]
    work_on: list[WorkOn]
    other_language: str | None = None


def judged(sentence: str, heard: Transcript, spoken: str, language: str, again: Recognise) -> Attempt:
    """Say what came across.

    Args:
        sentence: What was to be said; the recogniser was not told.
        heard: What it wrote.
        spoken: The language that is practised.
        language: Of the interface.
        again: Recognises the same sound in another language; asked only where hardly anything came across.

    Raises:
        VoiceEngineError: nothing here knows how words of this language sound.
    """
    known = "nl" if language == "nl" else "en"
    text = heard.text
    if says_nothing(text):
        return Attempt(
            heard="", sure=False, verdict="nothing_heard", message=_MESSAGES[known]["nothing_heard"],
            words=[], work_on=[],
        )  # fmt: skip
    found = understood(sentence, text, spoken)
    sure = heard.confidence >= SURE_FROM
    if found.share < FEW:
        other = _other_language(heard, spoken, known, again)
        if other is not None:
            return _in_another(found, text, spoken, known, other)
    verdict = _verdict(found)
    key = verdict if sure or verdict == "understood" else "unsure"
    work = [_named(one, known) for one in found.work_on] if sure else []
    return Attempt(
        heard=text,
        sure=sure,
        verdict=verdict,
        message=_MESSAGES[known][key],
        words=_words(found),
        work_on=work,
    )


def _verdict(found: Understanding) -> Verdict:
    if all(word.understood for word in found.words):
        return "understood"
    return "partly" if found.share >= FEW else "not_understood"


def _other_language(heard: Transcript, spoken: str, language: str, again: Recognise) -> str | None:
    """Find the language that was spoken instead, where its small words leave no doubt."""
    written = likely(heard.text)
    if written is not None and written != spoken:
        return written
    if language == spoken:
        return None
    second = again(language)
    told = likely(second.text) if second is not None else None
    sounds_better = second is not None and second.confidence > heard.confidence
    return told if told not in (None, spoken) and sounds_better else None


def _in_another(found: Understanding, text: str, spoken: str, known: str, other: str) -> Attempt:
    message = _MESSAGES[known]["other_language"].format(heard=NAMES[known][other], meant=NAMES[known][spoken])
    return Attempt(
        heard=text,
        sure=False,
        verdict="other_language",
        message=message,
        words=_words(found),
        work_on=[],
        other_language=other,
    )


def _words(found: Understanding) -> list[HeardWord]:
    return [
        HeardWord(text=word.text, understood=word.understood, heard_as=word.heard_as) for word in found.words
    ]


def _named(one: ToWorkOn, language: str) -> WorkOn:
    contrast = one.contrast
    return WorkOn(
        word=one.word,
        index=one.index,
        heard_as=one.heard_as,
        contrast=NamedContrast(id=contrast.id, title=contrast.title(language)) if contrast else None,
        tip=contrast.tip(language) if contrast else None,
    )
