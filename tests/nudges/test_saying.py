"""Events from sentences as people type and say them, in Dutch and English."""
# ruff: noqa: DTZ001 - wall clocks are naive

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges.errors import SayingUnclear
from nudges.labels import labels_of
from nudges.localtime import wall_of, zone_of
from nudges.saying import Heard, understand
from tests.nudges.making import utc

NOW = utc(2026, 11, 23, 9, 10)
"""Monday 23 November 2026, 10:10 in Amsterdam."""


def heard(text: str, language: str = "nl") -> Heard:
    return understand(text, NOW, "Europe/Amsterdam", language)


DUTCH = [
    ("ik heb om twee uur een lastig gesprek", "23 14:00", "lastig gesprek"),
    ("morgen om half drie een pitch", "24 14:30", "pitch"),
    ("over een kwartier een slechtnieuwsgesprek", "23 10:25", "slechtnieuwsgesprek"),
    ("over twintig minuten heb ik een gesprek met mevrouw Jansen", "23 10:30", "gesprek met mevrouw Jansen"),
    ("Vanmiddag om kwart voor vier teamoverleg", "23 15:45", "teamoverleg"),
    ("dinsdag om 9 uur intake", "24 09:00", "intake"),
    ("op 30 november om 14.30 uur presentatie voor de raad", "30 14:30", "presentatie voor de raad"),
    ("morgenochtend om negen uur overleg", "24 09:00", "overleg"),
    ("om 14u30 retro", "23 14:30", "retro"),
    ("vanavond om acht uur pitch oefenen", "23 20:00", "pitch oefenen"),
    ("over anderhalf uur klachtgesprek", "23 11:40", "klachtgesprek"),
    ("over twee uur overleg", "23 12:10", "overleg"),
    ("over drie kwartier bila", "23 10:55", "bila"),
    ("ik moet om drie uur presenteren", "23 15:00", "presenteren"),
    ("overmorgen om vijf voor twaalf spreekuur", "25 11:55", "spreekuur"),
    ("maandag om tien uur overleg", "30 10:00", "overleg"),
    ("om acht uur overleg", "24 08:00", "overleg"),
    ("'s middags om half een lunch met Piet", "23 12:30", "lunch met Piet"),
    ("morgen twee uur overleg", "24 14:00", "overleg"),
    ("om kwart over twee uur gesprek over geld", "23 14:15", "gesprek over geld"),
    ("tien over twee bila", "23 14:10", "bila"),
    ("om vijfentwintig over drie overleg", "23 15:25", "overleg"),
    ("30/11 om 10 uur audit", "30 10:00", "audit"),
    ("om twaalf uur dertig lunch", "23 12:30", "lunch"),
    ("over een uur", "23 11:10", "afspraak"),
    ("Om 09:00 uur morgen: MT-overleg!", "24 09:00", "MT-overleg"),
]
ENGLISH = [
    ("I have a difficult conversation at two", "23 14:00", "difficult conversation"),
    ("tomorrow at half past two a pitch", "24 14:30", "pitch"),
    ("in a quarter of an hour bad news talk", "23 10:25", "bad news talk"),
    ("in twenty minutes I have a meeting with Ms Jansen", "23 10:30", "meeting with Ms Jansen"),
    ("tomorrow afternoon at quarter to four team meeting", "24 15:45", "team meeting"),
    ("on Tuesday at 9 am intake", "24 09:00", "intake"),
    ("November 30 at 14:30 presentation", "30 14:30", "presentation"),
    ("the 30th of November at 10 audit", "30 10:00", "audit"),
    ("at 2:15 pm demo", "23 14:15", "demo"),
    ("tomorrow at noon lunch", "24 12:00", "lunch"),
    ("in an hour and a half complaint", "23 11:40", "complaint"),
    ("tonight at eight pitch", "23 20:00", "pitch"),
    ("the day after tomorrow at nine thirty talk", "25 09:30", "talk"),
    ("in 2 hours meeting", "23 12:10", "meeting"),
    ("at three o'clock call", "23 15:00", "call"),
]


