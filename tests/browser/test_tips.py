"""Tips at one tap, with and without a connection; questions that wait and go out once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.browser.house import House
from tests.browser.visit import GONE, Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]
LABEL = "Boze inwoner"
LINE = "Ik hoor dat dit je hoog zit."
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def test_a_tap_on_a_tile_is_heard_and_read(visitor: Visitor) -> None:
    visit = visitor()
    visit.open("/tip")
    visit.link(LABEL).click()
    visit.page.locator(".quote", has_text=LINE).wait_for()
    visit.wait_for_sound()
    visit.button("Stop").click()
    visit.button("Lees nog eens voor").wait_for()
    assert visit.seen().asked == 0


def test_without_a_connection_the_shell_and_the_tips_work_and_a_question_waits(
    visitor: Visitor, house: House
) -> None:
    visit = visitor()
    visit.open()
    visit.until(CONTROLLED)
    visit.page.reload()
    visit.link("Tip").click()
    visit.link(LABEL).wait_for()

    visit.page.context.set_offline(True)
    visit.page.reload()
    visit.link(LABEL).click()
    visit.page.locator(".quote", has_text=LINE).wait_for()

    visit.link("Nu").click()
    visit.wait_for_state(GONE)
    question = f"Hoe verleng ik een rijbewijs, vraag {uuid4().hex[:6]}?"
    visit.ask(question)
    visit.page.locator(".said-waiting", has_text="Je vraag staat klaar").wait_for()
    assert house.turns(question) == []

    # It waits on the device: closing the app in between loses nothing.
    visit.page.reload()
    visit.page.locator(".waiting", has_text=question).wait_for()

    visit.page.context.set_offline(False)
    visit.wait_for_answer("rijbewijs")
    visit.page.locator(".waiting").wait_for(state="detached")
    assert len(house.turns(question)) == 1

    visit.page.reload()
    visit.page.wait_for_load_state("networkidle")
    assert len(house.turns(question)) == 1
