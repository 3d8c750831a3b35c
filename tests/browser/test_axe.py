"""The screens of the running product, with its real cards, against WCAG 2.2 AA by axe-core."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.visit import Visit
from tools.places import PWA

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
AXE = PWA / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PLACES = (
    "/",
    "/tip",
    "/tip/boze-inwoner",
    "/oefenen",
    "/reflectie",
    "/seintjes",
    "/instellingen",
    "/nergens",
)


def violations(page: Page, name: str) -> list[str]:
    """Give what axe finds on the page as it is now."""
    page.evaluate("document.fonts.ready")
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        f"{name}: {each['id']} at {node['target']}: {node['html'][:120]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_screen_has_a_barrier(visitor: Visitor, size: tuple[int, int], theme: str) -> None:
    visit = visitor(size, theme)
    page = visit.page
    source = AXE.read_text(encoding="utf-8")
    found = []
    for place in PLACES:
        visit.open(place)
        page.wait_for_load_state("networkidle")
        page.evaluate(source)
        found += violations(page, place)
    visit.open()
    page.evaluate(source)
    visit.ask("Een inwoner is zijn paspoort kwijt")
    visit.wait_for_answer("We melden het nu")
    found += violations(page, "answered")
    visit.ask("Hoeveel kleuren heeft een zebra op de maan?")
    visit.wait_for_answer("Dat weet ik niet.")
    found += violations(page, "unknown")
    assert found == []
