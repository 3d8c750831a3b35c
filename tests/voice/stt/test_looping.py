"""Texts that go round in circles, and those that only repeat as people do."""

from __future__ import annotations

import pytest

from voice.stt.looping import loops, without_repeats


@pytest.mark.parametrize(
    "text",
    [
        "Ja.",
        "Nee, nee, nee!",
        "Ja ja ja ja ja.",
        "Kom maar, kom maar, kom maar.",
        "Ik weet het niet, ik weet het echt niet.",
        "Het paspoort is gestolen en het rijbewijs is ook gestolen.",
        "",
    ],
)
def test_what_people_say_is_not_a_loop(text: str) -> None:
    assert not loops(text, 4.0)
    assert without_repeats(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nee " * 12, "nee"),
        ("Wat is dat? " * 5, "Wat is dat"),
        ("Goed, we gaan naar huis, we gaan naar huis, we gaan naar huis.", "Goed, we gaan naar huis"),
        ("en dan en dan en dan en dan en dan", "en dan"),
    ],
)
def test_a_loop_is_found_and_said_once(text: str, kept: str) -> None:
    assert loops(text, 10.0)
    assert without_repeats(text) == kept
    assert not loops(kept, 10.0)


def test_more_words_than_fit_in_the_time_cannot_have_been_said() -> None:
    spoken = "een paspoort aanvragen kan alleen op afspraak aan de balie van het stadhuis"
    assert not loops(spoken, 4.0)
    assert loops(spoken, 0.5)


def test_a_text_that_compresses_too_well_is_a_loop() -> None:
    stuttering = "dededededede" * 12
    assert loops(stuttering, 10.0)
