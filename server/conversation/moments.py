"""Which moment of need a question belongs to, from its wording; the card's own moment is the prior.

Words only: nothing is inferred about how the person feels.
"""

from __future__ import annotations

import re
from typing import Final

from server.content.need import Moment
from server.content.words import fold

THINK_FIRST: Final = frozenset({Moment.NEW, Moment.MORE, Moment.CHANGE})
"""Moments in which there is time: the person's own attempt comes before the answer."""

_CUES: Final[dict[str, dict[Moment, str]]] = {
    "nl": {
        Moment.APPLY: r"\bnu\b(?! anders)|zo meteen|zometeen|dadelijk|straks|over (?:vijf|tien|\d+) minuten|"
        r"voor (?:mijn|me) neus|staat (?:hier|voor m|er|nu)|zit (?:hier|voor m|er|nu)|"
        r"aan (?:de|mijn|het) (?:balie|loket|telefoon|lijn)|wat zeg ik|hoe zeg ik|hoe vertel ik|"
        r"hoe reageer|moet ik (?:nu )?(?:zeggen|doen|geven)|snel|direct",
        Moment.SOLVE: r"lukt (?:\w+ )?niet|werkt (?:\w+ )?niet|gaat (?:\w+ )?(?:mis|fout)|"
        r"ging (?:\w+ )?(?:mis|fout)|probleem|storing|klopt (?:\w+ )?niet|loopt vast|foutmelding|"
        r"kwijt|gestolen|geweigerd|weigert|wat nu\b|komt er niet uit|doet het niet|vergeten",
        Moment.CHANGE: r"veranderd|verandert|verandering|tegenwoordig|sinds kort|"
        r"nieuwe (?:regel|regels|wet|werkwijze|manier|procedure)|vroeger|voorheen|niet meer zoals|"
        r"(?:werkt|gaat|moet|doen) (?:\w+ ){0,2}(?<!iemand )(?<!iets )(?<!ergens )anders\b|voortaan|"
        r"anders dan (?:eerst|vroeger|voorheen)|gewend|oude manier|deden we altijd|doe ik altijd",
        Moment.NEW: r"nog nooit|voor het eerst|eerste keer|ben ik nieuw|ik ben nieuw|nieuw hier|"
        r"nog niet eerder|niet eerder gedaan|waar begin ik|van begin af|geen ervaring",
        Moment.MORE: r"meer (?:over|weten|leren|vertellen|uitleg)|verdiep|dieper|achtergrond|"
        r"waarom (?:is|zijn|moet|geldt|bestaat|mag)|ken de basis|de basis (?:ken|snap|weet)|"
        r"hoe zit (?:het|dat) precies|achterliggend",
    },
    "en": {
        Moment.APPLY: r"(?<!differently )(?<!different )(?<!from )\bnow\b|right away|"
        r"in (?:five|ten|\d+) minutes|in front of me|"
        r"at (?:the|my) (?:desk|counter)|on the (?:phone|line)|what do i say|how do i (?:say|tell)|"
        r"what should i (?:say|do)|quickly|is here",
        Moment.SOLVE: r"does ?n[o']?t work|not working|goes wrong|went wrong|problem|error|stuck|lost|stolen|"
        r"refus|failed|can ?n[o']?t get|broken|forgot",
        Moment.CHANGE: r"changed|these days|nowadays|new (?:rule|rules|law|way|procedure)|used to|no longer|"
        r"differently|different (?:now|from before|than before)|from now on|old way|always did",
        Moment.NEW: r"never done|first time|i am new|i'm new|new here|where do i (?:start|begin)|"
        r"no experience|not done this before",
        Moment.MORE: r"more about|know more|learn more|tell me more|deeper|background|"
        r"why (?:is|are|do|does|must|may)|know the basics|how exactly",
    },
}
_ORDER: Final = (Moment.SOLVE, Moment.APPLY, Moment.CHANGE, Moment.NEW, Moment.MORE)
"""Who wins a tie: the moments in which somebody is waiting come first."""
_PRIOR: Final = 0.9
_COMPILED: Final = {
    language: {moment: re.compile(pattern) for moment, pattern in table.items()}
    for language, table in _CUES.items()
}


def infer_moment(text: str, language: str, prior: Moment | None = None) -> Moment:
    """Give the moment of need of a question.

    One cue in the wording outweighs the moment for which the card was written; without any cue and without a
    card it is Apply, because most questions at work are asked with the work in hand.
    """
    folded = fold(text)
    score = {moment: float(len(cue.findall(folded))) for moment, cue in _COMPILED[_known(language)].items()}
    if prior is not None:
        score[prior] += _PRIOR
    if not any(score.values()):
        return Moment.APPLY
    return max(_ORDER, key=lambda moment: (score[moment], -_ORDER.index(moment)))


def _known(language: str) -> str:
    return language if language in _COMPILED else "en"
