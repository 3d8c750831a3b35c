"""Words as search sees them: folded, stemmed, and without the words that carry no subject."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Final

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+")
_ALGORITHMS = {"nl": "dutch", "en": "english", "fr": "french", "de": "german"}

_NL = """
aan al alle alleen als alsof alstublieft altijd andere anders ben bent bij bijna binnen blijkbaar blijft
boven daar daarna daarom daarover dan dat de deze die dit doe doen doet dus echt een eens eerst eigenlijk
elk elke en er erg even ga gaan gaat gedaan geen geeft gegaan gehad geven geweest gewoon ging graag haar
had hadden heb hebben hebt heeft heel helemaal hem hen het hier hij hoe hoef hoeft hoeven hun iemand iets
ik in is ja jammer je jij jou jouw jullie kan kom komen komt kon konden krijg krijgen krijgt kun kunnen
kunt laat laten ligt maak maar maakt maken me mee meer meestal men met mij mijn misschien mocht moest
moet moeten mogelijk mag mogen na naar neem niet niets niks nodig nog nou nu of ofzo om omdat onder ons
onze ook op opeens over per precies qua snel soms staan staat steeds te tegen toch toe toen tot u uh uhm
uit uw vaak van vanaf vandaag veel verder via vind volgens voor waar waarom wanneer want was wat we weer
weet weten welk welke wel wie wij wil willen wilt word worden wordt wou zal ze zeg zeggen zegt zei zelf
zich zij zijn zit zitten zo zoals zoiets zomaar zou zouden zullen klant klanten balie loket inwoner
inwoners burger burgers meneer mevrouw man vrouw mensen persoon vraag vragen vraagt help helpen helpt
hulp uitleggen uitleg leg zeker dag goedemorgen goedemiddag hallo hoi he oke ok alvast bedankt dank
tegenover dadelijk straks zojuist net gelijk meteen direct haast bezig hoelang hoeveel eh ehm hm eventjes
beetje paar soort manier ding dingen geval kwestie punt gemeente gemeentes maandag dinsdag woensdag
donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober
november december twee drie vier vijf zes zeven acht negen tien zoekt zoek zoeken gezocht brengt breng
brengen bracht gebracht bring loopt lopen loop hangt hangen ziet zien zie kijk kijkt kijken kijkje
gekeken hoort horen lijkt lijken blijk blijkt blijken bleek pakken pak pakt zetten zet zette lag liggen
lagen stond stonden kwam kwamen gekomen gingen mn zn dr m n t s k alweer voortaan automatisch terecht
terechtkunnen rond allemaal allebei beide ervan ermee erbij eraan erop hierbij hiervoor daarbij daarvoor
daarmee waarmee waarvoor waarbij waarop waaraan waarin gebeurt gebeuren gebeurd regelen regel regelt
geregeld wilde wilden zegje zeiden vertelt vertel vertellen noemt heet heten genoeg zeer tamelijk
behoorlijk ongeveer meisje jongen jongeman dame heer heren dames jongedame iedereen niemand anderen
ergens nergens ineens plotseling gisteren eergisteren overmorgen vanmorgen vanochtend vanmiddag vanavond
ochtend middag avond week weken maand maanden jaar jaren keer keren binnenkort laatst momenteel intussen
inmiddels voordat nadat totdat zodat terwijl hoewel tenzij indien morgen
"""
_EN = """
a about all also always am an and any are as ask asks at be because been before being but by can cannot
could customer desk did do does doing don for from get gets give go goes going got had has have he her
here him his how i if in into is it its just know like make me mine more must my need needs no not now of
off ok okay on one only or our out over please put really s say says she should so some somebody someone
still such t tell than that the their them then there they thing things this those to too up us very want
wants was we well were what when where which who why will with would yes you your yours citizen resident
person people counter colleague help question hello hi uh um er municipality council
"""

STOPWORDS: Final[dict[str, frozenset[str]]] = {
    "nl": frozenset(_NL.split()),
    "en": frozenset(_EN.split()),
}
"""Words without a subject of their own, also those that everybody at a desk says in every question."""


def fold(text: str) -> str:
    """Give lower-case letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Split text into folded words of letters and digits."""
    return _WORD.findall(fold(text).replace("'", ""))


def has_words(text: str) -> bool:
    """Tell whether there is a letter or a digit in it."""
    return any(letter.isalnum() for letter in text)


class Stemmer:
    """Snowball stems with a cache. Thread-safe: the algorithm itself keeps its word in the object."""

    def __init__(self, language: str):
        """Choose the algorithm (Kraaij-Pohlmann for Dutch, Porter 2 for English, else Snowball's own)."""
        algorithm = snowballstemmer.stemmer(_ALGORITHMS[language])
        lock = threading.Lock()

        @lru_cache(maxsize=20_000)
        def stem(word: str) -> str:
            with lock:
                return str(algorithm.stemWord(word))

        self._stem = stem

    def __call__(self, word: str) -> str:
        """Give the stem of a folded word."""
        return self._stem(word)
