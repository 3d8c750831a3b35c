"""Writing scenarios and questions in a real browser: from the first error until somebody practises it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.test_axe import AXE, violations
from tests.browser.test_studio import signed_in
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
CALM = "irritation <= 3 and trust >= 6"


def begun(visit: Visit, title: str) -> Page:
    """Make a draft of a ready scenario under a name of its own."""
    page = visit.page
    visit.open("/studio/scenario")
    page.get_by_role("button", name="Nieuw scenario").click()
    page.get_by_role("textbox", name="Hoe heet het gesprek?").fill(title)
    page.get_by_role("combobox", name="Begin met de tekst van").select_option("uitkering-afgewezen")
    page.get_by_role("button", name="Begin met schrijven").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    saved(page)
    return page


def saved(page: Page) -> None:
    """Wait until the page says that the server has what is on the screen."""
    expect(page.locator(".save-saved")).to_contain_text("Opgeslagen")


def test_a_scenario_from_its_first_error_until_somebody_practises_it(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Boos om de parkeerboete")
    text = page.get_by_role("textbox", name="Het bestand")
    written = text.input_value()
    line = written[: written.index(CALM)].count("\n") + 1

    text.fill(written.replace(CALM, "irritation is laag"))
    todo = page.locator(".todo")
    expect(todo).to_contain_text(f"regel {line}")
    expect(todo).to_contain_text("'irritation is laag' is geen voorwaarde")
    expect(page.get_by_role("button", name="Publiceer", exact=True)).to_be_disabled()
    todo.get_by_role("button", name=f"regel {line}").click()
    chosen = "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert "irritation is laag" in text.evaluate(chosen)

    text.fill(written.replace("Dit meent u toch niet?", "Een boete, meent u dat?"))
    expect(page.get_by_text("Dit scenario klopt")).to_be_visible()
    page.get_by_role("textbox", name="Wat zeg je als medewerker?").fill("Ik zie dat u hiervan schrikt.")
    page.get_by_role("button", name="Zeg het").click()
    step = page.locator(".scenario-step")
    expect(step).to_contain_text("benoemde het gevoel")
    expect(step).to_contain_text("irritatie 7 → ")
    page.get_by_role("button", name="Laat horen").first.click()
    visit.wait_for_sound()

    saved(page)
    page.get_by_role("button", name="Publiceer", exact=True).click()
    dialog = page.get_by_role("dialog", name="Dit scenario publiceren?")
    dialog.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".programme-title")).to_contain_text("gepubliceerd")

    signed_in(visit, "employee")
    visit.open("/oefenen/gesprek")
    page.get_by_role("link", name="Boos om de parkeerboete").click()
    visit.button("Begin").click()
    expect(page.locator(".talk")).to_contain_text("Een boete, meent u dat?")
    field = page.locator("#roleplay-text")
    field.fill("Ik zie dat u hiervan schrikt. Wat betekent dit voor u?")
    field.press("Enter")
    expect(page.locator(".said-other")).to_have_count(2)


def test_two_authors_at_once_choose_and_lose_nothing(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Van ons samen")
    other = page.context.new_page()
    other.goto(page.url)
    text = page.get_by_role("textbox", name="Het bestand")
    theirs = other.get_by_role("textbox", name="Het bestand")
    expect(theirs).to_have_value(text.input_value())

    text.fill(text.input_value().replace("Van ons samen", "Van de een"))
    expect(page.get_by_role("heading", level=1, name="Van de een")).to_be_visible()
    theirs.fill(theirs.input_value().replace("Van ons samen", "Van de ander"))
    versions = other.locator(".versions")
    expect(versions).to_contain_text("Beide teksten zijn bewaard")
    versions.get_by_role("button", name="Ga verder met die van").click()
    expect(theirs).to_have_value(text.input_value())

    other.locator(".more summary").click()
    other.get_by_role("button", name="Geschiedenis").click()
    history = other.get_by_role("dialog", name="Geschiedenis")
    mine = history.locator("li", has_text="terwijl een collega opsloeg")
    mine.get_by_role("button", name="Neem deze versie over").click()
    expect(other.get_by_role("heading", level=1, name="Van de ander")).to_be_visible()


def test_a_question_until_the_coach_may_ask_it(visitor: Visitor) -> None:
    visit = visitor(PHONE)
    page = signed_in(visit)
    visit.open("/studio/vragen")
    page.get_by_role("button", name="Nieuwe vraag").click()
    field = page.get_by_role("textbox", name="De vraag", exact=True)
    field.fill("Waarover was je vandaag zenuwachtig?")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".field-problem")).to_contain_text("‘zenuwachtig’ kan niet")

    field.fill("Wie hielp jou vandaag, en waarmee?")
    expect(page.locator(".question-text")).to_have_text("Wie hielp jou vandaag, en waarmee?")
    page.get_by_role("button", name="Laat horen").click()
    visit.wait_for_sound()
    page.get_by_role("button", name="Publiceer").click()
    line = page.locator(".question-line", has_text="Wie hielp jou vandaag, en waarmee?")
    expect(line.locator(".badge")).to_have_text("aan")
    line.get_by_role("switch", name="Wordt gesteld").click()
    expect(line.locator(".badge")).to_have_text("uit")


@pytest.mark.parametrize(
    ("size", "theme"), [(PHONE, "dark"), (LAPTOP, "light")], ids=["phone-dark", "laptop-light"]
)
def test_no_room_of_authors_has_a_barrier(visitor: Visitor, size: tuple[int, int], theme: str) -> None:
    visit = visitor(size, theme)
    signed_in(visit)
    page = begun(visit, f"Zonder drempel {size[0]} {theme}")
    source = AXE.read_text(encoding="utf-8")
    expect(page.get_by_text("Dit scenario klopt")).to_be_visible()
    page.get_by_role("textbox", name="Wat zeg je als medewerker?").fill("Ik zie dat u hiervan schrikt.")
    page.get_by_role("button", name="Zeg het").click()
    expect(page.locator(".scenario-step")).to_have_count(1)
    page.evaluate(source)
    found = violations(page, "draft")
    text = page.get_by_role("textbox", name="Het bestand")
    text.fill(text.input_value().replace(CALM, "laag"))
    expect(page.locator(".todo")).to_be_visible()
    found += violations(page, "draft with errors")
    visit.open("/studio/scenario")
    expect(page.get_by_role("button", name="Nieuw scenario")).to_be_visible()
    page.evaluate(source)
    found += violations(page, "list")
    visit.open("/studio/vragen")
    page.get_by_role("button", name="Nieuwe vraag").click()
    page.get_by_role("textbox", name="De vraag", exact=True).fill("Wat hielp?")
    page.evaluate(source)
    found += violations(page, "questions")
    assert found == []