@pytest.mark.parametrize(("text", "when", "title"), DUTCH)
def test_dutch(text: str, when: str, title: str) -> None:
    found = heard(text)
    assert (f"{found.wall:%d %H:%M}", found.title) == (when, title)


@pytest.mark.parametrize(("text", "when", "title"), ENGLISH)
def test_english(text: str, when: str, title: str) -> None:
    found = heard(text, "en")
    assert (f"{found.wall:%d %H:%M}", found.title) == (when, title)


@pytest.mark.parametrize(
    ("text", "language", "end"),
    [
        ("van twee tot drie uur een gesprek met Ahmed", "nl", "15:00"),
        ("om twee uur overleg tot half vier", "nl", "15:30"),
        ("om 11:00 een uur lang overleg", "nl", "12:00"),
        ("om twee uur anderhalf uur lang overleg", "nl", "15:30"),
        ("from two to three talk with Ahmed", "en", "15:00"),
        ("at two meeting until half past three", "en", "15:30"),
        ("at two meeting for half an hour", "en", "14:30"),
    ],
)
def test_how_long_it_lasts(text: str, language: str, end: str) -> None:
    found = heard(text, language)
    assert found.end is not None
    assert f"{wall_of(found.end, zone_of('Europe/Amsterdam')):%H:%M}" == end
    assert found.title.partition(" ")[0] in ("gesprek", "overleg", "talk", "meeting")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("zullen we koffie drinken", "saying_unclear"),
        ("", "saying_unclear"),
        ("morgen een pitch", "saying_unclear"),
        ("vandaag om 09:00 uur overleg", "saying_past"),
        ("om 25:00 uur overleg", "saying_unclear"),
        ("lang " * 200, "saying_too_long"),
    ],
)
def test_what_is_not_clear_is_asked_again(text: str, code: str) -> None:
    with pytest.raises(SayingUnclear) as asked:
        heard(text)
    assert asked.value.code == code
    assert asked.value.nl[-1] in ".?"
    assert asked.value.en[-1] in ".?"


def test_the_other_language_is_understood_too() -> None:
    assert heard("tomorrow at two talk", "nl").wall == datetime(2026, 11, 24, 14)
    assert heard("morgen om twee uur gesprek", "en").wall == datetime(2026, 11, 24, 14)


def test_over_minutes_is_exact_across_a_change_of_the_clocks() -> None:
    before = utc(2026, 3, 29, 0, 50)  # 01:50; in ten minutes the clocks go to 03:00
    found = understand("over twintig minuten overleg", before, "Europe/Amsterdam")
    assert found.start - before == timedelta(minutes=20)
    assert found.wall == datetime(2026, 3, 29, 3, 10)


def test_it_becomes_the_persons_own_event_with_its_labels() -> None:
    event = heard("ik heb om twee uur een lastig gesprek").event("e1")
    assert (event.id, event.source, event.start) == ("e1", "own", utc(2026, 11, 23, 13))
    assert event.tags == {"difficult", "conversation"}


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("Slecht-nieuwsgesprek", {"difficult", "conversation"}),
        ("Functioneringsgesprek", {"conversation"}),
        ("Elevator pitch", {"pitch"}),
        ("Teamvergadering", {"meeting"}),
        ("Tandarts", set()),
        ("Klachten bespreken", {"difficult"}),
        ("Presentatie kwartaalcijfers", {"pitch"}),
        ("Spitsuur", set()),
    ],
)
def test_labels_come_from_the_words_of_the_title(title: str, labels: set[str]) -> None:
    assert labels_of(title) == labels


PIECES = (
    "om over van tot half kwart voor drie uur morgen dinsdag 3 12:30 30-2 at in half past to pm an hour \x00"
)
pieces = st.sampled_from(PIECES.split())


@given(st.text(max_size=60) | st.lists(pieces, max_size=12).map(" ".join), st.sampled_from(["nl", "en"]))
@settings(max_examples=150, deadline=None)
def test_any_sentence_is_understood_or_asked_again(text: str, language: str) -> None:
    try:
        found = heard(text, language)
    except SayingUnclear:
        return
    assert found.start > NOW - timedelta(minutes=1)
    assert found.end is None or found.end > found.start
    assert 0 < len(found.title) <= 120
