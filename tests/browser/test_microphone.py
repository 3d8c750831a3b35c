"""The microphone is asked for once a visit, and only from a tap."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visit import LISTENS, READY, Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


def test_it_is_asked_for_once_and_only_from_a_tap(visitor: Visitor) -> None:
    visit = visitor()
    visit.open()
    visit.page.wait_for_load_state("networkidle")
    assert visit.seen().asked == 0
    for _ in range(3):
        visit.microphone.click()
        visit.wait_for_state(LISTENS)
        # A tip makes room for itself: it closes the microphone.
        visit.link("Tip").click()
        visit.link("Boze inwoner").click()
        visit.link("Nu").click()
        visit.wait_for_state(READY)
    assert visit.seen().asked == 1
