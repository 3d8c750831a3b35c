"""What is an announcement, and what is a question, a story or a call for help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.conversation.agenda.announcing import announced
from tests.nudges.making import utc

NOW = utc(2026, 11, 23, 9, 10)
"""Monday 23 November 2026, 10:10 in Amsterdam."""

DUTCH = [
    ("ik heb om twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("Om twee uur heb ik een lastig gesprek.", "23 14:00", "lastig gesprek"),
    ("eh ik heb eh om twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("Hoi Souffleur, ik heb over een kwartier een slechtnieuwsgesprek", "23 10:25", "slechtnieuwsgesprek"),
    ("over twintig minuten heb ik een gesprek met mevrouw Jansen", "23 10:30", "gesprek met mevrouw Jansen"),
    ("morgen om half drie een pitch", "24 14:30", "pitch"),
    ("we hebben dinsdag om tien uur teamoverleg", "24 10:00", "teamoverleg"),
    ("ik moet om drie uur presenteren", "23 15:00", "presenteren"),
    ("morgen moet ik om tien uur een presentatie geven", "24 10:00", "presentatie"),
    ("ik ga om vier uur een klacht bespreken", "23 16:00", "klacht bespreken"),
    ("ik geef overmorgen om elf uur een workshop", "25 11:00", "workshop"),
    ("er staat om drie uur een overleg gepland", "23 15:00", "overleg"),
    ("om half vier komt er een boze klant", "23 15:30", "boze klant"),
    ("mijn pitch is morgen om tien uur", "24 10:00", "pitch"),
    ("het gesprek met Piet begint om kwart over twee", "23 14:15", "gesprek met Piet"),
    ("ik heb om twee uur een lastig gesprek en ik zie ertegenop", "23 14:00", "lastig gesprek"),
    ("ik heb een functioneringsgesprek om half drie", "23 14:30", "functioneringsgesprek"),
    (
        "Ik heb vanmiddag een gesprek om 15:30 met een inwoner die boos is",
        "23 15:30",
        "gesprek met een inwoner die boos is",
    ),
    ("straks om twee uur moet ik iemand afwijzen", "23 14:00", "iemand afwijzen"),
    ("ik mag om drie uur een pitch houden", "23 15:00", "pitch houden"),
    ("ik ben om twee uur bij een overleg", "23 14:00", "overleg"),
    ("ik heb vanmiddag een gesprek met een inwoner, om half drie", "23 14:30", "gesprek met een inwoner"),
    ("er komt om drie uur een inwoner met een klacht", "23 15:00", "inwoner met een klacht"),
    ("donderdag om 13 uur heb ik een exitgesprek", "26 13:00", "exitgesprek"),
    ("over een half uur heb ik een boze inwoner", "23 10:40", "boze inwoner"),
    ("morgen om negen uur begint het teamoverleg", "24 09:00", "teamoverleg"),
    ("ik heb om twee uur met Piet afgesproken", "23 14:00", "met Piet afgesproken"),
    ("ik heb om vier uur een intake ingepland", "23 16:00", "intake"),
    ("zet om drie uur een overleg in mijn agenda", "23 15:00", "overleg"),
    ("herinner me om drie uur aan mijn pitch", "23 15:00", "pitch"),
    ("ik krijg om drie uur de wethouder op bezoek", "23 15:00", "wethouder op bezoek"),
    ("vanavond om acht uur pitch oefenen", "23 20:00", "pitch oefenen"),
    ("lastig gesprek om twee uur", "23 14:00", "lastig gesprek"),
    ("morgen twee uur overleg", "24 14:00", "overleg"),
    ("vrijdagmiddag om drie uur hebben we een terugblik", "27 15:00", "terugblik"),
]
MISHEARD = [
    ("Ik heb om 2 uur een lastig gesprek.", "23 14:00", "lastig gesprek"),
    ("ik heb om tweeuur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("Ik heb op twee uur een lastig gesprek.", "23 14:00", "lastig gesprek"),
    ("ik heb twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("Heb om twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("Dik heb om twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("'k heb om twee uur een bila", "23 14:00", "bila"),
    ("Ik hep om 14.00 uur een lastige gesprek", "23 14:00", "lastige gesprek"),
    ("krijg om elf uur een boze meneer", "23 11:00", "boze meneer"),
    ("Ja, dus ik heb om 14 uur dertig een intake", "23 14:30", "intake"),
]
NOT_DUTCH = [
    "hoe laat is het gesprek om twee uur?",
    "hoe laat begint het overleg van drie uur",
    "wat doe ik als ik om twee uur een lastig gesprek heb",
    "wat zeg ik om twee uur tegen een boze klant",
    "ik heb om twee uur een lastig gesprek, wat moet ik zeggen",
    "ik heb om twee uur een lastig gesprek hoe begin ik",
    "ik heb om twee uur een lastig gesprek, kun je me helpen",
    "heb ik om twee uur een gesprek",
    "moet ik om tien uur bij het overleg zijn",
    "is er om drie uur een overleg",
    "ik heb een klant die om twee uur boos was",
    "ik heb een klant die om twee uur een afspraak heeft",
    "ik heb een inwoner die om vijf uur altijd belt",
    "ik had om twee uur een lastig gesprek",
    "ik heb om twee uur een lastig gesprek gehad",
    "ik heb gisteren om twee uur een lastig gesprek gevoerd",
    "ik heb om twee uur een klant geholpen",
    "ik heb om twee uur een brief ontvangen",
    "ik heb om twee uur een klant weggestuurd",
    "ik heb om half drie een mail verstuurd",
    "ik heb vandaag om twee uur een klacht binnengekregen",
    "om twee uur belde er een boze klant",
    "om twee uur stond er een boze man aan de balie",
    "er staat hier iemand die om twee uur een afspraak had",
    "een inwoner heeft om twee uur een afspraak en is boos",
    "ik heb twee uur gewacht",
    "ik heb twee uur vergadering",
    "ik heb een uur",
    "om twee uur",
    "ik heb om twee uur geen gesprek",
    "mijn gesprek van twee uur gaat niet door",
    "het overleg is verzet naar drie uur",
    "als ik om twee uur een gesprek heb word ik zenuwachtig",
    "stel ik heb om twee uur een lastig gesprek",
    "de balie sluit om vijf uur",
    "om vijf uur is de balie dicht",
    "we gaan om vijf uur dicht",
    "ik moet om vijf uur weg",
    "ik wil mijn gesprek van twee uur voorbereiden",
    "ik heb om twee uur een tip nodig",
    "geef me een tip voor mijn gesprek om twee uur",
    "elke dinsdag om tien uur heb ik overleg",
    "oefen een lastig gesprek om twee uur",
    "klacht over een afspraak om twee uur",
    "mijn collega zegt dat ik om twee uur een gesprek heb",
    "ik weet niet of ik om twee uur een gesprek heb",
    "een inwoner vraagt of hij om twee uur mag komen",
    "ik heb een boze klant aan de balie",
    "ik heb een inwoner om twee uur een toezegging gedaan",
    "ik heb om drie uur met de wethouder gesproken",
    "ik heb om drie uur de inwoner teruggebeld",
    "mijn gesprek om twee uur is slecht verlopen",
    "de inwoner van half drie is boos",
    "de klant van tien uur wil een klacht indienen",
    "een inwoner is om tien uur gevallen",
    "ik krijg om de tien minuten een boze klant",
    "om negen uur begint mijn dienst",
    "om half vier moet het formulier binnen zijn",
    "paspoort aanvragen om negen uur",
    "ik heb tot vijf uur de tijd",
    "kan de inwoner om twee uur terecht",
    "ik heb een collega die om twee uur weg moet",
    "mijn paspoort verloopt morgen om tien uur",
    "",
]
ENGLISH = [
    ("I have a difficult conversation at two", "23 14:00", "difficult conversation"),
    ("I've got a meeting at three o'clock", "23 15:00", "meeting"),
    ("tomorrow at half past two a pitch", "24 14:30", "pitch"),
    ("I have to give a presentation at three", "23 15:00", "presentation"),
    ("at two I have a difficult conversation", "23 14:00", "difficult conversation"),
    ("there's a meeting at four", "23 16:00", "meeting"),
    ("my pitch is tomorrow at ten", "24 10:00", "pitch"),
    ("remind me at three of my pitch", "23 15:00", "pitch"),
    ("in twenty minutes I have a talk with Ms Jansen", "23 10:30", "talk with Ms Jansen"),
    ("put a meeting at three in my calendar", "23 15:00", "meeting"),
    ("we have a team meeting on Tuesday at ten", "24 10:00", "team meeting"),
    ("I have a difficult conversation at two and I dread it", "23 14:00", "difficult conversation"),
    ("I half a difficult conversation at two", "23 14:00", "half a difficult conversation"),
]
NOT_ENGLISH = [
    "what do I do if I have a difficult conversation at two",
    "I have a difficult conversation at two, what should I say",
    "do I have a meeting at three",
    "is there a meeting at three",
    "I had a difficult conversation at two",
    "I have a customer who was angry at two",
    "I have a customer who comes at two",
    "I have helped somebody at two",
    "when is the meeting at two?",
    "at two a customer called and was angry",
    "I have no meeting at two",
    "can you help me with my talk at two",
    "the desk closes at five",
    "I need a tip for my talk at two",
    "every Tuesday at ten I have a meeting",
    "the meeting at two was cancelled",
    "I have an angry customer at the desk",
]


@pytest.mark.parametrize(("text", "when", "title"), DUTCH + MISHEARD)
def test_dutch_announcements(text: str, when: str, title: str) -> None:
    found = announced(text, NOW, "Europe/Amsterdam", "nl")
    assert found is not None
    assert (f"{found.wall:%d %H:%M}", found.title) == (when, title)


@pytest.mark.parametrize(("text", "when", "title"), ENGLISH)
def test_english_announcements(text: str, when: str, title: str) -> None:
    found = announced(text, NOW, "Europe/Amsterdam", "en")
    assert found is not None
    assert (f"{found.wall:%d %H:%M}", found.title) == (when, title)


@pytest.mark.parametrize("text", NOT_DUTCH)
def test_dutch_that_the_companion_answers(text: str) -> None:
    assert announced(text, NOW, "Europe/Amsterdam", "nl") is None


@pytest.mark.parametrize("text", NOT_ENGLISH)
def test_english_that_the_companion_answers(text: str) -> None:
    assert announced(text, NOW, "Europe/Amsterdam", "en") is None


@given(st.text(max_size=80), st.sampled_from(["nl", "en"]))
def test_any_words_are_taken_or_left(text: str, language: str) -> None:
    found = announced(text, NOW, "Europe/Amsterdam", language)
    assert found is None or found.title
