"""What the phone app costs before it can be used.

``python -m benchmarks.pwa`` builds nothing: it measures the build that the server serves. A real server, a
real Chromium with an empty cache, the network slowed to Lighthouse's "slow 4G" (1.6 Mbit/s, 150 ms there and
back) and the processor four times slower. Interactive is the moment at which the microphone button has
answered a tap; the bytes are those of all scripts and style sheets that were asked for by then, each
compressed with gzip -9.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from benchmarks.real_server import ROOT, running

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
BUILD: Final = ROOT / "server" / "static" / "app"
MICROPHONE: Final = "button.mic"
SLOW_4G: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWER: Final = 4
PHONE: Final = {"width": 390, "height": 844}
LIMIT_MS: Final = 60_000

WATCH: Final = """
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    const button = document.querySelector("button.mic");
    if (button && window.shownAt === undefined) window.shownAt = performance.now();
    if (button?.getAttribute("aria-pressed") === "true") {
      window.answeredAt ??= performance.now();
      window.tappedAt ??= window.lastTap;
    }
  };
  addEventListener("touchstart", () => { window.lastTap = performance.now(); }, true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
});
"""


@dataclass(frozen=True)
class Load:
    """One cold start of the app."""

    shown_ms: float
    """The microphone is on the screen."""
    interactive_ms: float
    """It has answered a tap."""
    tap_ms: float
    """From the tap to the answer."""
    files: tuple[str, ...]
    """Scripts and style sheets that were asked for by then, as paths of the build."""


def first_load(browser: Browser, url: str) -> Load:
    """Open the app as a phone that never saw it, and tap the microphone as soon as it is there."""
    context = browser.new_context(viewport=PHONE, has_touch=True, permissions=["microphone"])  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        files: list[str] = []

        def note(request: Request) -> None:
            if request.resource_type in ("script", "stylesheet"):
                files.append(urlsplit(request.url).path.lstrip("/"))

        page.on("request", note)
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_4G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(url, wait_until="commit", timeout=LIMIT_MS)
        page.tap(MICROPHONE, timeout=LIMIT_MS)
        page.wait_for_function("() => window.answeredAt !== undefined", timeout=LIMIT_MS)
        by_then = tuple(dict.fromkeys(files))
        shown, answered, tapped = page.evaluate("[window.shownAt, window.answeredAt, window.tappedAt]")
        return Load(shown, answered, answered - tapped, by_then)
    finally:
        context.close()


def compressed(path: Path) -> int:
    """Give the size of a file of the build as it travels."""
    return len(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))


def measure(runs: int) -> dict[str, object]:
    """Start a server and open the app so often; the median counts."""
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            loads = [first_load(browser, server.url + "/") for _ in range(runs)]
        finally:
            browser.close()
    entry = {path for path in loads[0].files if (BUILD / path).is_file() and path.startswith("assets/")}
    return {
        "entry_gzip_bytes": sum(compressed(BUILD / path) for path in entry),
        "interactive_ms": round(statistics.median(load.interactive_ms for load in loads)),
        "interactive_worst_ms": round(max(load.interactive_ms for load in loads)),
        "shown_ms": round(statistics.median(load.shown_ms for load in loads)),
        "tap_ms": round(statistics.median(load.tap_ms for load in loads)),
        "runs": runs,
        "files": {path: compressed(BUILD / path) for path in sorted(entry)},
    }


def main() -> None:
    """Measure and print one JSON object as the last line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pwa", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="cold starts to measure")
    arguments = parser.parse_args()
    if not (BUILD / "index.html").is_file():
        raise SystemExit("The app has not been built: `npm run build` in pwa, or `make run`.")
    print(json.dumps(measure(arguments.runs)))


if __name__ == "__main__":
    main()
