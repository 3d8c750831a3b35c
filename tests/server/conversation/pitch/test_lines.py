"""A better line is a whole one that the person could say, and the quote is the place that it is about."""

from __future__ import annotations

import re

import pytest

from server.conversation.pitch import better, missing
from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.feedback import feedback
from server.conversation.pitch.focus import STRUCTURE, Candidate, Judged, choose
from server.conversation.pitch.shapes import Focus
from server.conversation.pitch.structure import checks
from server.conversation.pitch.whole import is_whole
from tests.server.conversation.pitch.takes import analysis, pitch
from voice.delivery.wording import Kind

NO_EXAMPLE = [
    "Wist u dat onze brieven drie bladzijden lang zijn?",
    "Mensen bellen ons te vaak, want ze snappen de brief niet.",
    "Wij willen de brieven korter maken.",
    "Ik vraag u om een proef van drie maanden.",
    "Wie begint er morgen?",
]
GENERAL = NO_EXAMPLE[1]


def told(sentences: list[str], language: str = "nl", **values: str) -> Focus:
    given = pitch(language=language, **values)
    judged = Judged.of(analysis(sentences, language=language), given)
    return feedback(judged, given, "nl" if language == "nl" else "en").focus


def line(name: str, sentences: list[str], language: str = "nl", **values: str) -> str:
    """Give the line for one missing part, whatever matters most in this take."""
    of = analysis(sentences, language=language).sentences
    given = pitch(language=language, **values)
    found = {check.name: check for check in checks(of, language, given.audience)}
    place = missing.place_of(name, of, found, language)
    return missing.line_of(name, place, of, found, given)


def test_a_missing_example_says_where_it_fits_and_what_is_to_be_filled_in() -> None:
    focus = told(NO_EXAMPLE)

    assert focus.id == "example"
    assert focus.quote == GENERAL
    assert focus.better == f"{GENERAL} Vorige week nog maakte [wie] dit mee: [wat er gebeurde]."
    assert "Hierna past er een" in focus.text
    assert focus.how.endswith("Vul in wat tussen haken staat.")


def test_a_line_of_ones_own_words_needs_no_filling_in() -> None:
    dull = ["Ik ga het hebben over de balie.", "Vorige week wachtte een inwoner er een uur op antwoord.",
            "Gisteren gebeurde het weer.", "Daarom vraag ik u om een proef.", "Dank u wel."]  # fmt: skip
    late = [dull[0], "Daar werken twaalf mensen hard.", dull[1], dull[3], dull[4]]

    assert line("opening", late) == f"{dull[1]} {dull[0]}"
    assert line("opening", [dull[0], "We werken daar graag."]) == "Wie heeft er zelf te maken met de balie?"
    assert line("close", [*late[:4], "Zo is het nu."]) == "Kortom: ik vraag u om een proef."
    assert line("close", ["Dus geef ons drie maanden.", *dull[1:3], "Zo is het nu."]) == (
        "Kortom: geef ons drie maanden."
    )
    assert "Bijvoorbeeld" not in line("opening", [dull[0], "Het is druk.", "Bijvoorbeeld Jan, vorige week."])
    assert line("audience", ["De balie is vol."], audience="de directie") == (
        "Dit is voor de directie. De balie is vol."
    )


