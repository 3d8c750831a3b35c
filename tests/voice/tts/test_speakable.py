"""Written text to text for the ear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.tts.speakable import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Let op:** vraag *altijd* om `het` bewijs.", "Let op: vraag altijd om het bewijs."),
        ("# Kop\n- Vraag het\n- Meld het.", "Kop. Vraag het. Meld het."),
        ("Zie [de regels](https://www.overheid.nl/x?y=1).", "Zie de regels."),
        ("Kijk op www.rijksoverheid.nl. Daar staat het.", "Kijk op rijksoverheid punt nl. Daar staat het."),
        ("Ga naar https://www.rijksoverheid.nl/digid", "Ga naar rijksoverheid punt nl slash digid"),
        ("Mail info@utrecht.nl.", "Mail info apenstaartje utrecht punt nl."),
        (
            "Vraag bijv. de pas, d.w.z. het origineel.",
            "Vraag bijvoorbeeld de pas, dat wil zeggen het origineel.",
        ),
        ("Foto, pas, enz. Daarna betaalt u.", "Foto, pas, enzovoort. Daarna betaalt u."),
        ("Dhr. Jansen en mw. De Vries", "De heer Jansen en mevrouw De Vries"),
        ("Neem mee: foto, pas, etc.", "Neem mee: foto, pas, et cetera."),
        ("ma t/m vr van 9-17 uur", "maandag tot en met vrijdag van 9 tot 17 uur"),
        ("o.a. art. 5 m.u.v. lid 2", "onder andere artikel 5 met uitzondering van lid 2"),
        ("Uw BSN, AVG en BRP", "Uw B S N, A V G en B R P"),
        ("op 2025-03-02 om 14:00", "op 2 maart 2025 om 14 uur"),
        ("op 02-03-2025 om 14.30 uur", "op 2 maart 2025 om 14 uur 30"),
        ("op 2 maart 2025 om 9:05", "op 2 maart 2025 om 9 uur 5"),
        ("Dat kost € 77,84.", "Dat kost 77 euro 84."),
        ("Dat kost €1.250,- of € 0,50", "Dat kost 1250 euro of 50 cent"),
        ("25% van 10.000 mensen", "25 procent van 10000 mensen"),
        ("1,5 meter", "1 komma 5 meter"),
        ("Bel 020-1234567.", "Bel 0 2 0, 1 2 3 4 5 6 7."),
        ("Bel 14 030 nu", "Bel 1 4, 0 3 0 nu"),
        ("versie 1.2.3", "versie 1.2.3"),
        ("(zie verder) het vervolg", "zie verder, het vervolg"),
        ("Prima 😀!", "Prima!"),
        ("A&B → klaar", "A en B, klaar"),
        ("Dank u.", "Dank u."),
        ("Zo is het nl.", "Zo is het nl."),
        ("", ""),
        ("```\ncode\n```", ""),
    ],
)
def test_dutch(written: str, said: str) -> None:
    assert speakable(written, "nl") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Come at 14:05, e.g. on 2025-03-02.", "Come at 14 oh 5, for example on 2 March 2025."),
        ("It costs €1,250.50 at 9:00.", "It costs 1250 euros 50 cents at 9 o'clock."),
        ("See www.gov.uk/passport.", "See gov dot uk slash passport."),
        ("3-5 days, 25%", "3 to 5 days, 25 percent"),
    ],
)
def test_english(written: str, said: str) -> None:
    assert speakable(written, "en") == said


def test_french_and_german_keep_their_words() -> None:
    assert speakable("**Bonjour**, le 2025-03-02 à 14:30", "fr") == "Bonjour, le 2 mars 2025 à 14 heures 30"
    assert speakable("Kommen Sie um 14:30 Uhr, bzw. später.", "de") == "Kommen Sie um 14 Uhr 30, bzw. später."


def test_a_language_that_we_do_not_know_only_loses_its_markup() -> None:
    assert speakable("**Hei** www.suomi.fi 14:30", "fi") == "Hei www.suomi.fi 14:30"


@settings(deadline=None)
@given(text=st.text(max_size=300), language=st.sampled_from(["nl", "en", "fr", "de", "fi"]))
def test_anything_becomes_one_line_without_markup(text: str, language: str) -> None:
    said = speakable(text, language)
    assert said == " ".join(said.split())
    assert not set(said) & set("*#`<>[]{}|~\0")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*"[](){}<>*_`~|!#-. \n", "http://a.nl", "0612345678", "€1", "word"]), max_size=400
    )
)
def test_heaps_of_markup_become_text_all_the_same(parts: list[str]) -> None:
    assert not set(speakable("".join(parts), "nl")) & set("*#`<>[]{}|~")
