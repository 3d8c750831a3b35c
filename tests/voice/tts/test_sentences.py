"""Cutting streamed text into pieces that can be spoken."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voice.tts.sentences import SentenceStream


def cut(text: str, language: str = "nl", *, early: bool = False) -> list[str]:
    stream = SentenceStream(language, early=early)
    return stream.push(text) + stream.flush()


def stripped(text: str, language: str = "nl", *, early: bool = False) -> list[str]:
    return [piece.strip() for piece in cut(text, language, early=early)]


_SPEECH_LIKE = st.lists(
    st.sampled_from([*"abAB19 ..,,;:!?…-\n\n\"')(*_", "bijv.", "d.w.z. ", "enz. ", " - ", ". ", "\u00a0"]),
    max_size=900,
).map("".join)


@settings(deadline=None)
@given(text=_SPEECH_LIKE | st.text(max_size=200), data=st.data(), early=st.booleans())
@example(text="a" * 1_000, data=None, early=True)
def test_pieces_depend_on_the_text_and_not_on_how_it_arrived(
    text: str, data: st.DataObject | None, early: bool
) -> None:
    whole = cut(text, early=early)
    assert "".join(whole) == text
    assert all(len(piece) <= 400 for piece in whole)

    stream = SentenceStream(early=early)
    pieces: list[str] = []
    rest = text
    while rest:
        size = data.draw(st.integers(1, 40)) if data else 1
        pieces += stream.push(rest[:size])
        rest = rest[size:]
    assert pieces + stream.flush() == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vraag bijv. een kopie. Meld het.", ["Vraag bijv. een kopie.", "Meld het."]),
        ("Dat is, d.w.z. Nu, klaar.", ["Dat is, d.w.z. Nu, klaar."]),
        ("Het kost 77,84 euro. Of 1.250 euro.", ["Het kost 77,84 euro.", "Of 1.250 euro."]),
        ("Vraag naar J. P. de Vries. Zij helpt.", ["Vraag naar J. P. de Vries.", "Zij helpt."]),
        (
            "Kijk op www.rijksoverheid.nl. Daar staat het.",
            ["Kijk op www.rijksoverheid.nl.", "Daar staat het."],
        ),
        ("Kom om 14.30 uur. Of bel.", ["Kom om 14.30 uur.", "Of bel."]),
        ("Foto, pas, enz. Daarna betaalt u.", ["Foto, pas, enz.", "Daarna betaalt u."]),
        ("Foto, pas, enz. en geld.", ["Foto, pas, enz. en geld."]),
        ("Echt waar?! Ja. Nee…  Toch.", ["Echt waar?!", "Ja.", "Nee…", "Toch."]),
        ("Wacht... even. Goed.", ["Wacht... even.", "Goed."]),
        ('Zeg: "Ik help u." En wacht.', ['Zeg: "Ik help u."', "En wacht."]),
        ("Stap een\n- Vraag het\n- Meld het", ["Stap een", "- Vraag het", "- Meld het"]),
        ("1. Vraag het.\n2. Meld het.", ["1. Vraag het.", "2. Meld het."]),
        ("Een zin die\ngewoon doorloopt. Klaar.", ["Een zin die\ngewoon doorloopt.", "Klaar."]),
        ("Kop\n\nTekst", ["Kop", "Tekst"]),
        ("Zie art. 5 lid 2. Dat geldt.", ["Zie art. 5 lid 2.", "Dat geldt."]),
    ],
)
def test_dutch_sentences(text: str, expected: list[str]) -> None:
    assert stripped(text) == expected


def test_a_german_day_number_does_not_end_a_sentence() -> None:
    assert stripped("Am 3. März geht es los. Gut.", "de") == ["Am 3. März geht es los.", "Gut."]


def test_the_first_clause_comes_before_its_sentence_is_over() -> None:
    stream = SentenceStream()
    assert stream.push("We regelen het samen, eerst") == ["We regelen het samen, "]
    assert stream.push(" melden, dan een nieuw aanvragen") == []
    assert stream.push(" bij de balie. ") == []
    assert stream.push("D") == ["eerst melden, dan een nieuw aanvragen bij de balie. "]
    assert stream.flush() == ["D"]


def test_a_first_clause_that_is_too_short_waits() -> None:
    assert stripped("Ja, dat kan zeker, hoor. Goed.", early=True) == ["Ja, dat kan zeker,", "hoor.", "Goed."]


def test_every_answer_begins_with_an_early_clause_again() -> None:
    stream = SentenceStream()
    stream.push("Dat is een lange zin. En")
    stream.flush()
    assert stream.push("Dat is een tweede antwoord, en het") == ["Dat is een tweede antwoord, "]


def test_a_text_without_an_end_is_cut_between_words() -> None:
    pieces = cut("woord " * 200)
    assert len(pieces) > 3
    assert all(piece.endswith("woord ") for piece in pieces)


def test_what_is_held_back_is_bounded() -> None:
    stream = SentenceStream()
    given_out = 0
    for _ in range(5_000):
        given_out += sum(len(piece) for piece in stream.push("x"))
    assert 5_000 - given_out < 400
