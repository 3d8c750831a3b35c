"""The studio in a real browser: a ready programme until it runs, two tabs at once, by keyboard, axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.test_axe import AXE, violations
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
LIMIT_MS = 120_000
ROLES = {
    "employee": ("Medewerker", "Je bent nu demo."),
    "learning_professional": ("Leerprofessional", "Je bent nu demo-leerprofessional."),
}
PROGRAMMES = "fetch('/v1/studio/programmes').then((answer) => answer.json()).then((told) => told.programmes)"


def signed_in(visit: Visit, role: str = "learning_professional") -> Page:
    """Become a demo person with the switch in the settings, and wait until it says so."""
    expect.set_options(timeout=LIMIT_MS)
    choice, told = ROLES[role]
    visit.open("/instellingen")
    visit.page.locator(".choice", has_text=choice).click()
    expect(visit.page.get_by_text(told)).to_be_visible()
    return visit.page


def begun(visit: Visit, name: str) -> Page:
    """Make a programme of a ready one and give it a name of its own."""
    page = visit.page
    visit.open("/studio/nieuw")
    page.get_by_role("button", name="Gebruik: Durfkaart", exact=True).click()
    field = page.get_by_role("textbox", name="Naam van het programma")
    expect(field).to_have_value("Durfkaart")
    field.fill(name)
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    saved(page)
    return page


def saved(page: Page) -> None:
    """Wait until the page says that the server has what is on the screen."""
    expect(page.locator(".save-saved")).to_contain_text("Opgeslagen")


def test_a_programme_from_a_ready_one_until_it_runs(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Durven op dinsdag")

    page.get_by_role("textbox", name="Titel", exact=True).fill("Vandaag durf je iets, {voornaam}")
    expect(page.locator(".phone-name")).to_have_text("Vandaag durf je iets, Noor")
    thursday = page.get_by_role("checkbox", name="donderdag")
    expect(thursday).to_be_checked()
    thursday.uncheck()
    expect(page.locator(".form-said")).to_contain_text("Elke dinsdag om 09:00")
    expect(page.locator(".next-list li", has_text="do ")).to_have_count(0)
    expect(page.locator(".next-list li", has_text="di ")).to_have_count(10)
    saved(page)

    page.get_by_role("button", name="Publiceer", exact=True).click()
    dialog = page.get_by_role("dialog", name="Dit programma publiceren?")
    expect(dialog).to_contain_text("Het eerste seintje komt di ")
    dialog.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".programme-title .badge")).to_have_text("loopt")

    page.get_by_role("button", name="Pauzeer").click()
    expect(page.locator(".programme-title .badge")).to_have_text("op pauze")
    line = page.locator(".studio-line", has_text="Durven op dinsdag")
    expect(line).to_contain_text("op pauze")


def test_a_programme_that_is_not_right_says_what_is_left_to_do(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    page = signed_in(visit)
    visit.open("/studio/nieuw")
    page.get_by_role("button", name="Begin met een leeg programma").click()

    todo = page.locator(".todo")
    expect(todo).to_contain_text("Naam: Vul hier iets in.")
    expect(page.get_by_role("button", name="Publiceer", exact=True)).to_be_disabled()
    expect(page.locator(".save-kept")).to_be_visible()
    page.get_by_role("textbox", name="Naam van het programma").fill("Luisteren")
    page.get_by_role("textbox", name="Wat is er straks anders").fill("Eerst luisteren, dan pas uitleggen.")
    page.get_by_role("textbox", name="Titel", exact=True).fill("Luister eerst")
    expect(todo).to_have_count(0)
    saved(page)
    expect(page.get_by_role("button", name="Publiceer", exact=True)).to_be_enabled()


def test_two_tabs_at_once_lose_nothing(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Samen schrijven")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("textbox", name="Naam van het programma")).to_have_value("Samen schrijven")

    page.get_by_role("textbox", name="Titel", exact=True).fill("Titel van de een")
    saved(page)
    other.get_by_role("textbox", name="Tekst", exact=True).fill("Tekst van de ander")

    versions = other.locator(".versions")
    expect(versions).to_contain_text("Beide versies zijn bewaard")
    expect(versions).to_contain_text("Titel van de een")
    expect(versions).to_contain_text("Tekst van de ander")
    versions.get_by_role("button", name="Ga verder met deze keuze").click()
    saved(other)
    other.reload()
    expect(other.get_by_role("textbox", name="Titel", exact=True)).to_have_value("Titel van de een")
    expect(other.get_by_role("textbox", name="Tekst", exact=True)).to_have_value("Tekst van de ander")


def test_words_survive_a_lost_connection(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Onderweg")
    page.context.set_offline(True)

    page.get_by_role("textbox", name="Titel", exact=True).fill("Geschreven in de trein")
    expect(page.locator(".save-waiting")).to_contain_text("gaat vanzelf mee")
    page.context.set_offline(False)
    saved(page)

    page.reload()
    expect(page.get_by_role("textbox", name="Titel", exact=True)).to_have_value("Geschreven in de trein")


def test_the_form_is_done_by_keyboard(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    signed_in(visit)
    page = begun(visit, "Met het toetsenbord")

    page.get_by_role("checkbox", name="dinsdag").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="maandag")).to_be_checked()
    page.locator(".more > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Geschiedenis")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Geschiedenis")
    expect(dialog).to_contain_text("Jij")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    saved(page)


def test_the_effect_and_the_engine_say_it_in_words(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    page = signed_in(visit)

    visit.open("/studio/effect")
    expect(page.get_by_text("Er is nog geen hele week met een groep van minstens 10 mensen.")).to_be_visible()
    visit.open("/studio/motor")
    expect(page.locator(".engine-verdict")).to_be_visible()


def test_an_employee_is_told_whose_it_is(visitor: Visitor) -> None:
    visit = visitor(LAPTOP)
    page = signed_in(visit, "employee")

    visit.open("/studio")

    expect(page.get_by_role("heading", name="De studio is voor leerprofessionals")).to_be_visible()
    expect(page.get_by_role("link", name="Studio")).to_have_count(0)
    signed_in(visit)
    visit.open("/studio")
    expect(
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Studio")
    ).to_be_visible()


@pytest.mark.parametrize(
    ("size", "theme"), [(PHONE, "dark"), (LAPTOP, "light")], ids=["phone-dark", "laptop-light"]
)
def test_no_room_has_a_barrier(visitor: Visitor, size: tuple[int, int], theme: str) -> None:
    visit = visitor(size, theme)
    page = signed_in(visit)
    begun(visit, f"Zonder drempel {size[0]} {theme}")
    found = []
    address = page.evaluate("location.pathname")
    for place in (address, "/studio", "/studio/nieuw", "/studio/scenario", "/studio/effect", "/studio/motor"):
        visit.open(place)
        expect(page.get_by_text("Even laden")).to_have_count(0)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += violations(page, place)
    assert found == []
