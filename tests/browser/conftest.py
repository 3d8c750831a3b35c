"""The real server and the real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.house import House
from tests.browser.sounds import KEYS, TALES, Piece, microphone
from tests.browser.visit import Visit
from tools.front import inputs
from tools.places import FRONT

CHROMIUM = os.environ.get("SOUFFLEUR_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WITNESS = Path(__file__).with_name("witness.js")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
PHONE = (390, 844)
LAPTOP = (1280, 800)


def needed(present: bool, what: str) -> None:
    """Fail where ``make test`` could have installed it, skip elsewhere."""
    if present:
        return
    if os.environ.get("CI") or shutil.which("apt-get"):
        pytest.fail(f"{what} is missing: `make test` brings it", pytrace=False)
    pytest.skip(f"{what} is missing on this machine")


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give the one server that tests share; a test that harms it takes one of its own."""
    built()
    with House(tmp_path_factory.mktemp("house") / "instance") as started:
        yield started


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    """Give the driver; per module, because its event loop would be in the way of asynchronous tests."""
    needed(Path(CHROMIUM).exists(), "chromium")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(player: Playwright) -> Iterator[Browser]:
    """Give a browser whose microphone beeps."""
    opened = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield opened
    opened.close()


def built() -> None:
    """Fail where the PWA was not built, or its sources changed since."""
    index = FRONT / "index.html"
    needed(index.is_file(), "the built PWA (server/static/app)")
    changed = max(path.stat().st_mtime for path in inputs())
    if changed > index.stat().st_mtime:
        pytest.fail("the PWA changed after its build: `make test` builds it again", pytrace=False)


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(chromium: Browser, house: House) -> Iterator[Visitor]:
    """Make visits to the shared server; every one has a browser profile of its own."""
    with ExitStack() as stack:

        def make(size: tuple[int, int] = PHONE, theme: str = "light", at: House = house) -> Visit:
            context = stack.enter_context(profile(chromium, size, theme))
            return remembered(stack, Visit(context.new_page(), at))

        yield make


@pytest.fixture
def speaker(player: Playwright, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Make a visit of somebody who says these recordings, beginning when the microphone is opened."""
    for line in (KEYS, TALES):
        needed(line.exists(), f"the recording {line} (Debian's fillets-ng-data-nl)")
    with ExitStack() as stack:

        def make(at: House, *pieces: Piece, size: tuple[int, int] = PHONE) -> Visit:
            sound = microphone(tmp_path / "microphone.wav", *pieces)
            flags = [*FLAGS, f"--use-file-for-fake-audio-capture={sound}%noloop"]
            browser = player.chromium.launch(executable_path=CHROMIUM, args=flags)
            stack.callback(browser.close)
            context = stack.enter_context(profile(browser, size, "light"))
            return remembered(stack, Visit(context.new_page(), at))

        yield make


def remembered(stack: ExitStack, visit: Visit) -> Visit:
    """Let a visit tell what was seen before its page is closed; pytest shows that where the test failed."""
    stack.callback(visit.tell)
    return visit


def profile(browser: Browser, size: tuple[int, int], theme: str) -> BrowserContext:
    """Make a fresh profile that writes down what happens."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        permissions=["microphone"],
    )
    context.add_init_script(WITNESS.read_text(encoding="utf-8"))
    return context
