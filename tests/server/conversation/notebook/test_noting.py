"""Which utterances are notes, what they say, and what they are called."""

from __future__ import annotations

import pytest

from server.conversation.notebook.filing import LOOSE, Shelf, file_under
from server.conversation.notebook.noting import Noted, noted, noted_aside
from server.conversation.notebook.titles import title_of


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Noteer: Sam bellen", "Sam bellen"),
        ("Eh, noteer even: idee voor de balie.", "Idee voor de balie."),
        ("noteer dat de wachtrij te lang is", "De wachtrij te lang is"),
        ("No teer, de folder is op", "De folder is op"),
        ("Notitie: stoelen verplaatsen", "Stoelen verplaatsen"),
        ("schrijf op dat ik Jan moet mailen", "Ik Jan moet mailen"),
        ("Onthoud: morgen de sleutel mee", "Morgen de sleutel mee"),
        ("Noteer", ""),
    ],
)
def test_a_note_in_dutch(said: str, text: str) -> None:
    assert noted(said, "nl") == Noted(text)


@pytest.mark.parametrize(
    "said",
    [
        "Hoe noteer ik een adreswijziging?",
        "Onthoud je dat altijd?",
        "Waar staat mijn notitie",
        "Notitie?",
        "De inwoner wil dat ik iets noteer",
        "",
    ],
)
def test_no_note_in_dutch(said: str) -> None:
    assert noted(said, "nl") is None


@pytest.mark.parametrize(
    ("said", "text"),
    [("Note: call Sam", "Call Sam"), ("Um, write down that the queue is long", "The queue is long")],
)
def test_a_note_in_english(said: str, text: str) -> None:
    assert noted(said, "en") == Noted(text)


@pytest.mark.parametrize("said", ["How do I note a change?", "Remember to breathe", "Where is my note"])
def test_no_note_in_english(said: str) -> None:
    assert noted(said, "en") is None


def test_a_folder_can_be_named() -> None:
    assert noted("Noteer in de map Balie: stoelen", "nl") == Noted("Stoelen", "Balie")
    assert noted("Note in my folder Desk: chairs", "en") == Noted("Chairs", "Desk")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("eh dus de stoelen bij de balie. Dat scheelt.", "De stoelen bij de balie"),
        ("Sam vragen, want hij weet het", "Sam vragen"),
        (
            "een heel lang verhaal over hoe het ging met de wethouder",
            "Een heel lang verhaal over hoe het ging",
        ),
        ("...", ""),
    ],
)
def test_a_title_is_made_of_the_first_words(text: str, title: str) -> None:
    assert title_of(text) == title


def test_without_a_likely_folder_one_is_proposed() -> None:
    assert file_under("Een prompt voor ChatGPT proberen", "nl", []).proposed == "AI"
    assert file_under("Wolken", "nl", []).proposed == LOOSE["nl"]


def test_a_folder_whose_name_is_said_is_taken() -> None:
    shelves = [Shelf("1", "Team", [], []), Shelf("2", "Parkeren", [], [])]

    assert file_under("Vraag over parkeren bij het stadhuis", "nl", shelves).folder_id == "2"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Noteer: Sam bellen.", "nl"),
        ("Noteer even Sam bellen", "nl"),
        ("Souffleur, onthoud dat ik Sam bel", "nl"),
        ("Noteer.", "nl"),
        ("Noteer in map Werk: Sam bellen", "nl"),
        ("Take a note: call Sam", "en"),
    ],
)
def test_a_note_while_somebody_else_is_spoken_to(text: str, language: str) -> None:
    assert noted_aside(text, language) is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Noteert u even mijn nummer.", "nl"),
        ("Noteer jij de afspraak?", "nl"),
        ("Onthoud dat u vrijdag komt.", "nl"),
        ("Schrijf dat maar even op.", "nl"),
        ("Ik noteer uw naam.", "nl"),
        ("Note that we close at five.", "en"),
        ("Remember that you can call me.", "en"),
    ],
)
def test_what_is_said_to_somebody_else_is_no_note(text: str, language: str) -> None:
    assert noted_aside(text, language) is None
