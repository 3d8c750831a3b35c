"""Commands and moments from the wording."""

from __future__ import annotations

import pytest

from server.content.need import Moment
from server.conversation.commands import Command, command_of, take_hurry
from server.conversation.moments import infer_moment
from server.conversation.phrases import _EN, _NL, attempt_question
from server.conversation.script import sentences


@pytest.mark.parametrize(
    ("text", "language", "command"),
    [
        ("Verder.", "nl", Command.MORE),
        ("eh, verder graag", "nl", Command.MORE),
        ("verder verder", "nl", Command.MORE),
        ("ferder", "nl", Command.MORE),
        ("Her haal", "nl", Command.REPEAT),
        ("Kun je dat herhalen?", "nl", Command.REPEAT),
        ("stop", "nl", Command.STOP),
        ("Hoe bedoel je?", "nl", Command.EXPLAIN),
        ("ja graag", "nl", Command.YES),
        ("nee, dank je", "nl", Command.NO),
        ("ik heb haast", "nl", Command.HURRY),
        ("de eerste", "nl", Command.FIRST),
        ("Oké, dank je wel!", "nl", Command.THANKS),
        ("Thank you.", "en", Command.THANKS),
        ("Go on, please.", "en", Command.MORE),
        ("say that again", "en", Command.REPEAT),
        ("what do you mean", "en", Command.EXPLAIN),
        ("I'm in a hurry", "en", Command.HURRY),
    ],
)
def test_commands(text: str, language: str, command: Command) -> None:
    assert command_of(text, language) is command


@pytest.mark.parametrize(
    "text",
    [
        "hoe stop ik een uitkering",
        "hoe ga ik verder na een afwijzing",
        "ja maar hij wil zijn geld terug",
        "wat bedoelt hij met bezwaar",
        "mag ik een paspoort herhaald aanvragen",
        "hoe bedank ik een collega",
        "bedacht",
        "",
        "...",
    ],
)
def test_questions_are_no_commands(text: str) -> None:
    assert command_of(text, "nl") is None


def test_hurry_before_a_question() -> None:
    assert take_hurry("Ik heb haast, hoe zeg ik nee?", "nl") == (True, "hoe zeg ik nee?")
    assert take_hurry("hoe zeg ik nee?", "nl") == (False, "hoe zeg ik nee?")


@pytest.mark.parametrize(
    ("text", "language", "prior", "moment"),
    [
        ("ik heb dit nog nooit gedaan", "nl", Moment.APPLY, Moment.NEW),
        ("vertel meer over bezwaar", "nl", Moment.APPLY, Moment.MORE),
        ("het lukt niet met digid", "nl", Moment.APPLY, Moment.SOLVE),
        ("wat is er veranderd bij vermissing", "nl", Moment.APPLY, Moment.CHANGE),
        ("het werkt nu anders met toeslagen", "nl", Moment.APPLY, Moment.CHANGE),
        ("we doen het voortaan anders", "nl", Moment.APPLY, Moment.CHANGE),
        ("it works differently now", "en", Moment.APPLY, Moment.CHANGE),
        ("moet ik nu iemand anders bellen", "nl", Moment.CHANGE, Moment.APPLY),
        ("er staat nu iemand voor me", "nl", Moment.NEW, Moment.APPLY),
        ("hoe werkt een prof-cirkel", "nl", Moment.MORE, Moment.MORE),
        ("een vraag zonder teken", "nl", None, Moment.APPLY),
        ("it is not working", "en", Moment.APPLY, Moment.SOLVE),
        ("I have never done this", "en", Moment.APPLY, Moment.NEW),
    ],
)
def test_moments(text: str, language: str, prior: Moment | None, moment: Moment) -> None:
    assert infer_moment(text, language, prior) is moment


def test_own_sentences_are_short_and_calm() -> None:
    texts = [*_NL.values(), *_EN.values()]
    texts += [
        attempt_question(moment, language)
        for moment in (Moment.NEW, Moment.MORE, Moment.CHANGE)
        for language in ("nl", "en")
    ]

    assert set(_NL) == set(_EN)
    for text in texts:
        assert "!" not in text
        assert all(len(sentence.split()) <= 15 for sentence in sentences(text))
