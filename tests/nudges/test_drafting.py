"""Drafts of programmes from sentences; what is missing is named, and what is there can be planned."""
# ruff: noqa: E501 - a table of sentences

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.drafting import Draft, draft
from tests.nudges.making import programme, utc

TODAY = date(2026, 11, 23)


def drafted(sentence: str, language: str = "nl") -> Draft:
    return draft(sentence, utc(2026, 11, 23, 9, 10), "Europe/Amsterdam", language)


def calendar(rule: str, at: str) -> dict[str, Any]:
    return {"kind": "calendar", "rrule": rule, "at": at}


WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
SENTENCES: list[tuple[str, str, dict[str, Any], str]] = [
    ("nl", "elke dinsdag en donderdag om kwart voor negen een tip over slecht nieuws", calendar("FREQ=WEEKLY;BYDAY=TU,TH", "08:45"), "slecht nieuws"),
    ("nl", "elke werkdag om vier uur een vraag over de dag", calendar(WORKING, "16:00"), "de dag"),
    ("nl", "elke eerste maandag van de maand om 10:00 een kaart over kritisch zijn op AI", calendar("FREQ=MONTHLY;BYDAY=1MO", "10:00"), "kritisch zijn op AI"),
    ("nl", "elke laatste werkdag van de maand om half elf een vraag over AI", calendar("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "10:30"), "AI"),
    ("nl", "elke maand op de 15e om half tien een tip over schrijven", calendar("FREQ=MONTHLY;BYMONTHDAY=15", "09:30"), "schrijven"),
    ("nl", "elke twee weken op woensdag om 9 uur een oefening met een boze inwoner", calendar("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "09:00"), "boze inwoner"),
    ("nl", "om de dag om negen uur een tip over rust", calendar("FREQ=DAILY;INTERVAL=2", "09:00"), "rust"),
    ("nl", "een kwartier voor elk lastig gesprek een tip over slecht nieuws", {"kind": "event", "minutes": -15, "tag": "difficult"}, "slecht nieuws"),
    ("nl", "tien minuten na afloop van elk gesprek de vraag hoe ging het", {"kind": "event", "minutes": 10, "anchor": "end", "tag": "conversation"}, "hoe ging het"),
    ("nl", "de dag voor een pitch om drie uur een oefening", {"kind": "event", "days": -1, "at": "15:00", "tag": "pitch"}, ""),
    ("nl", "morgen om 10 uur een tip over de nieuwe werkwijze", {"kind": "once", "on": "2026-11-24", "at": "10:00"}, "de nieuwe werkwijze"),
    ("nl", "de vraag van de dag om vier uur", {"kind": "daily_question", "at": "16:00"}, ""),
    ("nl", "elke dinsdag om negen uur een durfkaart", {"kind": "dare_card", "rrule": "FREQ=WEEKLY;BYDAY=TU", "at": "09:00"}, ""),
    ("en", "every Tuesday and Thursday at quarter to nine a tip about bad news", calendar("FREQ=WEEKLY;BYDAY=TU,TH", "08:45"), "bad news"),
    ("en", "a quarter of an hour before every difficult conversation a tip about bad news", {"kind": "event", "minutes": -15, "tag": "difficult"}, "bad news"),
    ("en", "every other week on Friday at 3 pm a card about retrospectives", calendar("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "15:00"), "retrospectives"),
    ("en", "the last day of the month at ten past four a question about AI", calendar("FREQ=MONTHLY;BYMONTHDAY=-1", "16:10"), "AI"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "trigger", "subject"), SENTENCES)
def test_what_was_meant(language: str, sentence: str, trigger: dict[str, Any], subject: str) -> None:
    found = drafted(sentence, language)
    assert (found.trigger, found.subject, found.missing) == (trigger, subject, ())
    assert programme(found.trigger, starts=found.starts.isoformat()).trigger.kind == trigger["kind"]


@pytest.mark.parametrize(
    ("sentence", "language", "starts", "ends"),
    [
        ("elke dinsdag om negen uur een tip over rust, zes weken", "nl", TODAY, date(2027, 1, 3)),
        ("elke dinsdag om negen uur een tip over rust, drie maanden lang", "nl", TODAY, date(2027, 2, 20)),
        (
            "vanaf 1 februari elke maandag om 9 uur een tip over bezwaar tot 1 mei",
            "nl",
            date(2027, 2, 1),
            date(2027, 5, 1),
        ),
        ("elke dinsdag om negen uur een tip over rust", "nl", TODAY, None),
        ("every Tuesday at nine a tip about rest for six weeks", "en", TODAY, date(2027, 1, 3)),
        (
            "from 1 February every Monday at 9 am a tip about objections until 1 May",
            "en",
            date(2027, 2, 1),
            date(2027, 5, 1),
        ),
    ],
)
def test_from_when_until_when(sentence: str, language: str, starts: date, ends: date | None) -> None:
    found = drafted(sentence, language)
    assert (found.starts, found.ends) == (starts, ends)
    assert found.trigger is not None
    assert found.trigger["rrule"].startswith("FREQ=WEEKLY;BYDAY=")


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("een tip over klachten", ("when",)),
        ("elke dinsdag een tip over klachten", ("at",)),
        ("elke dinsdag om negen uur een tip", ("subject",)),
        ("blabla", ("when", "subject")),
        ("", ("when", "subject")),
    ],
)
def test_what_is_missing_is_named(sentence: str, missing: tuple[str, ...]) -> None:
    assert drafted(sentence).missing == missing


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [("een tip", "card"), ("een oefening", "practice"), ("een vraag", "reflection"), ("iets", None)],
)
def test_what_it_opens(sentence: str, opens: str | None) -> None:
    assert drafted(f"elke dag om negen uur {sentence} over rust").opens == opens


WORDS = "elke dinsdag om de week maand op 15e half negen een tip over rust zes weken tot vanaf voor na 1 mei uur dag every"
words = st.sampled_from(WORDS.split())


@given(st.text(max_size=80) | st.lists(words, max_size=15).map(" ".join), st.sampled_from(["nl", "en"]))
@settings(max_examples=150, deadline=None)
def test_any_sentence_gives_a_draft_that_can_be_read(sentence: str, language: str) -> None:
    found = drafted(sentence, language)
    assert found.ends is None or found.ends >= found.starts
    if found.trigger is not None and "at" not in found.missing:
        programme(found.trigger, starts="2026-01-01")
