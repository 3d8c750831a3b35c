"""Everything without sound: what a person who cannot hear or speak does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.house import House
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
QUESTION = "Een inwoner is zijn paspoort kwijt"
FIRST_LINE = "We melden het nu en vragen meteen een nieuw document aan."
THINK_FIRST = "Wat weet je er al van?"
UNKNOWN = "Hoeveel kleuren heeft een zebra op de maan?"


def test_a_typed_question_gives_the_card_with_its_source_and_never_asks_for_the_microphone(
    visitor: Visitor,
) -> None:
    visit = visitor()
    visit.open()
    visit.ask(QUESTION)
    visit.said(QUESTION).wait_for()
    visit.page.locator(".quote", has_text=FIRST_LINE).wait_for()
    visit.page.locator(".source", has_text="Rijksoverheid").first.wait_for()
    assert visit.seen().asked == 0


def test_another_moment_and_hurry_change_the_answer(visitor: Visitor) -> None:
    visit = visitor()
    visit.open()
    visit.ask(QUESTION)
    visit.wait_for_answer(FIRST_LINE)
    assert visit.button("Oplossen").get_attribute("aria-pressed") == "true"

    visit.button("Meer").click()
    visit.wait_for_answer(THINK_FIRST)
    visit.answer.filter(has_text="Jij koos").wait_for()
    assert visit.button("Meer").get_attribute("aria-pressed") == "true"

    visit.button("Haast").click()
    visit.button("Meer").click()
    visit.wait_for_answer(FIRST_LINE)
    assert visit.button("Haast").get_attribute("aria-pressed") == "true"


def test_going_on_repeating_and_explaining_by_button(visitor: Visitor) -> None:
    visit = visitor()
    visit.open()
    visit.ask(QUESTION)
    visit.wait_for_answer(FIRST_LINE)
    answers = visit.page.locator("article.answer")
    for number, name in enumerate(("Verder", "Herhaal", "Hoe bedoel je?"), start=2):
        visit.button(name).click()
        answers.nth(number - 1).locator(".answer-text, .quote").first.wait_for()
        assert answers.count() == number


def test_what_helped_is_kept_for_the_person(visitor: Visitor, house: House) -> None:
    visit = visitor()
    visit.open()
    question = f"{QUESTION}, dit hielp"
    visit.ask(question)
    visit.wait_for_answer(FIRST_LINE)
    visit.button("Ja").click()
    visit.page.locator("button[aria-pressed=true]", has_text="Ja").wait_for()
    visit.page.wait_for_load_state("networkidle")
    assert [turn["helped"] for turn in house.turns(question)] == [1]


def test_not_knowing_is_said_and_noted_only_after_a_yes(visitor: Visitor, house: House) -> None:
    visit = visitor()
    visit.open()
    visit.ask(UNKNOWN)
    visit.wait_for_answer("Dat weet ik niet.")
    assert visit.page.locator(".unknown-cards button").count() == 2
    assert house.rows("SELECT * FROM open_questions WHERE text = ?", UNKNOWN) == []

    visit.button("Ja, geef door").click()
    visit.page.locator(".banner", has_text="zonder je naam").wait_for()
    (noted,) = house.rows("SELECT * FROM open_questions WHERE text = ?", UNKNOWN)
    assert set(noted) == {"id", "text", "language", "noted_on"}, "nobody can be found through it"


def test_a_no_notes_nothing(visitor: Visitor, house: House) -> None:
    visit = visitor()
    visit.open()
    question = "Hoe zwaar is een wolk boven Timboektoe?"
    visit.ask(question)
    visit.wait_for_answer("Dat weet ik niet.")
    visit.page.locator(".offer").get_by_role("button", name="Nee").click()
    visit.page.locator(".offer").wait_for(state="detached")
    assert house.rows("SELECT * FROM open_questions WHERE text = ?", question) == []


def test_an_answer_that_sounds_can_be_stopped_by_button(visitor: Visitor) -> None:
    visit = visitor(size=(1280, 800))
    visit.open()
    visit.microphone.click()
    visit.wait_for_state("Luistert")
    visit.ask("Waar stop ik deze sleutels in?")
    visit.wait_for_state("Spreekt")
    visit.wait_for_sound(after=visit.seen().first("Spreekt"))
    visit.button("Stop").click()
    visit.page.locator(".answer-note", has_text="Hier brak je in").wait_for()
    assert visit.seen().words()[-1] != "Spreekt"
