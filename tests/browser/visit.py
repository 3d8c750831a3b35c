"""One visit of one person: the page, what they do there and what was seen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import Locator, Page

from tests.browser.house import House

LOUD: Final = 0.01
"""Root mean square above which there is sound: 40 dB below full scale."""
ANSWER_MS: Final = 60_000
"""Longest wait for anything; generous, because the machine may be busy."""
UNTIL_SECONDS: Final = ANSWER_MS / 1000
READY: Final = "Klaar voor je vraag"
LISTENS: Final = "Luistert"
THINKS: Final = "Denkt na"
SPEAKS: Final = "Spreekt"
GONE: Final = "Verbinding weg"


@dataclass(frozen=True)
class Seen:
    """What the page wrote down (``witness.js``); times in milliseconds of the page's clock."""

    out: list[tuple[float, float]]
    """Root mean square of what went to the loudspeaker, every 10 ms."""
    mic: list[tuple[float, float]]
    """Likewise of what the microphone heard."""
    states: list[tuple[float, str]]
    """The words of the state line, each with the moment at which they appeared."""
    asked: int
    """How often the browser was asked for the microphone."""
    sockets: list[dict[str, Any]]

    def words(self) -> list[str]:
        """Give the words of the state line in their order."""
        return [words for _, words in self.states]

    def first(self, words: str, after: float = 0.0) -> float:
        """Give when the state line first said this, from a moment on."""
        return next(at for at, said in self.states if said == words and at >= after)


class Visit:
    """A page of the app in a browser."""

    def __init__(self, page: Page, house: House):
        """Take a page; nothing is opened yet."""
        self.page = page
        self.house = house
        page.set_default_timeout(ANSWER_MS)

    def open(self, path: str = "/") -> None:
        """Go to an address of the app and wait until it is drawn."""
        self.page.goto(f"{self.house.url}{path}")
        self.page.wait_for_selector("main h1", state="attached")

    @property
    def microphone(self) -> Locator:
        """The big button."""
        return self.page.locator("button.mic")

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        field = self.page.get_by_role("textbox", name="Typ je vraag")
        if not field.is_visible():
            self.button("Typ").click()
        field.fill(question)
        field.press("Enter")

    def button(self, name: str) -> Locator:
        """Find a button by exactly its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """Find a link by exactly its name; the tiles of the tips are links too."""
        return self.page.get_by_role("link", name=name, exact=True)

    def said(self, words: str) -> Locator:
        """Find what the person said by some of its words."""
        return self.page.locator(".said-text", has_text=words)

    @property
    def answer(self) -> Locator:
        """The newest answer."""
        return self.page.locator("article.answer:not(.past)")

    def wait_for_answer(self, words: str) -> None:
        """Wait until the newest answer has these words."""
        self.answer.filter(has_text=words).wait_for()

    def wait_for_state(self, words: str) -> None:
        """Wait until the state line says this now."""
        self.page.locator(".state-line", has_text=words).wait_for()

    def until(self, condition: str, arg: object = None) -> None:
        """Wait until a condition holds in the page.

        Asked again and again from here: the driver's own waiting evaluates text inside the page, which the
        content security policy refuses as soon as the first look does not find what is waited for.

        Raises:
            AssertionError: it did not hold within the limit.
        """
        until = time.monotonic() + UNTIL_SECONDS
        while not self.page.evaluate(condition, arg):
            if time.monotonic() > until:
                raise AssertionError(f"never came true: {condition}")
            self.page.wait_for_timeout(50)

    def wait_for_sound(self, after: float = 0.0) -> None:
        """Wait until something loud went to the loudspeaker after a moment."""
        self.until(
            "([after, loud]) => seen.out.some(([at, rms]) => at > after && rms > loud)", arg=[after, LOUD]
        )

    def now(self) -> float:
        """Give the page's clock in milliseconds."""
        return float(self.page.evaluate("performance.now()"))

    def seen(self) -> Seen:
        """Read what was written down so far."""
        return Seen(**self.page.evaluate("seen"))

    def tell(self) -> None:
        """Print what was seen, for whoever looks into a failure."""
        if self.page.url == "about:blank":
            return
        seen = self.seen()
        print("states ", seen.states)
        print("said   ", self.page.locator(".said-text").all_inner_texts())
        print("answers", self.page.locator("article.answer").all_inner_texts())
        print("notices", self.page.locator(".banner").all_inner_texts())
        print("sockets", seen.sockets)
        for name, track in (("mic", seen.mic), ("out", seen.out)):
            print(name, "   ", [(round(at), round(length, 1)) for at, length in stretches(track)])


def stretches(track: list[tuple[float, float]], pause: float = 300.0) -> list[tuple[float, float]]:
    """Give where there was sound: beginnings in milliseconds and lengths in seconds."""
    found: list[list[float]] = []
    for at, rms in track:
        if rms <= LOUD:
            continue
        if found and at - found[-1][1] < pause:
            found[-1][1] = at
        else:
            found.append([at, at])
    return [(begin, (end - begin) / 1000) for begin, end in found]


def loud_seconds(track: list[tuple[float, float]], since: float, until: float) -> float:
    """Give for how long there was sound, in seconds."""
    inside = [(at, rms) for at, rms in track if since <= at <= until]
    pairs = pairwise(inside)
    return sum(after[0] - before[0] for before, after in pairs if before[1] > LOUD) / 1000
