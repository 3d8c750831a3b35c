"""Every rule in words, in Dutch and English, and the programmes that come ready."""
# ruff: noqa: E501 - a table of sentences

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from nudges.labels import KNOWN
from nudges.programme import Moment, Programme
from nudges.ready import programmes
from nudges.rules import parse_rule
from nudges.words import date_in_words, programme_in_words, rule_in_words, trigger_in_words
from tests.nudges.making import programme
from tests.nudges.test_walls import endings, rules

TUESDAY = date(2026, 11, 24)
CARDS = Path(__file__).parents[2] / "server" / "content" / "starter" / "nl"


@pytest.mark.parametrize(
    ("rule", "dutch", "english"),
    [
        ("FREQ=DAILY", "elke dag om 08:45", "every day at 08:45"),
        ("FREQ=DAILY;INTERVAL=2", "om de dag om 08:45", "every other day at 08:45"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag om 08:45", "every working day at 08:45"),
        (
            "FREQ=WEEKLY;BYDAY=TU,TH",
            "elke dinsdag en donderdag om 08:45",
            "every Tuesday and Thursday at 08:45",
        ),
        ("FREQ=WEEKLY;COUNT=6", "elke dinsdag om 08:45, 6 keer", "every Tuesday at 08:45, 6 times"),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR",
            "elke 3 weken op vrijdag om 08:45",
            "every 3 weeks on Friday at 08:45",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,13;BYMINUTE=0",
            "elke werkdag om 09:00 en 13:00",
            "every working day at 09:00 and 13:00",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "elke maand op de laatste dag om 08:45",
            "every month on the last day at 08:45",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "elke maand op de 31e om 08:45 (niet in maanden die korter zijn)",
            "every month on day 31 at 08:45 (not in months that are shorter)",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1MO",
            "elke maand op de eerste maandag om 08:45",
            "every month on the first Monday at 08:45",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "elke maand op de laatste werkdag om 08:45",
            "every month on the last working day at 08:45",
        ),
        (
            "FREQ=YEARLY",
            "elk jaar op de 24e in november om 08:45",
            "every year on day 24 in November at 08:45",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYMONTH=9,10;UNTIL=20261231",
            "elke maandag om 08:45, alleen in september en oktober, tot en met 31 december 2026",
            "every Monday at 08:45, only in September and October, up to and including 31 December 2026",
        ),
    ],
)
def test_rules_in_words(rule: str, dutch: str, english: str) -> None:
    read = parse_rule(rule)
    assert rule_in_words(read, time(8, 45), TUESDAY, "nl") == dutch
    assert rule_in_words(read, time(8, 45), TUESDAY, "en") == english


@given(rules, endings)
@settings(max_examples=100, deadline=None)
def test_every_rule_has_words_without_codes(rule: str, ending: str) -> None:
    for language in ("nl", "en"):
        words = rule_in_words(parse_rule(rule + ending), time(8, 45), TUESDAY, language)
        assert not any(code in words for code in ("FREQ", "BY", "{", "}", "=", "  ", " ,"))


@pytest.mark.parametrize(
    ("trigger", "dutch", "english"),
    [
        (
            {"kind": "event", "minutes": -15, "tag": "difficult"},
            "een kwartier voor een lastig gesprek",
            "a quarter of an hour before a difficult conversation",
        ),
        (
            {"kind": "event", "minutes": 10, "anchor": "end"},
            "10 minuten na afloop van een afspraak",
            "10 minutes after the end of an appointment",
        ),
        ({"kind": "event", "minutes": -60, "tag": "pitch"}, "een uur voor een pitch of presentatie", "an hour before a pitch or presentation"),
        ({"kind": "event", "minutes": 0}, "als een afspraak begint", "when an appointment begins"),
        ({"kind": "event", "days": -1, "at": "15:00", "tag": "meeting"}, "een dag voor een overleg om 15:00", "a day before a meeting at 15:00"),
        ({"kind": "event", "days": 0, "at": "08:30"}, "op de dag van een afspraak om 08:30", "on the day of an appointment at 08:30"),
        (
            {"kind": "event", "minutes": 90, "tag": "eigen-label"},
            "90 minuten na een afspraak met het label eigen-label",
            "90 minutes after an appointment labelled eigen-label",
        ),
        ({"kind": "once", "on": "2026-11-24", "at": "08:45"}, "één keer, op dinsdag 24 november 2026 om 08:45", "once, on Tuesday 24 November 2026 at 08:45"),
        ({"kind": "once", "instant": "2026-11-24T08:45:00Z"}, "één keer, meteen", "once, right now"),
        ({"kind": "daily_question"}, "elke dag om 16:00", "every day at 16:00"),
    ],
)  # fmt: skip
def test_triggers_in_words(trigger: dict[str, Any], dutch: str, english: str) -> None:
    made = programme(trigger)
    assert trigger_in_words(made, "nl") == dutch
    assert trigger_in_words(made, "en") == english


def test_a_programme_says_from_when_until_when() -> None:
    made = programme(ends="2026-12-31")
    assert (
        programme_in_words(made, "nl")
        == "elke dag om 09:00, vanaf 1 januari 2026, tot en met 31 december 2026"
    )
    assert date_in_words(TUESDAY, "en", weekday=True) == "Tuesday 24 November 2026"


READY = programmes(TUESDAY)


def test_there_are_a_dozen_ready_ones_for_all_five_moments() -> None:
    assert len(READY) >= 12
    assert {one.moment for one in READY} == set(Moment)
    assert len({one.id for one in READY}) == len({one.name for one in READY}) == len(READY)
    assert {one.trigger.kind for one in READY} == {
        "calendar",
        "event",
        "spaced",
        "daily_question",
        "dare_card",
    }


@pytest.mark.parametrize("ready", READY, ids=lambda one: one.id)
def test_a_ready_programme_can_be_used_as_it_is(ready: Programme) -> None:
    assert set(ready.texts) == {"nl", "en"}
    for text in ready.texts.values():
        assert text.body
        assert len(text.title) <= 50  # a lock screen shows about this much
    assert Programme.from_text(ready.to_text()) == ready
    assert programme_in_words(ready, "nl") != programme_in_words(ready, "en")
    if ready.opens.kind == "card" and ready.opens.target:
        assert (CARDS / f"{ready.opens.target}.md").exists()
    # A step is tagged by the coach, not by what somebody says.
    assert getattr(ready.trigger, "tag", None) in (None, "step", *KNOWN)
