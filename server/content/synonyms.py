"""Words that stand in for each other at a municipal desk: a small thesaurus of our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from server.content.words import Stemmer, fold

_NL: Final = """
paspoort reisdocument
identiteitskaart idkaart identiteitsbewijs legitimatie legitimatiebewijs
rijbewijs roze pasje
kwijt verloren verlies kwijtgeraakt zoek vermist vermissing
gestolen diefstal gejat gepikt beroofd
verhuizen verhuizing verhuisd adreswijziging adreswijzigen adres
uitkering bijstand bijstandsuitkering
bezwaar bezwaarschrift
beroep rechter rechtbank
klacht klachten klagen ontevreden
boos kwaad woedend woest boosheid agressie agressief razend tekeer
schreeuwen schelden brullen tieren gillen uitschelden
huilen verdriet verdrietig tranen rouw
bedreigen dreigen bedreiging dreiging bang onveilig
overlijden overleden dood gestorven doodgegaan overlijdensaangifte
geboorte geboren baby bevalling bevallen
trouwen huwelijk bruiloft huwen ondertrouw
scheiden scheiding echtscheiding
parkeren parkeervergunning parkeerplek parkeerkaart
boete bekeuring bon
verlopen ongeldig
verlengen vernieuwen verlenging
kosten prijs betalen kost duur euro
afspraak inplannen langskomen
uittreksel afschrift brp
inschrijven registreren aanmelden inschrijving
uitschrijven afmelden uitschrijving
buitenland emigreren emigratie
naturalisatie nederlander nationaliteit
laaggeletterd lezen analfabeet
tolk vertalen anderstalig taal
weigeren afwijzen nee afwijzing weigering
collega teamgenoot
oefenen oefening
afval grofvuil vuilnis container
schulden schuld schuldhulp
geld inkomen
woning huis
kind zoon dochter kinderen
brief post
machtiging machtigen gemachtigde volmacht
digid inloggen
"""
_EN: Final = """
passport travel
identity id
lost missing
stolen theft
move moving moved address
benefit benefits allowance welfare
objection object
appeal court
complaint complain complaints
angry anger furious aggressive mad
shouting yelling screaming swearing
grief crying tears mourning
threat threaten threatening unsafe
death died dead deceased
parking permit
register registration registering
"""


@cache
def synonyms(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give for a stem the stems that may stand in for it."""
    stem = Stemmer(language)
    found: dict[str, set[str]] = {}
    for line in (_NL if language == "nl" else _EN).strip().splitlines():
        group = {stem(fold(word)) for word in line.split()}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: tuple(sorted(others)) for word, others in found.items()}
