"""What is a person's own is counted, taken along and erased, one thing or everything, here and there."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.browser.conftest import Visitor
from tests.browser.house import House
from tests.browser.test_practice import barriers, begin
from tests.browser.visit import UNTIL_SECONDS, Visit

pytestmark = pytest.mark.browser

SECRET = "aardappelkelderluikje"
"""A word that nobody else says: it must be in the file, and afterwards nowhere."""
OWN = (
    "conversations", "turns", "pitches", "takes", "take_sounds", "notes", "roleplays", "language_rounds",
    "card_openings", "nudge_events", "nudge_occurrences", "devices",
)  # fmt: skip
SECOND = 32_000
"""Bytes of a second of sound."""
WAITING = """async (text) => {
  const opened = await new Promise((resolve) => {
    const asked = indexedDB.open('souffleur');
    asked.onsuccess = () => resolve(asked.result);
  });
  const told = opened.transaction('outbox', 'readwrite').objectStore('outbox').put({
    clientId: 'question-of-mine', kind: 'text', text, sound: null, seconds: null,
    language: 'nl', moment: null, hurry: false,
    at: new Date().toISOString(), live: null, refused: 'too_large',
  });
  await new Promise((resolve) => { told.onsuccess = resolve; });
  opened.close();
  localStorage.setItem('souffleur.scenario.mijn', JSON.stringify({ text, revision: null }));
}"""
ON_DEVICE = """async () => {
  const opened = await new Promise((resolve) => {
    const asked = indexedDB.open('souffleur');
    asked.onsuccess = () => resolve(asked.result);
  });
  const all = (store) => new Promise((resolve) => {
    const asked = opened.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  const found = [await all('outbox'), await all('cache'), Object.entries(localStorage)];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  opened.close();
  return JSON.stringify(found);
}"""


def sent(visit: Visit, method: str, path: str, told: object = None) -> Any:
    """Send something as the page does; gives the answer."""
    script = """async ([method, path, told]) => {
      const type = told === null ? 'audio/pcm' : 'application/json';
      const body = told === null ? new Uint8Array(32000).fill(7) : JSON.stringify(told);
      const answer = await fetch(path, { method, body, headers: { 'Content-Type': type } });
      return [answer.ok, await answer.text()];
    }"""
    good, text = visit.page.evaluate(script, [method, path, told])
    assert good, text
    return json.loads(text) if text else None


def take_with_sound(visit: Visit) -> None:
    """Keep a take of a second with its sound."""
    pitch = sent(visit, "POST", "/v1/pitches", {"goal": f"het {SECRET} te openen", "language": "nl"})
    take = sent(visit, "POST", f"/v1/pitches/{pitch['id']}/takes", {"client_id": "take-of-mine"})
    sent(visit, "PUT", f"/v1/takes/{take['id']}/sound?first_sample=0")
    sent(visit, "POST", f"/v1/takes/{take['id']}/keep", {"keep": "with_sound"})


def kept(house: House) -> dict[str, int]:
    """Count what the server has, table by table."""
    return {table: house.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in OWN}  # noqa: S608


def files_with_it(folder: Path) -> list[str]:
    """Name the files in which the secret can be read."""
    return [one.name for one in folder.rglob("*") if one.is_file() and SECRET.encode() in one.read_bytes()]


def nowhere(house: House) -> None:
    """Wait until the secret is in no file: the database empties its log when nobody reads it."""
    until = time.monotonic() + UNTIL_SECONDS
    while found := files_with_it(house.instance):
        assert time.monotonic() < until, found
        urlopen(f"{house.url}/readyz").close()  # noqa: S310 - an address of this machine
        time.sleep(0.2)


def test_everything_is_taken_along_and_erased_here_and_on_the_server(
    visitor: Visitor, tmp_path: Path
) -> None:
    with House(tmp_path / "instance") as house:
        visit = visitor(at=house)
        page = visit.page
        visit.open("/reflectie/notitieboek")
        page.get_by_role("textbox", name="Je gedachte").fill(f"Het {SECRET} klemt.")
        visit.button("Bewaar").click()
        page.locator(".note").wait_for()
        begin(visit, "uitkering-afgewezen")
        page.locator("#roleplay-text").fill(f"Heeft u een {SECRET}?")
        page.locator("#roleplay-text").press("Enter")
        page.locator(".said-own", has_text=SECRET).wait_for()
        visit.open()
        visit.ask(f"Een inwoner is zijn paspoort kwijt in het {SECRET}")
        visit.wait_for_answer("We melden het nu")
        take_with_sound(visit)
        page.evaluate(WAITING, SECRET)

        visit.open("/instellingen")
        section = page.get_by_role("region", name="Wat van jou is bewaard")
        section.get_by_role("listitem").filter(has_text="Opnames met geluid: 1").wait_for()
        assert page.get_by_text("Nu: 1 opname met geluid.").is_visible()
        with page.expect_download() as downloading:
            visit.button("Download alles").click()
        page.get_by_text("Je bestand staat bij je downloads").wait_for()
        with zipfile.ZipFile(downloading.value.path()) as archive:
            names = archive.namelist()
            assert archive.read("souffleur.json").decode().count(SECRET) >= 4
            [sound] = [name for name in names if name.endswith(".wav")]
            assert archive.getinfo(sound).file_size > SECOND

        page.context.set_offline(True)
        visit.button("Wis alles").click()
        question = page.get_by_role("dialog", name="Alles van jou wissen?")
        assert barriers(visit) == []
        question.get_by_role("button", name="Wis alles").click()
        section.get_by_role("alert").wait_for()
        assert SECRET in page.evaluate(ON_DEVICE), "nothing goes here while the server still has it"
        page.context.set_offline(False)
        visit.button("Probeer opnieuw").click()
        section.get_by_role("status").filter(has_text="Gewist, hier en op de server.").wait_for()
        section.get_by_text("Er is nu niets van je bewaard.").wait_for()

        assert set(kept(house).values()) == {0}, kept(house)
        nowhere(house)
        assert SECRET not in page.evaluate(ON_DEVICE)
        visit.open("/reflectie/notitieboek")
        page.get_by_text("Nog geen notities.").wait_for()


def test_one_practice_is_erased_from_its_own_list(visitor: Visitor, house: House) -> None:
    visit = visitor()
    page = visit.page
    begin(visit, "uitkering-afgewezen")
    mine = page.url.rpartition("/")[2]
    text = {"client_id": "round-to-erase", "spoken": "fr", "text": "Bonjour Madame.", "language": "nl"}
    round_id = sent(visit, "POST", "/v1/language/rounds", text)["id"]
    for place, fold, table, gone in (
        ("/oefenen/gesprek", "Eerder geoefend", "roleplays", mine),
        ("/oefenen/taal", "Zinnen die je oefende", "language_rounds", round_id),
    ):
        visit.open(place)
        page.locator("summary", has_text=fold).click()
        row = page.locator(".earlier").filter(has=page.locator(f"a[href$='{gone}']"))
        assert barriers(visit) == []
        row.get_by_role("button").click()
        dialog = page.get_by_role("dialog", name="Deze oefening wissen?")
        dialog.get_by_role("button", name="Wis", exact=True).click()
        row.wait_for(state="detached")
        page.get_by_role("status").filter(has_text="Gewist").wait_for()
        assert house.rows(f"SELECT id FROM {table} WHERE id = ?", gone) == []  # noqa: S608


def test_a_note_is_erased_with_the_keyboard_alone_and_only_after_a_question(
    visitor: Visitor, house: House
) -> None:
    visit = visitor()
    page = visit.page
    visit.open("/reflectie/notitieboek")
    page.get_by_role("textbox", name="Je gedachte").fill("De trap is nat.")
    visit.button("Bewaar").click()
    page.get_by_role("button", name="Wis De trap is nat").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Deze notitie wissen?").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert house.rows("SELECT id FROM notes WHERE text LIKE '%trap is nat%'")
    page.keyboard.press("Enter")  # the bin has the focus again
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".note", has_text="De trap is nat").wait_for(state="detached")
    assert house.rows("SELECT id FROM notes WHERE text LIKE '%trap is nat%'") == []
