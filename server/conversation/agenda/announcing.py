"""Does somebody announce something that is going to happen? "Ik heb om twee uur een lastig gesprek".

Careful on purpose: whoever asks, tells what happened, or wants help now is answered by the companion. What is
said in the first person about a time to come is taken, and else only what names a kind of event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nudges.errors import SayingUnclear
from nudges.labels import CONVERSATION, MEETING, PITCH
from nudges.saying import Heard, understand
from nudges.spoken.days import WEEKDAYS
from nudges.spoken.numerals import NUMBER, fold

_AT: Final = "@"
"""Stands for each day and time of a sentence in the patterns below."""
_EVENTS: Final = frozenset({CONVERSATION, PITCH, MEETING})


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{word})(?!\w)" for word in words))


@dataclass(frozen=True)
class _Grammar:
    """How one language announces something; patterns see folded text, the frames with times as ``@``."""

    filler: re.Pattern[str]
    request: re.Pattern[str]
    """Words around what is to be kept, such as "zet ... in mijn agenda"; they are no part of its title."""
    never: re.Pattern[str]
    """Asks, tells what was, denies, supposes, repeats, or wants help now."""
    cut: re.Pattern[str]
    """Where a second main clause begins."""
    plain: re.Pattern[str]
    """Somebody has something then, whatever it is."""
    labelled: re.Pattern[str]
    """Something is then; it counts where its words name a kind of event."""
    bare: re.Pattern[str]
    """Only a time and what is on; it counts as above."""
    told: re.Pattern[str]
    """The words of a time that can be nothing else; "twee uur" may be how long it lasts."""
    joined: re.Pattern[str]
    """A number that the recogniser wrote together with "uur"."""
    nameless: str


_PAST_NL: Final = (
    "was|waren|had|hadden|ging|gingen|kwam|kwamen|zei|zeiden|stond|stonden|begon|werd|werden|moest|moesten|zat|"
    "zaten|kreeg|kregen|belde|liep|wilde|wou|deed|zag|sprak|gaf|vertelde|hield|bleef|dacht|vond|riep|geweest",
    "gisteren|eergisteren|vorige|afgelopen|laatst|daarnet|zojuist|net|zonet|geleden|toen|voorbij|vannacht",
    r"(?!gesprek|gepland|geven\b|geld\b|gezin|gemeent|gebied|gezicht|geboorte|gebruik)ge\w+(?:d|t|en)",
    r"(?!afgesproken)(?:op|aan|uit|af|mee|in|na|terug|weg|door|over|toe|tegen|langs|binnen|voor)ge(?!pland|sprek)\w+"
    r"(?:d|t|en)",
    r"(?!begint|beleid|bericht|bestand|verband|besluit|beraad)(?:ver|be|ont|her)\w+[^aeiou](?:d|t)",
    "besproken|ontvangen|vergeten|besloten|verloren|begrepen|verzonden|verwezen|verlaten|verlopen|"
    "bekeken|gedaan|gezien|gegaan",
)
_PAST_EN: Final = (
    "was|were|had|did|went|came|said|told|asked|saw|met|spoke|called|happened|yesterday|last|ago|earlier|just|"
    "already|been|done|seen|spoken",
    r"(?:i|we)(?:'ve|\s+have)\s+(?:\w+ed|lost|made|given|taken|written|sent|heard|found|left|put)",
    r"(?:i|we)\s+got",
)
_DO_NL: Final = (
    "moet|moeten|mag|mogen|zal|zullen|ga|gaan|geef|geven|spreek|spreken|zie|zien|zit|zitten|sta|staan|houd|houden|"
    "ben|zijn|presenteer|presenteren"
)
"""What somebody is about to do; it counts where the words name a kind of event."""
_FIRST: Final = r"(?:^|[,.;:]\s*|\b(?:en|maar|dus|and|but|so)\s+)"
"""Where a clause begins."""

_NL: Final = _Grammar(
    filler=re.compile(
        r"^\W*(?:(?:eh+m?|uh+m?|nou|oke|okay|ok|hoi|hallo|hey|he|ja|dus|en|zeg|souffleur|luister|goedemorgen|"
        r"goedemiddag|even|trouwens|let op|straks|dadelijk|zo meteen|zo)\W+)*"
    ),
    request=re.compile(
        r"^(?:zet|noem|plan)\b(?:\s+(?:even|eens))?|\b(?:in|op|bij)\s+(?:mijn|m'n|de)\s+(?:agenda|seintjes|afspraken)\b|"
        r"^herinner\s+(?:me|mij)\b(?:\s+(?:er|even))?(?:\s*aan\s+dat\s+ik\b)?"
    ),
    never=_any(
        *_PAST_NL,
        r"(?<!een )wat|hoe|waarom|welke?|wie|hoeveel|hoelang|waarmee",
        "als|indien|wanneer|stel|mocht|misschien|eventueel|zou|zouden|of|omdat|terwijl|nadat|voordat|zodra",
        "geen|niet|nooit|niemand|verzet|verplaatst|verschoven|vervalt|afgezegd",
        "altijd|elke|iedere|meestal|vaak|soms|normaal|dagelijks",
        r"help|helpen|hulp|tips?|advies|weet|idee|(?:voor)?bereid\w*|voor te bereiden|wil|willen|graag|zegt",
        r"(?:kun|kan|wil|zou|kunt|ken) (?:je|jij|u)",
        "nu|hier|aan de balie|aan de lijn|aan de telefoon|voor me|tegenover me",
        "vraag|probleem|problemen|nodig|haast|ruzie|tijd|last|vrij",
    ),
    cut=re.compile(
        r"[.;!]\s+(?=\w)|,?\s+(?:en|maar|want|dus)\s+(?=(?:ik|we|wij|hij|zij|ze|het|dat|dan|daar)\b)|"
        r",\s+(?=(?:ik|dat|daar|het)\b)"
    ),
    plain=re.compile(
        r"^(?:d?ik|'?k|we|wij)\s+(?:heb|hep|hebben|hebt|krijg|krijgen)\b.*@|^(?:heb|hep|krijg)\s+(?:op\s+)?@|"
        r"^(?:@[\s,]*)+(?:heb|hep|hebben|krijg|krijgen)\s+(?:ik|we|wij)\b|^(?:zet|plan|herinner)\b.*@"
    ),
    labelled=re.compile(
        rf"^(?:ik|'?k|we|wij)\s+(?:{_DO_NL})\b.*@|"
        rf"^(?:@[\s,]*)+(?:{_DO_NL})\s+(?:ik|we|wij)\b|"
        r"^(?:mevrouw|meneer)\s.*\bkomt\b.*@|"
        r"^(?:@[\s,]*)+(?:komt|komen|staat|is|begint|start|volgt)\b|"
        r"^er\s+(?:staat|komt|is|begint)\b.*@|"
        r"^(?:mijn|m'n|het|de|ons|onze|een)\s.*\b(?:is|begint|start|staat)\s+(?:@[\s,]*)+(?:gepland|ingepland)?$"
    ),
    bare=re.compile(
        r"^(?:@[\s,]*)+(?!.*\b(?:is|zijn|heeft|kan|moet|gaat|wordt|komt|sluit|opent|doet|belt)\b)\w|"
        r"^(?!oefen|bereid|start|begin|open|toon|laat|zoek|geef|maak|speel|lees|vertel|herhaal|stop|over\b|klachten?\b)"
        r"(?:een\s|mijn\s|ons\s|onze\s|het\s|de\s)?"
        r"(?!.*\b(?:is|zijn|heeft|heb|kan|moet|gaat|wordt|komt|staat|zit|doe|doet|belt|vraagt|begint|ik)\b).*@$"
    ),
    told=re.compile(
        r"^(?:om|op|rond|tegen|vanaf|van|over)\b|\d\s?[:.u]\s?\d|\b(?:half|kwart|voor|over|middernacht)\b|"
        r"^(?:\w*morgen|vandaag|\w*ochtend|\w*middag|vanavond|" + "|".join(WEEKDAYS["nl"]) + ")"
    ),
    joined=re.compile(rf"(?<!\w)(?P<n>{NUMBER['nl']})(?=uur\b)"),
    nameless="afspraak",
)
_EN: Final = _Grammar(
    filler=re.compile(
        r"^\W*(?:(?:eh+m?|uh+m?|um+|well|ok|okay|oke|hi|hello|hey|yes|so|and|souffleur|listen)\W+)*"
    ),
    request=re.compile(
        r"^(?:put|add|schedule|plan)\b|\b(?:in|on|to)\s+my\s+(?:calendar|diary|agenda|nudges)\b|"
        r"^remind\s+me\b(?:\s+(?:of|about|that\s+i\s+have))?"
    ),
    never=_any(
        *_PAST_EN,
        "what|how|why|which|whose|who",
        "if|when|while|because|before|after|suppose|maybe|perhaps|would|could|should|or|whether",
        r"no|not|never|none|nobody|\w+n't|cancel\w*|moved|postponed|rescheduled",
        "every|each|always|usually|often|sometimes|daily|weekly",
        r"help|tips?|advice|know|idea|prepar\w+|want|says|can you|need (?:a|an|some|your|help|advice)",
        "now|here|at the desk|on the phone|on the line|in front of me|question|problem|time|hurry",
    ),
    cut=re.compile(r"[.;!]\s+(?=\w)|,?\s+(?:and|but|so)\s+(?=(?:i|i'm|we|he|she|they|it|that|then)\b)"),
    plain=re.compile(
        r"^(?:i|we)(?:'ve\s+got|'ve|\s+have\s+got|\s+have|\s+half)(?!\s+to\b)\b.*@|^(?:have|got)\s+.*@|"
        r"^(?:@[\s,]*)+(?:i|we)(?:'ve|\s+have)(?!\s+to\b)\b|^(?:put|add|schedule|plan|remind)\b.*@"
    ),
    labelled=re.compile(
        r"^(?:i|we)(?:\s+have\s+to|\s+must|\s+need\s+to|'m\s+going\s+to|\s+am\s+going\s+to|'ll|\s+will|'m|\s+am|\s+give|\s+meet)\b.*@|"
        r"^(?:@[\s,]*)+(?:i|we)(?:\s+have\s+to|\s+must|\s+need\s+to|'m|\s+am|'ll|\s+will|\s+give)\b|"
        r"^(?:@[\s,]*)+there(?:'s|\s+is)\b|^there(?:'s|\s+is)\s.*@|"
        r"^(?:my|the|our|a|an)\s.*\b(?:is|starts|begins)\s+(?:@[\s,]*)+$"
    ),
    bare=re.compile(
        r"^(?:@[\s,]*)+(?!.*\b(?:is|are|has|can|must|will|does|opens|closes)\b)\w|"
        r"^(?!practi[sc]e|start|begin|open|show|find|give|make|play|read|tell|repeat|stop|about\b|complaints?\b)"
        r"(?!.*\b(?:is|are|has|have|can|must|will|does|i)\b).*@$"
    ),
    told=re.compile(
        r"^(?:at|around|about|by|from|in)\b|\d[:.]\d|\b(?:half|quarter|past|to|noon|midnight|o'clock|am|pm)\b|"
        r"^(?:today|tomorrow|tonight|this|the day|on|next|" + "|".join(WEEKDAYS["en"]) + ")"
    ),
    joined=re.compile(rf"(?<!\w)(?P<n>{NUMBER['en']})(?=o'clock\b)"),
    nameless="appointment",
)
_HALF_HEARD: Final = re.compile(r"^(?:dik|['’‘]?k) (?=he[bp]\b)", re.I)
"""An "ik" that ran into the word before it."""
_ASKS: Final = re.compile(
    _FIRST + r"(?:heb|hebt|heeft|is|staat|komt|begint|moet|moeten|kan|kunnen|zal|zullen|mag|ben|ga|waar)\s+"
    r"(?:ik|er|we|wij|je|jij|u|hij|zij|het|mijn|de|een)\b|"
    + _FIRST
    + r"(?:do|does|is|are|am|have|has|can|shall|will|may|must|where)\s+"
    r"(?:i|there|we|you|he|she|it|my|the|a)\b"
)
"""The verb comes first: a question, also where the recogniser wrote no question mark."""
_ABOUT: Final = re.compile(r"\b(?:die|dat|welke|waarvan|that|who|which|whom)\b[^@]*@")
"""The time belongs to what is said about somebody: "een klant die om twee uur ..."."""


def announced(text: str, now: datetime, zone: str, language: str) -> Heard | None:
    """Give what somebody announces with a time to come, or None where they do anything else.

    Args:
        text: one turn, typed or as it was recognised.
        now: UTC.
        zone: IANA name of the person's zone.
        language: that the person speaks, ``nl`` or ``en``.
    """
    grammar = _NL if language == "nl" else _EN
    said = _plain(text, grammar)
    folded = fold(said)
    if "?" in said or grammar.never.search(folded) or _ASKS.search(folded):
        return None
    clause = _clause(said, folded, grammar)
    try:
        heard = understand(clause, now, zone, language)
    except SayingUnclear:
        return None
    shape = _shape(fold(clause), heard)
    if not heard.spans or _ABOUT.search(shape) or not _is_told(fold(clause), heard, grammar):
        return None
    if heard.title == grammar.nameless and grammar.nameless not in folded:
        return None
    if not (grammar.plain.search(shape) or _is_event(shape, heard, grammar)):
        return None
    return _named(heard, clause, now, zone, language, grammar)


def _plain(text: str, grammar: _Grammar) -> str:
    """Give the turn without words of the mouth, and with its times as people write them."""
    bare = " ".join(text.split())
    bare = bare[grammar.filler.match(fold(bare)).end() :]  # type: ignore[union-attr]  # matches nothing too
    return grammar.joined.sub(r"\g<n> ", _HALF_HEARD.sub("ik ", bare))


def _clause(said: str, folded: str, grammar: _Grammar) -> str:
    """Give the first main clause; what somebody adds to it is no part of what it is called."""
    second = grammar.cut.search(folded)
    return (said[: second.start()] if second else said).rstrip(" .,!;:")


def _shape(folded: str, heard: Heard) -> str:
    for begin, stop in sorted(heard.spans, reverse=True):
        folded = f"{folded[:begin]} {_AT} {folded[stop:]}"
    return " ".join(folded.split()).strip(" .,!;:")


def _is_told(folded: str, heard: Heard, grammar: _Grammar) -> bool:
    """Tell whether a time of day is meant and no length: "twee uur wachten" names none."""
    for begin, stop in heard.spans:
        after = folded[stop:].lstrip().partition(" ")[0]
        if grammar.told.search(folded[begin:stop]) or folded[:begin].rstrip().endswith(" op"):
            return True
        if after in ("een", "mijn", "met", "a", "my", "with"):
            return True
    return False


def _is_event(shape: str, heard: Heard, grammar: _Grammar) -> bool:
    if grammar.labelled.search(shape):
        return bool(heard.tags)
    found = grammar.bare.search(shape)
    return found is not None and bool(heard.tags if shape.startswith(_AT) else heard.tags & _EVENTS)


def _named(
    heard: Heard, clause: str, now: datetime, zone: str, language: str, grammar: _Grammar
) -> Heard | None:
    """Leave out of the title what only asks to keep it."""
    folded = fold(clause)
    spans = [found.span() for found in grammar.request.finditer(folded)]
    if not spans:
        return heard
    for begin, stop in reversed(spans):
        clause = f"{clause[:begin]} {clause[stop:]}"
    again = understand(clause.strip(), now, zone, language)
    return again if again.title != grammar.nameless or grammar.nameless in folded else None
