"""Short words that steer the conversation: "verder", "herhaal", "stop", "hoe bedoel je", yes and no.

A command is the whole utterance and nothing else, so that "hoe stop ik een uitkering" stays a question. What
the recogniser made of a short word is compared by sound as well.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from server.content.sounds import dice, sound_key, trigrams
from server.content.words import words


class Command(StrEnum):
    """What the person wants to happen with the answer."""

    MORE = "more"
    REPEAT = "repeat"
    STOP = "stop"
    EXPLAIN = "explain"
    YES = "yes"
    NO = "no"
    HURRY = "hurry"
    FIRST = "first"
    SECOND = "second"
    THANKS = "thanks"


_PHRASES: Final[dict[str, dict[Command, str]]] = {
    "nl": {
        Command.MORE: "verder|ga verder|ga door|doorgaan|door|volgende|volgende stap|de volgende|"
        "de volgende stap|en dan|en daarna|wat dan|en nu|wat nu|meer|vertel meer|vertel verder|"
        "meer graag|en verder|de rest|de stappen|geef de stappen|wat zijn de stappen",
        Command.REPEAT: "herhaal|herhaal dat|herhalen|kun je dat herhalen|wil je dat herhalen|nog een keer|"
        "nog eens|zeg dat nog eens|zeg het nog een keer|kun je dat nog een keer zeggen|wat zei je|"
        "wat zeg je|opnieuw|ik verstond je niet|niet verstaan",
        Command.STOP: "stop|stoppen|stop maar|hou op|houd op|stil|wees stil|genoeg|zo is het genoeg|klaar|"
        "ik ben klaar|laat maar|hou maar op|dat is genoeg|stop daarmee",
        Command.EXPLAIN: "hoe bedoel je|hoe bedoel je dat|wat bedoel je|wat bedoel je daarmee|leg uit|"
        "leg dat uit|kun je dat uitleggen|ik snap het niet|ik begrijp het niet|dat snap ik niet|"
        "dat begrijp ik niet|hoezo|uitleg",
        Command.YES: "ja|ja graag|ja hoor|jawel|graag|ja doe maar|doe maar|prima|is goed|dat is goed|goed|"
        "akkoord|zeker|ja natuurlijk|natuurlijk",
        Command.NO: "nee|nee hoor|nee dank je|nee bedankt|neen|liever niet|niet nodig|hoeft niet|"
        "dat hoeft niet|nee dat hoeft niet|nee laat maar",
        Command.HURRY: "haast|ik heb haast|ik heb nu haast|snel|geef maar gewoon|geef het maar gewoon|"
        "geef maar gewoon het antwoord|geef gewoon antwoord|geef het antwoord|zeg het maar|"
        "zeg maar gewoon|sla over|overslaan|kort|hou het kort",
        Command.FIRST: "de eerste|eerste|nummer een|die eerste|de bovenste",
        Command.SECOND: "de tweede|tweede|nummer twee|die tweede|de onderste",
        Command.THANKS: "dank je|dank je wel|dankjewel|dank u|dank u wel|dankuwel|bedankt|hartelijk dank|"
        "bedankt voor je hulp|dank je voor je hulp|fijn dank je|top bedankt|mooi bedankt",
    },
    "en": {
        Command.MORE: "go on|continue|next|next step|the next step|more|tell me more|and then|what then|"
        "what next|what now|keep going|the steps|give me the steps|the rest",
        Command.REPEAT: "repeat|repeat that|say that again|say it again|again|once more|one more time|"
        "can you repeat that|what did you say|pardon|come again",
        Command.STOP: "stop|stop it|stop that|be quiet|quiet|enough|that is enough|thats enough|done|"
        "i am done|im done|never mind|nevermind|shut up",
        Command.EXPLAIN: "what do you mean|how do you mean|what do you mean by that|explain|explain that|"
        "can you explain|can you explain that|i do not understand|i dont understand|i dont get it",
        Command.YES: "yes|yes please|yeah|yep|please|sure|ok do it|do it|please do|go ahead|of course|fine",
        Command.NO: "no|no thanks|no thank you|nope|rather not|not needed|no need|dont",
        Command.HURRY: "i am in a hurry|im in a hurry|in a hurry|hurry|quick|quickly|just give it|"
        "just give me the answer|just tell me|skip|skip that|keep it short|give me the answer",
        Command.FIRST: "the first|first|first one|the first one|number one",
        Command.SECOND: "the second|second|second one|the second one|number two",
        Command.THANKS: "thanks|thank you|thank you very much|many thanks|thanks a lot|great thanks",
    },
}
_FILLERS: Final = {
    "nl": frozenset(
        {
            "eh",
            "ehm",
            "uh",
            "uhm",
            "hm",
            "he",
            "hee",
            "nou",
            "oke",
            "ok",
            "even",
            "eens",
            "alsjeblieft",
            "alstublieft",
            "graag",
            "dus",
            "en",
        }
    ),
    "en": frozenset(
        {"eh", "uh", "um", "uhm", "hm", "ok", "okay", "well", "please", "so", "and", "now", "just"}
    ),
}
_HURRY_PREFIX: Final = {
    "nl": re.compile(r"^\W*(?:ik heb (?:nu |echt |even )?haast|haast|even snel)\b[\s,.:;-]*(?=\S)", re.I),
    "en": re.compile(r"^\W*(?:i(?:'m| am) in a hurry|quick question|hurry)\b[\s,.:;-]*(?=\S)", re.I),
}
_MIN_SOUND = 4
_MIN_DICE = 0.6
MAX_WORDS = 7


def _table(language: str) -> dict[str, Command]:
    return {
        " ".join(words(phrase)): command
        for command, phrases in _PHRASES[language].items()
        for phrase in phrases.split("|")
    }


_TABLES: Final = {language: _table(language) for language in _PHRASES}


def command_of(text: str, language: str) -> Command | None:
    """Give the command that an utterance is, or None where it is anything else."""
    spoken = words(text)
    if not spoken or len(spoken) > MAX_WORDS:
        return None
    table = _TABLES.get(language, _TABLES["en"])
    bare = _bare(spoken, language)
    return _by_words(spoken, bare, table) or _by_sound("".join(bare or spoken), table)


def is_yes_or_no(text: str, language: str) -> bool:
    """Tell whether it is a yes or a no, word for word: what only sounds like one may be a question."""
    spoken = words(text)
    said = _by_words(spoken, _bare(spoken, language), _TABLES.get(language, _TABLES["en"]))
    return said in (Command.YES, Command.NO)


def _bare(spoken: list[str], language: str) -> list[str]:
    fillers = _FILLERS.get(language, _FILLERS["en"])
    return [word for word in spoken if word not in fillers]


def _by_words(spoken: list[str], bare: list[str], table: dict[str, Command]) -> Command | None:
    return next((table[one] for one in _halves(spoken, bare) if one in table), None)


def _halves(spoken: list[str], bare: list[str]) -> list[str]:
    """Give the readings of an utterance: as it is, without fillers, and once where it was said twice."""
    found = [" ".join(spoken), " ".join(bare)]
    if len(bare) > 1 and len(set(bare)) == 1:
        found.append(bare[0])
    if len(bare) > 1 and bare[0] in ("ja", "nee", "yes", "no"):
        found.append(" ".join(bare[1:]))
    return [candidate for candidate in found if candidate]


def _by_sound(joined: str, table: dict[str, Command]) -> Command | None:
    """Find the command of one word that sounds like what was understood ("her haal", "ferder")."""
    key = sound_key(joined)
    if len(key) < _MIN_SOUND:
        return None
    for phrase, command in table.items():
        if " " not in phrase and len(phrase) > _MIN_SOUND and sound_key(phrase) == key:
            return command
    own = trigrams(key)
    close = [
        (dice(own, trigrams(sound_key(phrase))), command)
        for phrase, command in table.items()
        if " " not in phrase and len(phrase) > _MIN_SOUND and abs(len(phrase) - len(joined)) <= 2
    ]
    best = max(close, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _MIN_DICE else None


def take_hurry(text: str, language: str) -> tuple[bool, str]:
    """Split "ik heb haast, ..." from the question that follows it."""
    rest = _HURRY_PREFIX.get(language, _HURRY_PREFIX["en"]).sub("", text, count=1)
    return rest != text, rest
