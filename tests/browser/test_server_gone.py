"""The server dies or restarts mid-turn: the app comes back, and the question gets its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.browser.conftest import LAPTOP, built
from tests.browser.house import House
from tests.browser.sounds import KEYS
from tests.browser.visit import LISTENS, LOUD, THINKS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.speech]

Speaker = Callable[..., Visit]
FIRST_LINE = "Leg deze sleutels in de blauwe kluis achter de balie."
RESTART = 1012


@pytest.fixture(scope="module")
def own_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a server that may be killed."""
    built()
    with House(tmp_path_factory.mktemp("own-house") / "instance") as started:
        yield started


def test_a_typed_question_survives_a_killed_server(own_house: House, speaker: Speaker) -> None:
    visit = speaker(own_house, size=LAPTOP)
    visit.open()
    visit.microphone.click()
    visit.wait_for_state(LISTENS)
    visit.until("seen.sockets.some((socket) => socket.opened)")
    question = f"Waar stop ik deze sleutels in, vraag {uuid4().hex[:6]}?"
    own_house.freeze()
    visit.ask(question)
    visit.wait_for_state(THINKS)
    own_house.kill()
    visit.said(question).wait_for()
    own_house.start()
    visit.wait_for_answer(FIRST_LINE)
    assert visit.page.locator(".said-text", has_text=question).count() == 1
    visit.until("() => document.querySelector('.said-waiting') === null")
    assert len(own_house.turns(question)) == 1


def test_a_question_half_said_survives_a_killed_server(own_house: House, speaker: Speaker) -> None:
    visit = speaker(own_house, 2.0, KEYS)
    visit.open()
    visit.microphone.click()
    visit.until(
        "(loud) => seen.sockets.some((socket) => socket.opened) && seen.mic.some(([, rms]) => rms > loud)",
        arg=LOUD,
    )
    own_house.freeze()
    visit.until("(loud) => performance.now() - seen.mic.findLast(([, rms]) => rms > loud)[0] > 1500", LOUD)
    own_house.kill()
    own_house.start()
    if visit.microphone.get_attribute("aria-label") == "Klaar met praten":
        visit.microphone.click()
    visit.said("stoppen").wait_for()
    visit.wait_for_answer(FIRST_LINE)


def test_a_restart_is_told_to_the_socket_and_the_conversation_goes_on(
    own_house: House, speaker: Speaker
) -> None:
    visit = speaker(own_house, size=LAPTOP)
    visit.open()
    visit.microphone.click()
    visit.wait_for_state(LISTENS)
    visit.until("seen.sockets.some((socket) => socket.opened)")
    own_house.stop()
    visit.until("seen.sockets.some((socket) => socket.closed)")
    assert visit.seen().sockets[0]["code"] == RESTART
    own_house.start()
    visit.until("seen.sockets.at(-1).opened && !seen.sockets.at(-1).closed")
    visit.ask("Waar stop ik deze sleutels in?")
    visit.wait_for_answer(FIRST_LINE)
    assert visit.seen().asked == 1
