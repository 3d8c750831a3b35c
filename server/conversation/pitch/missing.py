"""A part that a take lacks: where it would fit, and a whole line for it, of their own words if there are.

A missing request is no fault of any sentence, so the quote is where the part fits in, and the line says what
goes there. What the person alone can know stands in square brackets, to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from server.conversation.pitch.structure import Check, is_dull, is_opening
from server.conversation.pitch.tables import PitchRow
from server.conversation.pitch.whole import in_order, is_whole, of_language, sign
from voice.delivery.lexicon import lexicon
from voice.delivery.words import Sentence

TO_FILL_IN: Final = "["
"""What a line holds that the person still has to fill in."""
_TIE: Final = re.compile(
    r"^(?:dus|en|maar|that is why|that's why|so|and|but|c'est pourquoi|donc|et|mais|und|aber),?\s+", re.I
)
_TURNING: Final = re.compile(r"^(?:daarom|deshalb|also)\s+", re.I)
"""After these the verb stands before its subject."""
_LONGEST: Final = 22
"""Words of their own beside the new line; a longer one is read above it, in the quote."""


def place_of(name: str, sentences: Sequence[Sentence], found: dict[str, Check], language: str) -> Sentence:
    """Give the sentence beside which a missing part fits."""
    if name in ("opening", "audience"):
        return sentences[0]
    if name == "close":
        return sentences[-1]
    before_close = [one for one in sentences if one is not found["close"].sentence] or list(sentences)
    if name == "request":
        return before_close[-1]
    told = [
        one for one in before_close if not is_dull(one, language) and one is not found["request"].sentence
    ]
    general = next((one for one in told if sign("general", language).search(one.text)), None)
    return general or (told[len(told) // 2] if told else before_close[0])


def line_of(
    name: str, place: Sentence, sentences: Sequence[Sentence], found: dict[str, Check], pitch: PitchRow
) -> str:
    """Give a line that would be said there, in the language of the take."""
    told = of_language(pitch.language)
    if name == "request":
        return _request(pitch)
    if name == "audience":
        audience = _bare(pitch.audience)
        line = told["audience"].replace("{audience}", audience) if audience else told["audience_plain"]
        return _beside(line, place, before=True)
    if name == "opening":
        return _opening(place, sentences, found, pitch.language)
    if name == "close":
        request = found["request"].sentence
        if request is not None and request is not place:
            return told["close"].replace("{request}", _inside(request.text, pitch.language))
        return _beside(told["close_plain"], place)
    return _beside(told["example"], place)


def _request(pitch: PitchRow) -> str:
    """Ask for what the person wrote as their goal, where it reads so; else show what is to be asked."""
    told, goal = of_language(pitch.language), _bare(pitch.goal)
    if not goal:
        return told["request_plain"]
    if re.fullmatch(told["goal"], goal, re.I):
        return told["request"].replace("{goal}", goal[:1].lower() + goal[1:])
    return told["request_towards"].replace("{goal}", goal)


def _opening(place: Sentence, sentences: Sequence[Sentence], found: dict[str, Check], language: str) -> str:
    """Put their own example, figure or question first; else ask about what they said they would speak of."""
    told = of_language(language)
    bound = re.compile(rf"(?:{told['bound']})(?!\w)", re.I)
    asked = found["request"].sentence
    strong = [
        one
        for one in (found["example"].sentence, *sentences[1:])
        if one is not None and one not in (place, asked) and is_opening(one, language)
        and not bound.match(one.text) and is_whole(one.text, language)
    ]  # fmt: skip
    if strong:
        return _beside(strong[0].text, place, before=True)
    topic = re.search(told["topic"] + r"[.!]*$", place.text.strip(), re.I)
    if topic is not None:
        return told["opening_topic"].replace("{topic}", _bare(topic["topic"]))
    return _beside(told["opening"], place, before=True)


def _beside(line: str, own: Sentence, *, before: bool = False) -> str:
    """Put a line beside the person's own sentence."""
    if len(own.words) > _LONGEST:
        return line
    text = own.text.strip()
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    return f"{line} {text}" if before else f"{text} {line}"


def _inside(text: str, language: str) -> str:
    """Write a sentence so that it goes on after a colon: without the word that tied it to the one before."""
    text = text.strip()
    text = _TIE.sub("", text)
    loose = _TURNING.sub("", text)
    if loose != text:
        text = in_order(loose, language) or text
    first = text.split()[0]
    small = first.lower() in lexicon(language).stop and first.lower() != "i"
    return text[:1].lower() + text[1:] if small else text


def _bare(text: str) -> str:
    return text.strip().rstrip(".!? ")
