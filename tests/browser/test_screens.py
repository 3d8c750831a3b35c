"""Every screen in every state in a real browser: contrast, reflow, size of targets, forced colours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.screenshots import PWA, QUIET_FLAGS, open_page, preview, story_names

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (PWA / "node_modules/vite").is_dir() or not shutil.which("node"),
        reason="the PWA's packages are not installed: make run or make test does that",
    ),
]
CHROMIUM = os.environ.get("SOUFFLEUR_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
AXE = PWA / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A picture of the whole page: axe cannot judge the colours behind what scrolls under something else.
UNROLLED = """
.shell, .now-scroll, .stage { height: auto !important; overflow: visible !important }
.dock::before { content: none !important }
.dock, .player { position: static !important; background: none !important }
"""
TOO_WIDE = """() => [...document.querySelectorAll('main *')]
  .filter((each) => !each.closest('.sr-only') && !each.closest('svg'))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width && box.right > innerWidth + 1)
  .map(([each]) => each.className)"""
TOO_SMALL = """() => [...document.querySelectorAll('button, a[href], summary, select, textarea')]
  .filter((each) => each.offsetWidth && (each.offsetHeight < 47 || each.offsetWidth < 47))
  .filter((each) => !each.classList.contains('skip') && getComputedStyle(each).display !== 'inline')
  .map((each) => each.className)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=QUIET_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with preview() as started:
        yield started


def tell(page: Page, story: str, theme: str) -> None:
    """Show another story on the page that is open."""
    page.evaluate(
        "detail => dispatchEvent(new CustomEvent('story', { detail }))", f"story={story}&theme={theme}"
    )
    page.wait_for_selector("main h1", state="attached")


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    page = open_page(browser, "phone", "light")
    page.goto(f"{address}/preview.html")
    page.wait_for_selector("main h1", state="attached")
    yield page
    page.context.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """The open page, back at a phone's size and ordinary colours."""
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.emulate_media(forced_colors="none")
    return opened


@pytest.fixture
def unrolled(page: Page) -> Iterator[Page]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    style = page.add_style_tag(content=UNROLLED)
    yield page
    style.evaluate("each => each.remove()")


@pytest.mark.parametrize(("theme", "rules"), [("light", RULES), ("dark", ["color-contrast"])])
def test_axe_finds_no_barrier(unrolled: Page, theme: str, rules: list[str]) -> None:
    page = unrolled
    found = []
    for story in story_names():
        tell(page, story, theme)
        result = page.evaluate("rules => axe.run(document, { runOnly: rules })", rules)
        unsure = [each for each in result["incomplete"] if each["id"] == "color-contrast"]
        for problem in result["violations"] + unsure:
            found.append((story, problem["id"], problem["nodes"][0]["html"]))
    assert found == []


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (640, 400), (844, 390), (1280, 800)])
def test_nothing_sticks_out(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = []
    for story in story_names():
        tell(page, story, "light")
        found += [(story, each) for each in page.evaluate(TOO_WIDE)]
    assert found == []


def test_everything_is_large_enough_for_a_thumb(page: Page) -> None:
    found = []
    for story in story_names():
        tell(page, story, "light")
        found += [(story, each) for each in page.evaluate(TOO_SMALL)]
    assert found == []


def test_the_microphone_is_at_least_96_pixels(page: Page) -> None:
    tell(page, "now-empty", "light")
    box = page.locator(".mic-face").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 96


def test_spoken_text_is_at_least_20_pixels(page: Page) -> None:
    tell(page, "now-followed", "light")
    sizes = page.evaluate(
        "() => ['.answer:not(.past) .answer-text', '.quote'].map((name) => "
        "parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"
    )
    assert min(sizes) >= 20


def test_forced_colours_keep_the_state_of_the_microphone(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    faces = []
    for story in ("now-empty", "now-listening"):
        tell(page, story, "light")
        faces.append(
            page.evaluate("() => getComputedStyle(document.querySelector('.mic-face')).backgroundColor")
        )
    assert faces[0] != faces[1]


def test_a_keyboard_reaches_everything_and_leaves_again(page: Page) -> None:
    tell(page, "now-answered", "light")
    page.evaluate("() => document.body.focus()")
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "() => document.activeElement === document.body ? '' : "
            "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
        )
        if name == "" or (seen and name == seen[0]):
            break
        seen.append(name)
    assert seen[0] == "Naar de inhoud"
    for wanted in ("Instellingen", "Verder", "Typ", "Stel je vraag hardop", "Haast", "Seintjes"):
        assert wanted in seen
