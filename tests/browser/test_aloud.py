"""A question asked aloud in a real browser, and its answer at the ear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import LAPTOP
from tests.browser.house import House
from tests.browser.sounds import KEYS, TALES
from tests.browser.visit import LISTENS, LOUD, SPEAKS, THINKS, Visit, loud_seconds

pytestmark = [pytest.mark.browser, pytest.mark.speech]

Speaker = Callable[..., Visit]
FIRST_LINE = "Leg deze sleutels in de blauwe kluis achter de balie."
ASIDE = 1500.0
"""Milliseconds after breaking in within which no new answer can have begun: the recording lasts longer."""


def in_order(words: list[str], wanted: list[str]) -> bool:
    """Tell whether the wanted words appear in this order, whatever else is between them."""
    rest = iter(words)
    return all(word in rest for word in wanted)


def test_a_question_aloud_is_heard_found_shown_and_spoken(house: House, speaker: Speaker) -> None:
    visit = speaker(house, 1.5, KEYS)
    visit.open()
    visit.microphone.click()
    visit.said("stoppen").wait_for()
    visit.page.locator(".quote", has_text=FIRST_LINE).wait_for()
    visit.page.locator(".source", has_text="Huisregels van de proefbalie").wait_for()
    visit.wait_for_state(SPEAKS)
    visit.until("state => seen.states.at(-1)[1] !== state", SPEAKS)

    seen = visit.seen()
    assert in_order(seen.words(), [LISTENS, THINKS, SPEAKS, LISTENS])
    began = seen.first(SPEAKS)
    ended = next(at for at, words in seen.states if at > began and words != SPEAKS)
    heard = loud_seconds(seen.out, began, ended)
    said = loud_seconds(seen.mic, 0, began)
    print(
        f"sound at the loudspeaker {heard:.1f} s in {(ended - began) / 1000:.1f} s; microphone {said:.1f} s"
    )
    assert said > 1, "the microphone heard the recording"
    assert heard > 4, "the whole line was audible"
    assert seen.asked == 1


def test_breaking_in_stops_the_sound_and_begins_a_new_turn(house: House, speaker: Speaker) -> None:
    # The first question is typed: its answer sounds when the recording begins, also on a busy machine.
    visit = speaker(house, 10.0, TALES, size=LAPTOP)
    visit.open()
    visit.microphone.click()
    visit.wait_for_state(LISTENS)
    visit.ask("Waar stop ik deze sleutels in?")
    # What is understood of a voice over a voice varies; that it is a turn with an answer of its own does not.
    visit.page.locator(".said").nth(1).wait_for()
    visit.page.locator("article.answer").nth(1).wait_for()
    visit.page.locator(".past .answer-note", has_text="Hier brak je in").wait_for()

    seen = visit.seen()
    speaking = seen.first(SPEAKS)
    onset = next(at for at, rms in seen.mic if at > speaking and rms > LOUD)
    before = loud_seconds(seen.out, onset - 500, onset)
    during = [at for at, rms in seen.out if onset <= at <= onset + ASIDE and rms > LOUD]
    stopped = max(during, default=onset)
    print(
        f"broken in after {(onset - speaking) / 1000:.1f} s; silent {stopped - onset:.0f} ms after the onset"
    )
    assert before > 0, "the answer was sounding when the person began to speak"
    assert stopped - onset < 1000, "the sound stopped"
    assert seen.first(LISTENS, after=onset) < seen.first(THINKS, after=onset)
