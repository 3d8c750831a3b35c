"""What can be observed in the words of somebody who practises.

Every behaviour is wording: what was said, never what the speaker felt, meant or is like (AI Act, article
5(1)(f)). "Acknowledged the feeling" means that the words do so.
"""

from __future__ import annotations

from enum import StrEnum


class Behaviour(StrEnum):
    """One thing that somebody does in words. The names stand in scenario files."""

    ACKNOWLEDGED_FEELING = "acknowledged_feeling"
    APOLOGISED = "apologised"
    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    SUMMARISED = "summarised"
    GAVE_REASON = "gave_reason"
    GAVE_DATE = "gave_date"
    OFFERED_CHOICE = "offered_choice"
    OFFERED_ACTION = "offered_action"
    REFUSED = "refused"
    SET_LIMIT = "set_limit"
    LIMIT_WITH_CHOICE = "limit_with_choice"
    USED_JARGON = "used_jargon"
    BLAMED = "blamed"
    DISMISSED = "dismissed"
    """Made light of it, or was rude: "stel je niet aan", "rot op"."""
    APPRECIATED = "appreciated"
    FETCHED_HELP = "fetched_help"
    ENDED_TALK = "ended_talk"
    CHECKED_UNDERSTANDING = "checked_understanding"
    NAMED_OBSERVATION = "named_observation"
    NAMED_EFFECT = "named_effect"
    MADE_REQUEST = "made_request"
    NAMED_BENEFIT = "named_benefit"
    GAVE_EVIDENCE = "gave_evidence"
    ASKED_DECISION = "asked_decision"

    REPEATED_REFUSAL = "repeated_refusal"
    """Derived: refused again, or with no word but no, without a reason, a choice, an action or a date."""
    INTERRUPTED = "interrupted"
    """Derived: began to speak while the other was still speaking."""
    SAID_LITTLE = "said_little"
    """Derived: at most three words and none of the behaviours."""


DERIVED = frozenset({Behaviour.REPEATED_REFUSAL, Behaviour.INTERRUPTED, Behaviour.SAID_LITTLE})
"""These depend on the talk and not on one sentence."""

IN_A_SENTENCE = tuple(behaviour for behaviour in Behaviour if behaviour not in DERIVED)
"""What a sentence alone can show, in the order of the recogniser's columns."""

HELPS = frozenset(
    {
        Behaviour.ACKNOWLEDGED_FEELING,
        Behaviour.APOLOGISED,
        Behaviour.OPEN_QUESTION,
        Behaviour.SUMMARISED,
        Behaviour.GAVE_REASON,
        Behaviour.GAVE_DATE,
        Behaviour.OFFERED_CHOICE,
        Behaviour.OFFERED_ACTION,
        Behaviour.APPRECIATED,
        Behaviour.CHECKED_UNDERSTANDING,
        Behaviour.NAMED_OBSERVATION,
        Behaviour.NAMED_EFFECT,
        Behaviour.MADE_REQUEST,
        Behaviour.NAMED_BENEFIT,
        Behaviour.GAVE_EVIDENCE,
        Behaviour.ASKED_DECISION,
        Behaviour.SET_LIMIT,
        Behaviour.LIMIT_WITH_CHOICE,
    }
)
"""Saying these again does less: half the second time, then nothing. "Ik begrijp het" is no magic word."""

NAMES: dict[Behaviour, tuple[str, str]] = {
    Behaviour.ACKNOWLEDGED_FEELING: ("benoemde het gevoel", "named the feeling"),
    Behaviour.APOLOGISED: ("zei sorry", "said sorry"),
    Behaviour.OPEN_QUESTION: ("stelde een open vraag", "asked an open question"),
    Behaviour.CLOSED_QUESTION: ("stelde een gesloten vraag", "asked a closed question"),
    Behaviour.SUMMARISED: ("vatte samen", "summarised"),
    Behaviour.GAVE_REASON: ("gaf de reden", "gave the reason"),
    Behaviour.GAVE_DATE: ("noemde een dag of termijn", "named a day or a term"),
    Behaviour.OFFERED_CHOICE: ("bood een keuze", "offered a choice"),
    Behaviour.OFFERED_ACTION: ("zei wat je nu gaat doen", "said what you will do now"),
    Behaviour.REFUSED: ("zei nee", "said no"),
    Behaviour.SET_LIMIT: ("gaf een grens aan", "set a limit"),
    Behaviour.LIMIT_WITH_CHOICE: ("gaf een grens met een keuze", "set a limit with a choice"),
    Behaviour.USED_JARGON: ("gebruikte vaktaal", "used jargon"),
    Behaviour.BLAMED: ("legde de schuld bij de ander", "put the blame on the other"),
    Behaviour.DISMISSED: ("wuifde het of de ander weg", "waved it or the other away"),
    Behaviour.APPRECIATED: ("waardeerde de ander", "appreciated the other"),
    Behaviour.FETCHED_HELP: ("haalde er iemand bij", "brought somebody in"),
    Behaviour.ENDED_TALK: ("beëindigde het gesprek", "ended the talk"),
    Behaviour.CHECKED_UNDERSTANDING: ("vroeg of het duidelijk was", "checked that it was clear"),
    Behaviour.NAMED_OBSERVATION: ("zei wat je zag of hoorde", "said what you saw or heard"),
    Behaviour.NAMED_EFFECT: ("zei wat het gevolg was", "said what it led to"),
    Behaviour.MADE_REQUEST: ("deed een verzoek", "made a request"),
    Behaviour.NAMED_BENEFIT: ("noemde wat het oplevert", "named what it brings"),
    Behaviour.GAVE_EVIDENCE: ("gaf een cijfer of voorbeeld", "gave a figure or an example"),
    Behaviour.ASKED_DECISION: ("vroeg om een besluit", "asked for a decision"),
    Behaviour.REPEATED_REFUSAL: ("liet het nee alleen staan", "left the no standing by itself"),
    Behaviour.INTERRUPTED: ("sprak erdoorheen", "talked over the other"),
    Behaviour.SAID_LITTLE: ("zei bijna niets", "said next to nothing"),
}
"""How each is called in Dutch and in English."""


def name_of(behaviour: Behaviour, language: str) -> str:
    """Give a behaviour's name for a person, in Dutch or else in English."""
    nl, en = NAMES[behaviour]
    return nl if language == "nl" else en
