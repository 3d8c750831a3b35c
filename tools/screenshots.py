"""Pictures of the phone app, in every state, for the eye.

Run by hand. Without an address it starts the preview of the PWA and takes each story at the sizes of a
phone and a laptop, light and dark. With ``--server ADDRESS`` it takes the pictures for the README in the
running product instead: a typed question and its answer, a difficult conversation, a programme in the studio.

    .venv/bin/python -m tools.screenshots --out build/screenshots
    .venv/bin/python -m tools.screenshots --server http://127.0.0.1:8080
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"
SIZES = {"phone": (390, 844), "laptop": (1280, 800)}
THEMES = ("light", "dark")
QUESTION = "Wat zeg ik tegen een boze inwoner?"
SCENARIO = "uitkering-afgewezen"
SAID = "Ik zie dat u hier erg van schrikt, en dat begrijp ik."
QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def story_names() -> list[str]:
    """Names of the stories, read from the table that the preview itself uses."""
    tables = [file.read_text(encoding="utf-8") for file in sorted((PWA / "src/preview").glob("*stories.ts"))]
    names = re.findall(r'^  "?([a-z-]+)"?: \{(?: path|$)', "\n".join(tables), flags=re.MULTILINE)
    if not names:
        raise SystemExit("No stories found in pwa/src/preview")
    return names


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def preview() -> Iterator[str]:
    """The development server with the stories; gives its address and stops it afterwards."""
    port = free_port()
    vite = PWA / "node_modules/vite/bin/vite.js"
    command = ["node", str(vite), "--host", "127.0.0.1", "--port", str(port), "--strictPort"]
    process = subprocess.Popen(command, cwd=PWA, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/preview.html")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_for(address: str, seconds: float = 30) -> None:
    """Wait until a page answers; stop the program when it never does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=2):  # noqa: S310 - an address of this machine
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer within {seconds:.0f} s")


def open_page(browser: Browser, size: str, theme: str, sharpness: float = 1) -> Page:
    """A page as large as a device, with motion off so that two pictures are alike."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        device_scale_factor=sharpness,
    )
    return context.new_page()


def settle(page: Page) -> None:
    """Wait for the screen and its letters."""
    page.wait_for_selector("main h1", state="attached")
    page.evaluate("document.fonts.ready")


def take_stories(browser: Browser, address: str, names: list[str], out: Path, full: bool) -> None:
    """Every story, at every size, in both themes."""
    for size in SIZES:
        for theme in THEMES:
            page = open_page(browser, size, theme)
            for name in names:
                page.goto(f"{address}/preview.html?story={name}&theme={theme}")
                settle(page)
                if full:
                    page.add_style_tag(content=".shell{height:auto!important;min-height:100vh}")
                page.screenshot(path=out / f"{name}-{size}-{theme}.png", full_page=full)
            page.context.close()


def take_readme(browser: Browser, address: str, out: Path) -> None:
    """What the README shows, each in the real product with a profile of its own."""
    for name, size, take, sharpness in (
        ("now-phone", "phone", ask, 1.5),
        ("roleplay-phone", "phone", practise, 1.5),
        ("studio-laptop", "laptop", plan, 1.0),
    ):
        page = open_page(browser, size, "light", sharpness)
        page.goto(address)
        settle(page)
        take(page, address)
        page.wait_for_timeout(1500)
        page.screenshot(path=out / f"{name}.png")
        page.context.close()


def ask(page: Page, _address: str) -> None:
    """One question, typed, and its answer."""
    page.locator(".dock-side").first.click()
    page.locator("textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".quote", timeout=20_000)
    page.locator(".dock-typing .button").first.click()


def practise(page: Page, address: str) -> None:
    """The first turn of a difficult conversation."""
    page.goto(f"{address}/oefenen/gesprek/{SCENARIO}")
    page.get_by_role("button", name="Begin", exact=True).click()
    field = page.locator("#roleplay-text")
    field.fill(SAID)
    field.press("Enter")
    page.locator(".said-own").wait_for()
    page.locator("#roleplay-text:not(:disabled)").wait_for()
    page.locator("h1").scroll_into_view_if_needed()


def plan(page: Page, address: str) -> None:
    """A ready programme, begun by a learning professional."""
    page.goto(f"{address}/instellingen")
    page.locator(".choice", has_text="Leerprofessional").click()
    page.get_by_text("Je bent nu demo-leerprofessional.").wait_for()
    page.goto(f"{address}/studio/nieuw")
    page.get_by_role("button", name="Gebruik: Durfkaart", exact=True).click()
    page.locator(".phone-nudge").wait_for()
    page.locator(".save-saved").wait_for()


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build/screenshots")
    parser.add_argument("--only", default="", help="part of a story's name")
    parser.add_argument("--full", action="store_true", help="the whole page instead of the window")
    parser.add_argument("--server", default=None, help="address of the running product")
    parser.add_argument("--readme", type=Path, default=ROOT / "docs/screenshots")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args(arguments)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.browser, args=QUIET_FLAGS)
        if options.server:
            options.readme.mkdir(parents=True, exist_ok=True)
            take_readme(browser, options.server, options.readme)
        else:
            options.out.mkdir(parents=True, exist_ok=True)
            names = [name for name in story_names() if options.only in name]
            with preview() as address:
                take_stories(browser, address, names, options.out, options.full)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
