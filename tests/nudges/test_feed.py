"""Feeds: what is read and what is not, moved and cancelled events, and calendars that mean harm."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType

import dateutil.rrule
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.timezone import tzp

from nudges.errors import FeedRefused
from nudges.feed import FeedRead, read
from nudges.ical_lines import MAX_BYTES, zone_name
from nudges.recurrence import due_times
from tests.nudges.making import person, programme, utc

AFTER, UNTIL = utc(2026, 11, 22), utc(2026, 12, 22)
AMSTERDAM = "Europe/Amsterdam"


def event(*lines: str, uid: str = "1", start: str = "DTSTART:20261124T130000Z") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def reading(*parts: str, zone: str = AMSTERDAM) -> FeedRead:
    return read(calendar(*parts), zone, AFTER, UNTIL)


def starts(found: FeedRead) -> list[str]:
    return [f"{one.start:%m-%d %H:%M}" for one in found.events]


def test_only_times_and_the_title_are_read() -> None:
    secrets = (
        "DESCRIPTION:geheim",
        "LOCATION:Kamer 3",
        "ATTENDEE:mailto:a@b.nl",
        "BEGIN:VALARM",
        "SUMMARY:alarm",
        "END:VALARM",
    )
    lines = ("SUMMARY:Lastig gesprek\\, kort", "DTEND:20261124T140000Z", *secrets)
    (found,) = reading(event(*lines, uid="iemand@example.org")).events
    assert found.title == "Lastig gesprek, kort"
    assert (found.start, found.end, found.source) == (utc(2026, 11, 24, 13), utc(2026, 11, 24, 14), "feed")
    assert found.tags == {"difficult", "conversation"}
    assert "iemand@example.org" not in found.id


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        ("DTSTART:20261124T130000Z", "America/New_York", "11-24 13:00"),
        ("DTSTART;TZID=Europe/Amsterdam:20261124T140000", "America/New_York", "11-24 13:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20261124T140000', "America/New_York", "11-24 13:00"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Amsterdam:20261124T140000",
            "Asia/Tokyo",
            "11-24 13:00",
        ),
        ("DTSTART;TZID=Ons kantoor:20261124T140000", AMSTERDAM, "11-24 13:00"),
        ("DTSTART:20261124T140000", AMSTERDAM, "11-24 13:00"),
        ("DTSTART;VALUE=DATE:20261124", AMSTERDAM, "11-23 23:00"),
    ],
)
def test_every_way_to_write_a_time(start: str, zone: str, expected: str) -> None:
    found = reading(event(start=start), zone=zone)
    assert starts(found) == [expected]
    assert found.events[0].all_day == ("VALUE=DATE" in start)


def test_the_calendars_own_zone_holds_for_times_without_one() -> None:
    found = reading("X-WR-TIMEZONE:America/New_York", event(start="DTSTART:20261124T080000"))
    assert starts(found) == ["11-24 13:00"]


WEEKLY = event(
    "SUMMARY:Overleg",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207T080000Z",
    "EXDATE;TZID=Europe/Amsterdam:20261130T090000",
    start="DTSTART;TZID=Europe/Amsterdam:20260105T090000",
)


def moved(*lines: str, start: str = "DTSTART;TZID=Europe/Amsterdam:20261208T100000") -> str:
    return event("RECURRENCE-ID;TZID=Europe/Amsterdam:20261207T090000", *lines, start=start)


def test_a_series_with_an_exception_and_an_end() -> None:
    assert starts(reading(WEEKLY)) == ["11-23 08:00", "12-07 08:00"]


def test_a_moved_occurrence_keeps_its_name_and_gets_another_nudge() -> None:
    before, after = reading(WEEKLY), reading(WEEKLY, moved("SUMMARY:Overleg"))
    assert starts(after) == ["11-23 08:00", "12-08 09:00"]
    assert [one.id for one in after.events] == [one.id for one in before.events]
    tip = programme({"kind": "event", "minutes": -15})
    keys = [
        {due.key for due in due_times(tip, person(), AFTER, UNTIL, found.events)} for found in (before, after)
    ]
    assert len(keys[0] & keys[1]) == 1
    assert len(keys[0] | keys[1]) == 3


def test_a_single_event_that_moves_keeps_its_name() -> None:
    one, other = reading(event()), reading(event(start="DTSTART:20261125T100000Z"))
    assert one.events[0].id == other.events[0].id


def test_cancelled_is_gone() -> None:
    assert starts(reading(WEEKLY, moved("STATUS:CANCELLED"))) == ["11-23 08:00"]
    assert reading(event("STATUS:CANCELLED")).events == ()
    assert reading("METHOD:CANCEL", event()).events == ()


def test_from_here_on_everything_an_hour_later() -> None:
    every_week = event("RRULE:FREQ=WEEKLY;COUNT=8", start="DTSTART;TZID=Europe/Amsterdam:20261109T090000")
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261207T090000",
        start="DTSTART;TZID=Europe/Amsterdam:20261207T100000",
    )
    found = reading(every_week, later)
    assert starts(found) == ["11-23 08:00", "11-30 08:00", "12-07 09:00", "12-14 09:00", "12-21 09:00"]
    assert len({one.id for one in found.events}) == 5


def test_a_series_across_the_change_of_the_clocks_stays_at_its_local_time() -> None:
    daily = event("RRULE:FREQ=DAILY", start="DTSTART;TZID=Europe/Amsterdam:20261020T090000")
    found = read(calendar(daily), AMSTERDAM, utc(2026, 10, 24), utc(2026, 10, 27))
    assert starts(found) == ["10-24 07:00", "10-25 08:00", "10-26 08:00"]


def test_what_cannot_be_read_costs_itself_only() -> None:
    found = reading(
        event(start="DTSTART:gisteren", uid="a"),
        event(start="SUMMARY:geen begin", uid="b"),
        event(start="DTSTART:00010101T000000Z", uid="c"),
        event("RRULE:FREQ=SECONDLY", uid="d"),
        event("RRULE:FREQ=DAILY;BYDAY=8MO", uid="e"),
        event("DTEND:later", uid="f"),
        event(uid="g"),
    )
    assert starts(found) == ["11-24 13:00"]
    assert found.skipped == 6


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "feed_not_calendar"),
        (b"<!doctype html><html><body>Log in</body></html>", "feed_not_calendar"),
        (b"\x00\xff\xfe" * 100, "feed_not_calendar"),
        (b"%PDF-1.7", "feed_not_calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026", "feed_cut_off"),
        (b"BEGIN:VCALENDAR\r\n" * 50_000, "feed_nested"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"BEGIN:VALARM\r\n" * 20_000, "feed_nested"),
        (b"BEGIN:VCALENDAR\r\n" + b" " * MAX_BYTES, "feed_too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 50_001, "feed_too_many"),
    ],
)
def test_no_calendar_or_a_harmful_one_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(FeedRefused) as refusal:
        read(data, AMSTERDAM, AFTER, UNTIL)
    assert refusal.value.code == code
    assert refusal.value.nl.endswith(".")
    assert refusal.value.en.endswith(".")


HORRIBLE = [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231T000000Z",
    "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=5000",
]


@pytest.mark.parametrize("rule", HORRIBLE)
def test_a_rule_that_never_happens_is_not_searched_for(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> ModuleType:
        raise AssertionError("dateutil was asked to walk a rule")

    monkeypatch.setattr(dateutil.rrule.rrule, "_iter", never)
    found = reading(event(f"RRULE:{rule}", start="DTSTART:19700101T090000Z"), event(uid="2"))
    assert starts(found) == ["11-24 13:00"]


def test_a_thousand_long_series_are_refused_and_not_worked_out() -> None:
    old = "DTSTART:19000101T090000Z"
    many = [event("RRULE:FREQ=DAILY;COUNT=5000;BYMONTH=2", uid=str(n), start=old) for n in range(1000)]
    with pytest.raises(FeedRefused) as refusal:
        reading(*many)
    assert refusal.value.code == "feed_too_many"


@pytest.mark.parametrize("line", ["RDATE:{}", "EXDATE:{}", "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3"])
def test_more_dates_in_the_window_than_anybody_has_are_refused(line: str) -> None:
    dates = ",".join(f"202612{day:02}T{hour:02}1500Z" for day in range(1, 31) for hour in range(24))
    with pytest.raises(FeedRefused) as refusal:
        reading(*(event(line.format(dates), uid=str(n)) for n in range(8)))
    assert refusal.value.code == "feed_too_many"


def test_more_events_in_the_window_than_anybody_has_are_refused() -> None:
    with pytest.raises(FeedRefused) as refusal:
        reading(*(event(uid=str(n)) for n in range(3001)))
    assert refusal.value.code == "feed_too_many"


def test_years_of_old_events_do_not_count() -> None:
    old = (event(uid=str(n), start=f"DTSTART:20{n % 20:02}0101T090000Z") for n in range(10_000))
    assert starts(reading(*old, event(uid="now"))) == ["11-24 13:00"]


def test_a_calendars_own_time_zone_stays_out_of_the_process() -> None:
    zone = (
        "BEGIN:VTIMEZONE",
        "TZID:Ons eigen kantoor",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "RRULE:FREQ=SECONDLY",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0900",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    found = reading(*zone, event(start="DTSTART;TZID=Ons eigen kantoor:20261124T140000"))
    assert starts(found) == ["11-24 13:00"]
    assert tzp.timezone("Ons eigen kantoor") is None


def test_a_title_is_one_short_plain_line() -> None:
    (found,) = reading(event("SUMMARY:Een\\nregel\x07 " + "heel lang " * 200)).events
    assert found.title.startswith("Een regel heel lang")
    assert len(found.title) <= 80
    assert found.title.isprintable()


@pytest.mark.parametrize(
    "given_", ["", "/", "../../etc/passwd", "Mars/Base", "localtime", "\x00", "a/" * 500]
)
def test_a_zone_that_is_none(given_: str) -> None:
    assert zone_name(given_) is None


PIECES = """\
BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VALARM\nEND:VALARM\nDTSTART:20261124T130000Z\nDTSTART;VALUE=DATE:20261124
DTEND:20261124T120000Z\nDURATION:-P1D\nDURATION:P9999W\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY;COUNT=3
RDATE:20261201\nRDATE;VALUE=PERIOD:20261201T100000Z/PT1H\nEXDATE:20261125T130000Z\nUID:1\nUID:2\nSEQUENCE:3
EXDATE;VALUE=DATE:20261125\nRECURRENCE-ID:20261125T130000Z\nSTATUS:CANCELLED\nSUMMARY:x\nX-A:b\n folded\n;;:
RECURRENCE-ID;RANGE=THISANDFUTURE:20261126T130000Z\nDTSTART;TZID=Europe/Amsterdam:20261101T020000
RECURRENCE-ID;VALUE=DATE:20261127"""
names = st.sampled_from(PIECES.splitlines())


@given(st.lists(names | st.text(max_size=30), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    try:
        found = reading("BEGIN:VEVENT", *lines, "END:VEVENT")
    except FeedRefused:
        return
    assert all(
        one.start < UNTIL and (one.end or one.start) >= AFTER - timedelta(days=1) for one in found.events
    )
    assert len({one.id for one in found.events}) == len(found.events)
