"""What a language model's sentence must be to be heard in a persona's name, and what no model is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from server.content.words import STOPWORDS, words
from server.conversation.roleplay.behaviours import folded

MAX_WORDS: Final = 28
ANGRY_FROM: Final = 6
"""Irritation from which a persona thanks nobody."""
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,200})[\"“”„«»]|(?:^|\s)['‘]([^'’]{2,200})['’](?=$|[\s.,!?])")
_SAID_THAT = re.compile(
    r"\b(?:u|je|jij|you|vous|sie) (?:net )?"
    r"(?:zei|zegt|beloofde|said|promised|avez dit|sagten|haben gesagt)\b(.*)"
)
_OUT_OF_CHARACTER = re.compile(
    r"\b(?:taalmodel|language model|modele de langue|sprachmodell|chatbot|ai model|kunstmatige|artificial|"
    r"(?:ik ben|i am|i m|je suis|ich bin) (?:een|an?|une?|eine?) "
    r"(?:ai|assistent|assistant|computer|programma|robot|bot|ki)|"
    r"rollenspel|role ?play|jeu de role|oefening|oefenen|scenario|persona|prompt|instructies?|instructions?|"
    r"systeem ?bericht|system message|openai|gpt|als ai|as an ai|medewerker zegt|employee says|"
    r"patience|irritation|geduld \d|trust \d)\b"
)
_SERVES = re.compile(
    r"\b(?:waarmee kan ik u helpen|kan ik u (?:ergens )?(?:mee )?helpen|how (?:can|may) i help|"
    r"ik help u graag|comment puis je vous aider)\b"
)
_NICE = re.compile(
    r"\b(?:bedankt|dank (?:u|je)|heel fijn|fijn dat|wat fijn|thank you|thanks|merci|vielen dank|danke|"
    r"geen probleem|no problem|ik begrijp het helemaal|"
    r"i completely understand|u heeft gelijk|you are right)\b"
)
_ORDERS_THE_MODEL = re.compile(
    r"\b(?:negeer|vergeet|ignore|forget|oublie[sz]?|ignorier\w*|vergiss)\b.{0,40}"
    r"\b(?:regels?|instructies?|opdracht\w*|rules?|instructions?|prompt|regles?|anweisung\w*|regeln)\b|"
    r"\bsysteem ?prompt\b|\bsystem prompt\b|"
    r"\b(?:doe alsof je geen|stop met je rol|stap uit je rol|break character|you are now|"
    r"je bent (?:nu|voortaan) een)\b"
)
_FUNCTION: Final = {
    "nl": frozenset(
        {
            "de",
            "het",
            "een",
            "en",
            "ik",
            "je",
            "u",
            "is",
            "dat",
            "niet",
            "op",
            "te",
            "van",
            "met",
            "voor",
            "maar",
        }
        | {"ook", "als", "wat", "mijn", "geen", "wel", "die", "hier", "nu", "dan", "heb"}
    ),
    "en": frozenset(
        {
            "the",
            "a",
            "and",
            "i",
            "you",
            "is",
            "that",
            "not",
            "on",
            "to",
            "of",
            "with",
            "for",
            "but",
            "also",
            "as",
        }
        | {"what", "my", "no", "this", "here", "now", "then", "have", "it", "do"}
    ),
    "fr": frozenset(
        {"le", "la", "les", "un", "une", "et", "je", "vous", "est", "que", "ne", "pas", "de", "avec", "pour"}
        | {"mais", "aussi", "comme", "mon", "non", "ce", "ici", "il", "ai", "des", "du"}
    ),
    "de": frozenset(
        {"der", "die", "das", "ein", "eine", "und", "ich", "sie", "ist", "dass", "nicht", "auf", "zu", "von"}
        | {"mit", "fur", "aber", "auch", "als", "was", "mein", "kein", "hier", "jetzt", "habe"}
    ),
}
"""The commonest little words of each language; ``die`` and ``als`` are Dutch and German both."""


def orders_the_model(said: str) -> bool:
    """Tell whether somebody tries to give the model other orders; then it is not asked."""
    return _ORDERS_THE_MODEL.search(folded(said)) is not None


class Guard:
    """What a sentence must be to be heard in the persona's name."""

    def __init__(self, language: str, irritation: int, transcript: Sequence[str]):
        """Take the language, how angry the persona is, and everything that was said so far."""
        self._language = language
        self._irritation = irritation
        self._transcript = [f" {' '.join(words(text))} " for text in transcript]
        self._own_words = {word for text in transcript for word in words(text)}

    def passes(self, sentence: str) -> bool:
        """Tell whether it stays in character, language and bounds, and quotes only what was said."""
        plain = folded(sentence)
        if (
            not 1 <= len(words(sentence)) <= MAX_WORDS
            or _OUT_OF_CHARACTER.search(plain)
            or _SERVES.search(plain)
        ):
            return False
        if self._irritation >= ANGRY_FROM and _NICE.search(plain):
            return False
        return self._in_language(sentence) and self._quotes_truly(sentence, plain)

    def _in_language(self, sentence: str) -> bool:
        spoken = words(sentence)
        counts = {name: sum(word in known for word in spoken) for name, known in _FUNCTION.items()}
        own = counts.pop(self._language, 0)
        return own >= max(counts.values()) and (own > 0 or len(spoken) <= 4)

    def _quotes_truly(self, sentence: str, plain: str) -> bool:
        for found in _QUOTED.finditer(sentence):
            quoted = f" {' '.join(words(found[1] or found[2]))} "
            if not any(quoted in said for said in self._transcript):
                return False
        told = _SAID_THAT.search(plain)
        if told is None:
            return True
        stop = STOPWORDS.get(self._language, frozenset())
        subject = [word for word in words(told[1]) if word not in stop]
        return not subject or sum(word in self._own_words for word in subject) >= len(subject) / 2
