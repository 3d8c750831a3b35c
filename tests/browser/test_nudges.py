"""Nudges in the hand: explained, allowed, shown, answered in the notification and in the app."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.conftest import PHONE, built, profile, remembered
from tests.browser.house import House
from tests.browser.nudging import ANY_HOUR, due_now, eventually
from tests.browser.street import BODY, CARD, TITLE, Phone, Street
from tests.browser.test_axe import AXE, violations
from tests.browser.visit import Visit
from tests.nudges.push_service import PushService

pytestmark = pytest.mark.browser

LINE = "Ik hoor dat dit je hoog zit."
PUSH_MANAGER = Path(__file__).with_name("push_manager.js")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, PushService]]:
    built()
    with PushService(tls=False) as service:
        settings = {
            "SOUFFLEUR_PUSH_ALLOWED_HOSTS": json.dumps([service.origin]),
            "SOUFFLEUR_PUSH_SUBJECT": "mailto:beheer@example.org",
        }
        with House(tmp_path_factory.mktemp("nudged") / "instance", settings) as house:
            yield house, service


@pytest.fixture
def street(chromium: Chromium, served: tuple[House, PushService]) -> Iterator[Street]:
    house, service = served
    with ExitStack() as stack:

        def phone() -> Phone:
            context = stack.enter_context(profile(chromium, PHONE, "light"))
            context.grant_permissions(["notifications"], origin=house.url)
            browser = service.subscribe()
            given = {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}}
            script = PUSH_MANAGER.read_text(encoding="utf-8")
            context.add_init_script(f"const GIVEN = {json.dumps(given)};\n{script}")
            visit = remembered(stack, Visit(context.new_page(), house))
            visit.open()
            visit.page.evaluate(
                "rules => fetch('/v1/nudge-rules', { method: 'PUT', body: JSON.stringify(rules),"
                " headers: { 'Content-Type': 'application/json' } })",
                {**ANY_HOUR, "muted": []},
            )
            return Phone(visit, service, browser)

        yield Street(house, service, phone)
    # What is kept open between two messages would outlive the test.
    service.hang_up()


def test_a_nudge_is_explained_allowed_shown_once_and_its_receipt_comes_back(street: Street) -> None:
    phone = street.phone()
    visit = phone.visit
    visit.open("/seintjes")
    visit.page.get_by_text("nooit wat je vroeg of oefende").wait_for()
    assert visit.page.evaluate("pushAsked") == 0
    assert phone.browser.endpoint not in street.devices()

    phone.allow()
    assert visit.page.evaluate("pushAsked") == 1
    eventually(lambda: phone.browser.endpoint in street.devices(), "the device at the server")
    street.publish()
    message = phone.next()
    data = json.dumps(message)
    phone.deliver(data)
    tag = message["notification"]["tag"]
    [shown] = eventually(phone.shown, "the notification")
    assert (shown["title"], shown["body"]) == (TITLE, BODY)
    assert shown["actions"] >= 2

    receipts = "SELECT id FROM nudge_deliveries WHERE occurrence_id = ? AND shown_at IS NOT NULL"
    eventually(lambda: street.ask(receipts, tag), "the receipt")
    phone.deliver(data)
    visit.link("Seintjes 1 wachten op je").wait_for()
    assert [one["tag"] for one in phone.shown()] == [tag]

    phone.deliver("niet te lezen")
    neutral = eventually(
        lambda: [one for one in phone.shown() if one["tag"] == "souffleur"], "a neutral text"
    )
    assert neutral[0]["body"] == "Er staat een seintje voor je klaar."


def test_later_is_chosen_in_the_notification_and_not_for_me_switches_the_programme_off(
    street: Street,
) -> None:
    phone = street.phone()
    phone.allow()
    programme = street.publish()
    tag = phone.nudged()

    phone.tap(tag, "later")
    eventually(lambda: [one for one in phone.shown() if one["body"] == "Wanneer dan?"], "the question when")
    phone.tap(tag, "hour")
    answers = "SELECT answer FROM nudge_occurrences WHERE id = ?"
    eventually(lambda: street.ask(answers, tag)[0]["answer"] == "later", "the answer")
    assert tag not in [one["tag"] for one in phone.shown()]
    phone.visit.open("/seintjes")
    phone.visit.page.get_by_role("article").filter(has_text="Dit komt terug").first.wait_for()

    due_now(street.house, programme)
    again = phone.nudged()
    phone.tap(again, "not_for_me")
    eventually(lambda: street.ask(answers, again)[0]["answer"] == "not_for_me", "the answer")
    assert phone.shown() == []
    phone.visit.open("/seintjes/instellen")
    named = "SELECT json_extract(live, '$.name') AS name FROM nudge_programmes WHERE id = ?"
    [name] = [row["name"] for row in street.ask(named, programme)]
    phone.visit.button(f"Zet weer aan: {name}").click()
    phone.visit.button(f"Zet weer aan: {name}").wait_for(state="detached")


def test_a_tap_opens_the_card_in_the_open_app_and_reads_it_aloud(street: Street) -> None:
    phone = street.phone()
    phone.allow()
    street.publish()
    tag = phone.nudged()
    before = phone.visit.now()

    phone.tap(tag)

    phone.visit.page.locator(".quote", has_text=LINE).wait_for()
    phone.visit.wait_for_sound(after=before)
    assert phone.visit.page.url.endswith(f"/tip/{CARD}")
    opened = "SELECT opened_at FROM nudge_occurrences WHERE id = ?"
    eventually(lambda: street.ask(opened, tag)[0]["opened_at"], "that it was opened")
    assert phone.shown() == []


def test_what_was_answered_on_one_device_goes_away_on_the_other(street: Street) -> None:
    one, other = street.phone(), street.phone()
    one.allow()
    other.allow()
    street.publish()
    tag = one.nudged()
    assert other.nudged() == tag

    one.visit.open("/seintjes")
    article = one.visit.page.get_by_role("article").filter(has_text=TITLE).first
    article.get_by_role("button", name="Later").click()
    article.get_by_role("button", name="Morgen").click()
    article.get_by_text("Dit komt terug").wait_for()

    other.visit.page.reload()
    eventually(lambda: other.shown() == [], "no notification")


def test_whoever_leaves_takes_their_device_along(street: Street) -> None:
    phone = street.phone()
    phone.allow()
    endpoint = phone.browser.endpoint
    eventually(lambda: endpoint in street.devices(), "the device at the server")

    phone.visit.open("/instellingen")
    phone.visit.page.get_by_role("radio", name="Leerprofessional").check(force=True)

    eventually(lambda: endpoint not in street.devices(), "no device")
    phone.visit.open("/seintjes")
    phone.visit.button("Zet meldingen aan").wait_for()


def test_without_a_connection_a_nudge_waits_and_opens_when_it_is_back(street: Street) -> None:
    phone = street.phone()
    phone.allow()
    street.publish()
    tag = phone.nudged()
    visit = phone.visit
    visit.until("() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)")
    visit.page.reload()
    visit.page.get_by_role("article").first.wait_for()

    visit.page.context.set_offline(True)
    visit.page.goto(f"{street.house.url}/seintjes/{tag}")
    visit.page.get_by_text("Dit seintje gaat nu niet open").wait_for()
    visit.link("Terug naar Seintjes").click()
    visit.page.get_by_text("Dit is wat er stond").wait_for()
    visit.page.get_by_role("article").first.wait_for()

    visit.page.context.set_offline(False)
    visit.open(f"/seintjes/{tag}")
    visit.page.locator(".quote", has_text=LINE).wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_event_is_added_and_no_screen_has_a_barrier(street: Street, theme: str) -> None:
    visit = street.phone().visit
    page = visit.page
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visit.open("/seintjes")
    page.get_by_label("Wanneer en wat").fill("morgen om kwart voor elf een lastig gesprek")
    visit.button("Zet erbij").click()
    page.get_by_text("Staat erbij: lastig gesprek, morgen 10:45.").wait_for()
    source = AXE.read_text(encoding="utf-8")
    page.evaluate(source)
    found = violations(page, "seintjes")
    visit.button("Haal weg: lastig gesprek").first.click()
    visit.open("/seintjes/instellen")
    page.get_by_text("Mijn werkdagen").wait_for()
    page.evaluate(source)
    found += violations(page, "instellen")
    assert found == []
