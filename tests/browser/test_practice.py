"""Practising in the browser: a pitch, role-plays to their ends, the day's question; by voice and in text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import LAPTOP, Visitor
from tests.browser.house import House
from tests.browser.sounds import KEYS, TALES
from tests.browser.test_axe import AXE, violations
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Speaker = Callable[..., Visit]
THREAT = "dreiging-aan-het-loket"
REFUSED = "uitkering-afgewezen"


def barriers(visit: Visit) -> list[str]:
    """Give what axe finds on the page as it is now."""
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    return violations(visit.page, visit.page.url)


def judge(visit: Visit, well: str = "", otherwise: str = "") -> None:
    """Say first what one thinks of it oneself."""
    visit.page.get_by_label("Wat ging goed?").fill(well)
    visit.page.get_by_label("Wat zou je anders doen?").fill(otherwise)
    visit.button("Verder").click()


@pytest.mark.speech
def test_a_pitch_goes_from_the_microphone_to_feedback_and_again(house: House, speaker: Speaker) -> None:
    visit = speaker(house, 1.0, TALES, 0.8, KEYS, 0.8, TALES, 0.8, KEYS)
    page = visit.page
    visit.open("/oefenen/pitch")
    page.get_by_label("Ik vraag ze om").fill("de kluis te gebruiken")
    visit.button("Maak deze pitch").click()
    visit.button("Neem op").click()
    page.get_by_role("heading", name="Opname 1").wait_for()
    visit.button("Begin").click()
    visit.until("() => (document.querySelector('.take-time')?.textContent ?? '').startsWith('0:16')")
    visit.button("Klaar").click()
    page.get_by_role("heading", name="Eerst jij").wait_for()
    assert page.locator(".feedback-focus").count() == 0, "the person judges first"
    judge(visit, "Ik sprak rustig.", "Korter.")
    page.locator(".feedback-strength").wait_for()
    page.locator(".feedback-focus").wait_for()
    page.get_by_text("Alle gegevens").click()
    measures = page.locator(".measures > div")
    assert measures.count() >= 5
    said = " ".join(box.input_value() for box in page.locator("textarea[lang=nl]").all())
    assert "stoppen" in said
    assert barriers(visit) == []
    visit.button("Alleen de tekst").click()
    page.get_by_text("Bewaard, zonder geluid.").wait_for()
    visit.button("Nog een keer").click()
    page.get_by_role("heading", name="Opname 2").wait_for()
    [kept] = house.rows("SELECT count(*) AS takes FROM takes")
    assert kept["takes"] == 2


def begin(visit: Visit, scenario: str, level: str = "Gewoon") -> None:
    """Choose a scenario and begin."""
    visit.open(f"/oefenen/gesprek/{scenario}")
    visit.page.get_by_label(level, exact=True).check()
    visit.button("Begin").click()
    visit.page.locator("#roleplay-text").wait_for()


def say_until_over(visit: Visit, *sentences: str) -> Locator:
    """Say these in turn until the talk is over; gives how it ended."""
    page = visit.page
    over = page.get_by_role("heading", name="Eerst jij")
    for number, sentence in enumerate(sentences, start=1):
        field = page.locator("#roleplay-text")
        field.fill(sentence)
        field.press("Enter")
        visit.until(
            "(number) => document.querySelectorAll('.said-own').length >= number"
            " || document.querySelector('form.practice-form') !== null",
            number,
        )
        visit.until(
            "() => document.querySelector('#roleplay-text:not(:disabled)') !== null"
            " || document.querySelector('form.practice-form') !== null"
        )
        if over.is_visible():
            break
    over.wait_for()
    return page.locator(".remark").first


KIND = (
    "Ik zie dat u hier erg van schrikt, en dat begrijp ik.",
    "Wat betekent dit voor u?",
    "Sorry dat u zo lang moest wachten op dit besluit.",
    "Als ik u goed begrijp, heeft u nu geen geld voor de huur.",
    "Het is afgewezen omdat er twee bankafschriften missen.",
    "Wat heeft u nu het eerste nodig?",
    "Ik bel nu de afdeling voor u en u hoort het uiterlijk vrijdag.",
    "U kunt vandaag een nieuwe aanvraag doen of bezwaar maken, wat past u het best?",
    "Ik help u nu met de aanvraag van een voorschot.",
    "Is het zo duidelijk voor u?",
    "Goed dat u dit zo eerlijk zegt.",
    "U hoort het morgen om tien uur van mij.",
)
RUDE = (
    "Dat had u zelf eerder moeten doen.",
    "Nou, zo erg is het toch niet.",
    "Dat is uw eigen schuld.",
    "U stelt zich aan.",
    "Dat kan ik niet doen.",
    "Dat had u zelf moeten regelen.",
    "Dat kan echt niet.",
    "Zo erg is het nou ook weer niet.",
)


def test_a_role_play_that_goes_well_calms_down_and_shows_the_sentences(visitor: Visitor) -> None:
    visit = visitor()
    begin(visit, REFUSED, "Rustig")
    how = say_until_over(visit, *KIND)
    ended = how.inner_text()
    judge(visit, "Ik bleef bij haar.")
    visit.page.locator(".check-list").wait_for()
    said = " ".join(KIND)
    for quote in visit.page.locator(".check-list .own-words").all_inner_texts():
        assert quote in said, "only what was said is quoted"
    assert visit.page.locator(".check-list li").count() >= 3
    assert "gemeten" not in ended
    assert barriers(visit) == []
    visit.open("/oefenen")
    visit.page.get_by_role("link", name="De uitkering is afgewezen").first.wait_for()


def test_a_role_play_that_goes_wrong_ends_and_can_be_played_again_from_a_turn(visitor: Visitor) -> None:
    visit = visitor(size=LAPTOP)
    begin(visit, REFUSED, "Pittig")
    say_until_over(visit, *RUDE)
    judge(visit)
    visit.page.locator(".check-list").wait_for()
    visit.page.get_by_label("Of speel één beurt opnieuw").select_option("1")
    visit.button("Speel deze beurt opnieuw").click()
    visit.page.locator("#roleplay-text").wait_for()
    say_until_over(visit, *RUDE)
    judge(visit)
    visit.page.get_by_role("heading", name="naast elkaar").wait_for()
    assert visit.page.locator(".branches article").count() >= 2


def test_a_threat_ends_safely_and_names_the_procedure(visitor: Visitor) -> None:
    visit = visitor()
    begin(visit, THREAT)
    say_until_over(
        visit,
        "Ik wil niet dat u mij bedreigt. Of u praat rustig, of ik stop dit gesprek.",
        "Ik beëindig dit gesprek nu en ik haal de beveiliging erbij.",
        "Ik stop dit gesprek.",
        "Ik haal mijn collega erbij.",
        *RUDE,
    )
    judge(visit)
    visit.page.locator(".check-list").wait_for()
    # The usual procedure, where the organisation named none of its own.
    assert "alarmknop" in visit.page.locator("main").inner_text()


def test_another_language_is_shown_with_what_it_means_and_how_a_sound_is_made(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    visit.open("/oefenen/taal")
    known = page.evaluate("fetch('/v1/language?language=nl').then((answer) => answer.json())")
    sentence, contrast = known["sentences"]["fr"][0], known["contrasts"]["fr"][0]
    talk = next(one for one in known["talks"] if one["spoken"] == "fr")
    row = page.get_by_role("button", name=sentence["text"])
    row.filter(has_text=sentence["meaning"]).wait_for()
    assert barriers(visit) == []
    page.get_by_role("link", name=contrast["title"]).filter(has_text=contrast["tip"]).click()
    page.get_by_role("heading", level=1, name=contrast["title"]).wait_for()
    pairs = page.evaluate(
        "id => fetch(`/v1/language/contrasts/${id}`).then((answer) => answer.json())"
        ".then((told) => told.pairs)",
        contrast["id"],
    )
    shown = page.locator(".pair .spoken").all_inner_texts()
    assert shown == [word for pair in pairs for word in (pair["one"], pair["other"])]
    visit.open("/oefenen/taal")
    page.get_by_role("button", name=talk["title"]).click()
    page.locator(".talk").wait_for()
    could = page.locator("section[aria-labelledby=talk-could] li").all_inner_texts()
    assert could
    assert all(re.fullmatch(r".+ \(.+\)", one) for one in could), could


def test_a_hint_comes_when_asked_and_the_talk_can_be_stopped(visitor: Visitor) -> None:
    visit = visitor()
    begin(visit, REFUSED)
    visit.button("Geef me een hint").click()
    visit.page.locator(".remark").wait_for()
    assert barriers(visit) == []
    visit.button("Stop het gesprek").click()
    visit.page.get_by_role("heading", name="Eerst jij").wait_for()


@pytest.mark.speech
def test_a_role_play_is_spoken_hands_free(house: House, speaker: Speaker) -> None:
    visit = speaker(house, 12.0, KEYS)
    begin(visit, REFUSED)
    visit.microphone.click()
    # The persona begins, and hears what is said.
    visit.wait_for_sound()
    visit.page.locator(".said-own", has_text="stoppen").first.wait_for()
    visit.until("() => document.querySelectorAll('.said-other').length >= 2")
    visit.until("() => document.querySelector('.said-own')?.textContent?.includes('Jij:')")
    print(visit.page.locator(".talk").inner_html())
    said = [
        turn["said"]
        for row in house.rows("SELECT turns FROM roleplays WHERE turns LIKE '%stoppen%'")
        for turn in json.loads(row["turns"])
    ]
    assert said
    assert all(words.strip() for words in said), said


@pytest.mark.speech
def test_the_question_of_the_day_is_answered_by_voice(house: House, speaker: Speaker) -> None:
    visit = speaker(house, 0.5, KEYS)
    page = visit.page
    visit.open("/reflectie")
    page.locator(".reflect-today .button").first.click()
    page.get_by_role("button", name="Spreek in").click()
    visit.until(
        "(loud) => seen.mic.some(([, rms]) => rms > loud)"
        " && performance.now() - seen.mic.findLast(([, rms]) => rms > loud)[0] > 1200",
        0.01,
    )
    visit.button("Klaar").click()
    page.locator(".talk-own", has_text="stoppen").wait_for()
    assert barriers(visit) == []
