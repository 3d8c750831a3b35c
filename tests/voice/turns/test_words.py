"""What words may and may not say about the end of a turn."""

from __future__ import annotations

import pytest

from voice.turns.backchannel import is_command, is_whole_answer, only_means_go_on, says_nothing
from voice.turns.completeness import may_be_complete


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ik wil verhuizen en", "nl"),
        ("ik was er wel, maar", "nl"),
        ("dat komt omdat", "nl"),
        ("ik zoek de", "nl"),
        ("het gaat om, eh", "nl"),
        ("mijn nummer is nul zes één twee", "nl"),
        ("het is 06 12", "nl"),
        ("mijn vraag is...", "nl"),
        ("I would like the", "en"),
        ("it is because", "en"),
        ("je voudrais le", "fr"),
        ("c'est pour", "fr"),
        ("ich möchte einen", "de"),
        ("das geht nicht, weil", "de"),
        ("well, um", "it"),
    ],
)
def test_these_ask_for_more(text: str, language: str) -> None:
    assert not may_be_complete(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mijn paspoort is gestolen.", "nl"),
        ("Hoe zeg ik dat het zo is?", "nl"),
        ("wat kost het", "nl"),
        ("ja", "nl"),
        ("en", "nl"),
        ("mijn nummer is 0612345678", "nl"),
        ("ik ben er om drie uur", "nl"),
        ("kamer drie", "nl"),
        ("", "nl"),
        ("what is it for?", "en"),
        ("je ne sais pas", "fr"),
        ("das weiß ich nicht", "de"),
        ("non lo so", "it"),
    ],
)
def test_these_can_be_all(text: str, language: str) -> None:
    assert may_be_complete(text, language)


@pytest.mark.parametrize("text", ["", "Hm.", "ja ja", "Oké!", "[Gekuch]", "(lacht)", "*zucht* hm"])
def test_listeners_noises_mean_go_on(text: str) -> None:
    assert only_means_go_on(text)
    assert not is_command(text)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        ("...", True),
        ("Hm.", True),
        ("Uhm, eh", True),
        ("[Gekuch]", True),
        ("Ja.", False),
        ("oké", False),
        ("stop", False),
        ("hm, hoe dan", False),
    ],
)
def test_a_hum_says_nothing_but_a_yes_does(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize("text", ["Stop!", "nee", "Wacht even", "verder", "herhaal", "no wait"])
def test_commands_are_meant_for_us(text: str) -> None:
    assert is_command(text)
    assert not only_means_go_on(text)


def test_a_sentence_that_begins_like_a_command_is_not_one() -> None:
    assert not is_command("stop de tijd maar even voor mij")


@pytest.mark.parametrize(
    ("text", "whole"), [("Ja.", True), ("nee", True), ("verder", True), ("ja en", False)]
)
def test_one_word_answers_are_whole(text: str, whole: bool) -> None:
    assert is_whole_answer(text) is whole
