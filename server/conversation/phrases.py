"""The companion's own sentences: *je*, calm, short enough for the ear."""

from __future__ import annotations

from typing import Final

from server.content.need import Moment

_NL: Final = {
    "unknown": "Dat weet ik niet.",
    "unknown_near": "Het dichtst in de buurt komt: {titles}.",
    "offer_note": "Zal ik je vraag doorgeven aan de makers, zonder je naam?",
    "noted": "Je vraag staat genoteerd, zonder je naam.",
    "note_failed": "Noteren lukte nu niet. Probeer het later nog eens.",
    "not_noted": "Goed. Ik noteer niets.",
    "expired": "Deze kaart is verlopen op {date}, controleer het.",
    "example": "Dit verschilt per gemeente. Kijk bij je eigen regels.",
    "unsure": "Ik weet niet zeker of je dit bedoelt.",
    "how_on": "Zeg verder voor de stappen.",
    "source": "Dit komt uit: {source}.",
    "ask_owner": "Twijfel je nog? Vraag {owner}.",
    "reflect": "Klopt dit met wat jij weet?",
    "end": "Dit was alles op deze kaart.",
    "no_more": "Meer dan dit staat er niet op de kaart.",
    "nothing_yet": "Er is nog niets om op door te gaan. Stel me een vraag.",
    "no_question": "Zeg het in een zin, dan zoek ik het voor je op.",
    "welcome": "Graag gedaan.",
    "situation": "Deze kaart is voor dit geval.",
    "attempt_thanks": "Leg dat hiernaast.",
    "skip": "Goed, hier is het.",
    "acknowledge": "Goed.",
    "no_card": "Daar heb ik geen kaart over.",
    "general": "Dit is algemene kennis, controleer het.",
    "broke_off": "Ik ga verder met de kaart.",
    "or": " of ",
}
_EN: Final = {
    "unknown": "I do not know that.",
    "unknown_near": "The nearest is: {titles}.",
    "offer_note": "Shall I pass your question on to the authors, without your name?",
    "noted": "Your question is noted, without your name.",
    "note_failed": "I could not note it just now. Try again later.",
    "not_noted": "All right. Nothing is noted.",
    "expired": "This card expired on {date}, check it.",
    "example": "This differs by municipality. Check your own rules.",
    "unsure": "I am not sure that this is what you mean.",
    "how_on": "Say next for the steps.",
    "source": "This comes from: {source}.",
    "ask_owner": "Still in doubt? Ask {owner}.",
    "reflect": "Does this agree with what you know?",
    "end": "That was all on this card.",
    "no_more": "The card says no more than this.",
    "nothing_yet": "There is nothing to go on with yet. Ask me a question.",
    "no_question": "Say it in a sentence, and I look it up for you.",
    "welcome": "You are welcome.",
    "situation": "This card is for this case.",
    "attempt_thanks": "Put that beside this.",
    "skip": "All right, here it is.",
    "acknowledge": "All right.",
    "no_card": "I have no card about that.",
    "general": "This is general knowledge, check it.",
    "broke_off": "I go on with the card.",
    "or": " or ",
}
_ATTEMPT: Final = {
    "nl": {
        Moment.NEW: "Wat weet je hier zelf al van?",
        Moment.MORE: "Wat weet je er al van? Dan ga ik een laag dieper.",
        Moment.CHANGE: "Hoe deed je dit tot nu toe?",
    },
    "en": {
        Moment.NEW: "What do you already know about this?",
        Moment.MORE: "What do you already know? Then I go one layer deeper.",
        Moment.CHANGE: "How did you do this until now?",
    },
}
_MONTHS: Final = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def phrase(key: str, language: str, **values: str) -> str:
    """Give one of the companion's own sentences."""
    return (_NL if language == "nl" else _EN)[key].format_map(values)


def attempt_question(moment: Moment, language: str) -> str:
    """Give the one short question that comes before the answer where there is time."""
    return _ATTEMPT["nl" if language == "nl" else "en"][moment]


def spoken_date(year: int, month: int, day: int, language: str) -> str:
    """Write a date for the ear."""
    name = _MONTHS["nl" if language == "nl" else "en"].split()[month - 1]
    return f"{day} {name} {year}"
