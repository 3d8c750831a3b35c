"""Whole conversations with the companion, from the cards alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.content.need import Moment
from server.conversation.base import (
    Dialogue,
    Line,
    OfferNote,
    Part,
    Question,
    ShowCard,
    ShowMoment,
    ShowSources,
    ShowSuggestions,
    Stop,
    authored,
)
from server.conversation.commands import Command
from server.conversation.companion import Companion
from tests.server.conversation.shelves import SHELF, TODAY, said, search

LOST = "ik ben mijn paspoort kwijt"
FIRST = "Vervelend. We regelen het samen."


class Notes:
    """Keeps notes, or fails to."""

    def __init__(self, broken: bool = False) -> None:
        self.kept: list[tuple[str, str]] = []
        self.broken = broken

    def note(self, text: str, language: str) -> None:
        if self.broken:
            raise OSError("disk full")
        self.kept.append((text, language))


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def companion(notes: Notes) -> Companion:
    return Companion(SHELF, search(), notes=notes, today=lambda: TODAY)


def ask(companion: Companion, dialogue: Dialogue, text: str, **values: object) -> list[str]:
    return said(companion.respond(Question(text, "nl", **values), dialogue))  # type: ignore[arg-type]


def test_first_line_then_the_rest_only_if_wanted(companion: Companion) -> None:
    dialogue = Dialogue()
    parts = list(companion.respond(Question(LOST, "nl"), dialogue))

    assert ShowMoment(Moment.SOLVE, True) in parts
    assert ShowCard("paspoort") in parts
    assert any(isinstance(part, ShowSources) and part.sources[0].source == "Rijksoverheid" for part in parts)
    assert said(iter(parts)) == [FIRST]
    assert ask(companion, dialogue, "verder") == ["Vraag waar het paspoort verdween."]
    assert ask(companion, dialogue, "Ferder.") == ["Meld de vermissing."]
    assert ask(companion, dialogue, "en dan?") == ["Vraag een nieuw paspoort aan."]
    assert ask(companion, dialogue, "ga door") == ["Het paspoort is dan ongeldig.", "Zie Rijksoverheid."]
    assert ask(companion, dialogue, "verder") == [
        "Dit komt uit: Rijksoverheid.",
        "Twijfel je nog? Vraag Team Burgerzaken.",
    ]
    assert ask(companion, dialogue, "verder") == ["Dit was alles op deze kaart."]


def test_repeat_explain_and_stop(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, LOST)

    assert ask(companion, dialogue, "her haal") == [FIRST]
    assert ask(companion, dialogue, "hoe bedoel je?") == [
        "Het paspoort is dan ongeldig.",
        "Zie Rijksoverheid.",
    ]
    assert list(companion.respond(Question("stop", "nl"), dialogue)) == [Stop()]
    assert ask(companion, dialogue, "verder") == ["Vraag waar het paspoort verdween."]


def test_thanks_are_no_question(companion: Companion) -> None:
    dialogue = Dialogue()

    assert ask(companion, dialogue, "Dank je wel.") == ["Graag gedaan."]
    ask(companion, dialogue, LOST)
    assert ask(companion, dialogue, "bedankt") == ["Graag gedaan."]
    assert ask(companion, dialogue, "verder") == ["Vraag waar het paspoort verdween."]


def test_commands_by_button(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, LOST)

    assert said(companion.command(Command.MORE, dialogue, "nl")) == ["Vraag waar het paspoort verdween."]


def test_think_first_asks_and_then_tells(companion: Companion) -> None:
    dialogue = Dialogue()
    parts = list(companion.respond(Question("hoe maak ik een pitch", "nl"), dialogue))

    assert said(iter(parts)) == ["Wat weet je hier zelf al van?"]
    assert not any(isinstance(part, ShowCard) for part in parts)
    assert ask(companion, dialogue, "ik zou beginnen met een verhaal") == [
        "Leg dat hiernaast.",
        "Stel je voor.",
    ]
    assert not dialogue.awaiting_attempt


@pytest.mark.parametrize("skip", ["geef maar gewoon", "ik heb haast", "sla over", "verder"])
def test_think_first_can_be_skipped(companion: Companion, skip: str) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, "hoe maak ik een pitch")

    assert ask(companion, dialogue, skip) == ["Goed, hier is het.", "Stel je voor."]


def test_hurry_goes_straight_to_the_answer(companion: Companion) -> None:
    assert ask(companion, Dialogue(), "hoe maak ik een pitch", hurry=True) == ["Stel je voor."]
    assert ask(companion, Dialogue(), "ik heb haast, hoe maak ik een pitch") == ["Stel je voor."]


def test_new_question_instead_of_an_attempt(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, "hoe maak ik een pitch")

    assert ask(companion, dialogue, "wat moet ik doen als een paspoort kwijt en verloren is?") == [FIRST]


def test_chosen_moment_wins(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, LOST)
    parts = list(companion.again_for(Moment.CHANGE, dialogue, "nl"))

    assert ShowMoment(Moment.CHANGE, False) in parts
    assert said(iter(parts)) == ["Hoe deed je dit tot nu toe?"]


def test_unknown_is_said_and_noted_only_after_yes(companion: Companion, notes: Notes) -> None:
    dialogue = Dialogue()
    parts = list(companion.respond(Question("hoe bak ik een appeltaart", "nl"), dialogue))

    assert parts[0] == authored("Dat weet ik niet.", Line.REFUSAL)
    assert OfferNote("hoe bak ik een appeltaart") in parts
    assert any(isinstance(part, ShowSuggestions) and len(part.cards) == 2 for part in parts)
    assert notes.kept == []
    assert ask(companion, dialogue, "ja graag") == ["Je vraag staat genoteerd, zonder je naam."]
    assert notes.kept == [("hoe bak ik een appeltaart", "nl")]


def test_no_means_no_note(companion: Companion, notes: Notes) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, "hoe bak ik een appeltaart")

    assert ask(companion, dialogue, "nee dank je") == ["Goed. Ik noteer niets."]
    assert notes.kept == []


def test_note_that_cannot_be_stored_is_told() -> None:
    companion = Companion(SHELF, search(), notes=Notes(broken=True))
    dialogue = Dialogue()
    ask(companion, dialogue, "hoe bak ik een appeltaart")

    assert ask(companion, dialogue, "ja") == ["Noteren lukte nu niet. Probeer het later nog eens."]


def test_named_card_can_be_chosen(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, "hoe bak ik een appeltaart")
    chosen = dialogue.suggestions[1]
    parts = list(companion.respond(Question("de tweede", "nl"), dialogue))

    assert ShowCard(chosen) in parts


def test_expired_example_is_still_told_with_a_warning(companion: Companion) -> None:
    assert ask(companion, Dialogue(), "parkeervergunning voor bewoners") == [
        "Dat kan. Ik vraag hem nu met je aan.",
        "Deze kaart is verlopen op 2 november 2026, controleer het.",
        "Dit verschilt per gemeente. Kijk bij je eigen regels.",
    ]


def test_card_that_was_tapped(companion: Companion) -> None:
    assert said(companion.show_card("pitch", Dialogue())) == ["Stel je voor."]
    assert list(companion.show_card("weg", Dialogue())) == []


def test_only_what_was_heard_is_remembered(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, LOST)
    ask(companion, dialogue, "verder")
    dialogue.heard([])

    assert dialogue.history[-1] == ("user", "verder")
    assert ask(companion, dialogue, "verder") == ["Vraag waar het paspoort verdween."]


def test_part_that_was_heard_stays(companion: Companion) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, "parkeervergunning voor bewoners")
    dialogue.heard(["Dat kan."])

    assert dialogue.history[-1] == ("assistant", "Dat kan.")
    assert ask(companion, dialogue, "herhaal") == ["Dat kan."]


def test_copy_is_independent(companion: Companion) -> None:
    dialogue = Dialogue()
    before = dialogue.copy()
    ask(companion, dialogue, LOST)

    assert before == Dialogue()


def test_history_is_bounded(companion: Companion) -> None:
    dialogue = Dialogue()
    for _ in range(30):
        ask(companion, dialogue, LOST)

    assert len(dialogue.history) == 20


def test_closing_early_is_harmless(companion: Companion) -> None:
    dialogue = Dialogue()
    parts: Iterator[Part] = companion.respond(Question(LOST, "nl"), dialogue)
    next(parts)
    parts.close()  # type: ignore[attr-defined]

    assert ask(companion, dialogue, "verder") == [FIRST]


def test_nothing_to_go_on_with(companion: Companion) -> None:
    assert ask(companion, Dialogue(), "verder") == ["Er is nog niets om op door te gaan. Stel me een vraag."]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("ja", "nl", "Zeg het in een zin, dan zoek ik het voor je op."),
        ("Nee!", "nl", "Zeg het in een zin, dan zoek ik het voor je op."),
        ("ja, prima", "nl", "Zeg het in een zin, dan zoek ik het voor je op."),
        ("?", "nl", "Zeg het in een zin, dan zoek ik het voor je op."),
        ("yes", "en", "Say it in a sentence, and I look it up for you."),
        ("No.", "en", "Say it in a sentence, and I look it up for you."),
    ],
)
def test_a_yes_to_nothing_is_no_question(
    companion: Companion, notes: Notes, text: str, language: str, told: str
) -> None:
    dialogue = Dialogue()
    parts = list(companion.respond(Question(text, language), dialogue))
    again = list(companion.respond(Question(text, language), dialogue))

    assert parts == again == [authored(told, Line.NOTICE)]
    assert dialogue.pending_note is None
    assert dialogue.last_question is None
    assert notes.kept == []


@pytest.mark.parametrize("text", ["zekerheid", "verzekering", "ja maar hoe bak ik een appeltaart"])
def test_a_word_that_is_like_a_yes_is_looked_up(companion: Companion, text: str) -> None:
    dialogue = Dialogue()
    ask(companion, dialogue, text)

    assert dialogue.last_question == text


def test_a_yes_to_what_was_asked_is_still_an_answer(companion: Companion) -> None:
    attempt = Dialogue()
    list(companion.respond(Question(LOST, "nl", moment=Moment.NEW), attempt))
    waiting = attempt.awaiting_attempt
    said_yes = ask(companion, attempt, "ja")
    on_card = Dialogue()
    ask(companion, on_card, LOST)

    assert waiting
    assert FIRST in said_yes
    assert ask(companion, on_card, "ja") not in ([], ["Zeg het in een zin, dan zoek ik het voor je op."])