@pytest.mark.parametrize(
    ("goal", "language", "asked"),
    [
        ("Een proef van drie maanden.", "nl", "Daarom vraag ik u om een proef van drie maanden."),
        ("mee te doen met de proef", "nl", "Daarom vraag ik u om mee te doen met de proef."),
        ("de directie overtuigen", "nl",
         "Daarom vraag ik u om [wat de ander moet doen], want ik wil dit bereiken: de directie overtuigen."),
        ("", "nl", "Daarom vraag ik u om [wat de ander moet doen]."),
        ("to join the trial", "en", "That is why I ask you to join the trial."),
        ("de nous rejoindre", "fr", "C'est pourquoi je vous demande de nous rejoindre."),
        ("uns zu helfen", "de", "Deshalb bitte ich Sie, uns zu helfen."),
    ],
)  # fmt: skip
def test_the_request_is_the_goal_where_it_reads_so(goal: str, language: str, asked: str) -> None:
    assert line("request", ["Zo is het nu."], language, goal=goal) == asked


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
@pytest.mark.parametrize("name", STRUCTURE)
@pytest.mark.parametrize("said", [["Xylofoon."], ["Zo is het nu bij ons.", "Meer valt er niet te zeggen."]])
def test_every_line_is_a_whole_one_in_every_language(name: str, language: str, said: list[str]) -> None:
    found = line(name, said, language, goal="", audience="")

    assert is_whole(found, language)
    assert "..." not in found
    assert not re.search(r"[{}]", found)
    assert found.count("[") == found.count("]") >= 1


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
@pytest.mark.parametrize("name", STRUCTURE)
def test_who_says_the_line_has_the_part_that_was_missing(name: str, language: str) -> None:
    day = {"nl": "dinsdag", "en": "Tuesday", "fr": "mardi", "de": "Dienstag"}[language]
    given = line(name, ["Xylofoon."], language, goal="", audience="").replace("Xylofoon.", "")
    filled = re.sub(r"\[.*?\]", "xylofoon", re.sub(r"\[.*?\]", day, given, count=1))
    said = [one for one in re.split(r"(?<=[.!?])\s+", filled) if one.strip()]

    found = {check.name: check for check in checks(analysis(said, language=language).sentences, language, "")}
    assert found[name].passed, filled


@pytest.mark.parametrize(
    ("said", "language", "without"),
    [
        ("Misschien kunnen we morgen beginnen.", "nl", "We kunnen morgen beginnen."),
        ("Ik denk dat we morgen kunnen beginnen.", "nl", "Ik weet dat we morgen kunnen beginnen."),
        ("Volgens mij kan de balie dat aan.", "nl", "De balie kan dat aan."),
        ("Dit zou kunnen helpen bij de balie.", "nl", "Dit kan helpen bij de balie."),
        ("Ik hoop dat het lukt met de balie.", "nl", ""),
        ("Misschien kun je morgen beginnen.", "nl", ""),
        ("Ik denk het.", "nl", ""),
        ("Dus geef ons misschien drie maanden.", "nl", "Dus geef ons drie maanden."),
        ("I think that we can start tomorrow.", "en", "We can start tomorrow."),
        ("Vielleicht können wir morgen anfangen.", "de", "Wir können morgen anfangen."),
        ("Je pense que nous pouvons commencer demain.", "fr", "Nous pouvons commencer demain."),
    ],
)
def test_without_its_hedge_a_line_is_still_whole_or_is_not_shown(
    said: str, language: str, without: str
) -> None:
    of: Analysis = analysis([said], language=language)

    assert better.without(of.sentences[0], of.found(Kind.HEDGE), language) == without


@pytest.mark.parametrize(
    ("said", "language", "cut"),
    [
        ("Veel mensen bellen ons elke dag omdat ze de brief niet snappen.", "nl",
         "Veel mensen bellen ons elke dag. Dat komt omdat ze de brief niet snappen."),
        ("Ze vragen ons elke dag weer naar de brief en de bijlage van de gemeente.", "nl", ""),
        ("People call us every single day because they do not understand it.", "en",
         "People call us every single day. That is because they do not understand it."),
        ("Viele Leute rufen uns an weil sie den Brief nicht verstehen.", "de",
         "Viele Leute rufen uns an. Das liegt daran, dass sie den Brief nicht verstehen."),
    ],
)  # fmt: skip
def test_a_long_sentence_becomes_two_whole_ones_or_stays(said: str, language: str, cut: str) -> None:
    assert better.shorter(analysis([said], language=language).sentences[0], language) == cut


def test_a_sentence_that_stays_whole_goes_before_one_that_is_a_stub_without_its_fillers() -> None:
    said = [
        "Zeg maar, weet je, ofzo.",
        "We hebben zeg maar een plan voor de balie.",
        "Daar gaan we zeg maar.",
    ]
    chosen: Candidate = choose(Judged.of(analysis(said), pitch()), pitch(), "filler_words")

    assert chosen.id == "filler_words"
    assert chosen.better == "We hebben een plan voor de balie."
    assert chosen.sentence is not None
    assert chosen.sentence.text == said[1]
